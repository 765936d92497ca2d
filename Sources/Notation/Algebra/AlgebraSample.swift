import Autodiff

/// Numbers to work lines of algebra out with.
package struct AlgebraSample: Sendable {
  /// What a variable stands for, in terms of others; with the indices that its term mentions.
  package struct Definition: Hashable, Sendable {
    var indices: [String] = []
    let term: AlgebraTerm
  }

  /// The entries of the variables that are chosen freely: one for a scalar.
  package var values: [String: [Double]]
  /// The variables that follow from others.
  package var definitions: [String: Definition] = [:]
  /// How many values each index takes.
  package var extents: [String: Int] = [:]
  /// The values of the indices that no sum runs over.
  package var indices: [String: Int] = [:]

  /// The value of a term.
  package func value(of term: AlgebraTerm) -> Double { work(term, indices, seed: nil).value }

  /// A number and how fast it changes with the seed.
  private struct Dual {
    var value: Double
    var slope = 0.0
  }

  /// The variable by which is differentiated.
  private struct Seed {
    let name: String
    let entry: [Int]
  }

  private func work(_ term: AlgebraTerm, _ bound: [String: Int], seed: Seed?) -> Dual {
    func work(_ term: AlgebraTerm) -> Dual { self.work(term, bound, seed: seed) }
    switch term {
    case .number(let number): return Dual(value: number)
    case .variable(let name, let indices): return look(name, indices, bound, seed)
    case .sum(let index, let body):
      return (0..<(extents[index] ?? 0)).reduce(Dual(value: 0)) { sum, position in
        let term = self.work(
          body, bound.merging([index: position]) { $1 }, seed: seed)
        return Dual(value: sum.value + term.value, slope: sum.slope + term.slope)
      }
    case .same(let a, let b): return Dual(value: bound[a] == bound[b] ? 1 : 0)
    case .plus(let a, let b):
      let (a, b) = (work(a), work(b))
      return Dual(value: a.value + b.value, slope: a.slope + b.slope)
    case .minus(let a, let b):
      let (a, b) = (work(a), work(b))
      return Dual(value: a.value - b.value, slope: a.slope - b.slope)
    case .times(let a, let b):
      let (a, b) = (work(a), work(b))
      return Dual(value: a.value * b.value, slope: a.slope * b.value + a.value * b.slope)
    case .over(let a, let b):
      let (a, b) = (work(a), work(b))
      let quotient = a.value / b.value
      return Dual(value: quotient, slope: (a.slope - quotient * b.slope) / b.value)
    case .power(let a, let b):
      // Exponents are numbers here.
      let (a, n) = (work(a), work(b).value)
      return Dual(
        value: .power(a.value, n), slope: n * .power(a.value, n - 1) * a.slope)
    case .negative(let a):
      let a = work(a)
      return Dual(value: -a.value, slope: -a.slope)
    case .function(let function, let a): return apply(function, work(a))
    case .derivative(let of, let by):
      guard case .variable(let name, let indices) = by, seed == nil else {
        return Dual(value: .nan)
      }
      let entry = indices.map { bound[$0] ?? 0 }
      return Dual(value: self.work(of, bound, seed: Seed(name: name, entry: entry)).slope)
    case .grouped(let a): return work(a)
    }
  }

  private func look(
    _ name: String, _ indices: [String], _ bound: [String: Int], _ seed: Seed?
  ) -> Dual {
    let entry = indices.map { bound[$0] ?? 0 }
    var dual: Dual
    if let definition = definitions[name] {
      let inner = Dictionary(zip(definition.indices, entry)) { $1 }
      dual = work(definition.term, bound.merging(inner) { $1 }, seed: seed)
    } else {
      // Indices of one variable run over the same numbers, so its entries lie in rows of a square.
      let place = entry.reduce(0) { $0 * (extents[indices[0]] ?? 1) + $1 }
      dual = Dual(value: values[name]?[place] ?? .nan)
    }
    if let seed, seed.name == name { dual.slope = seed.entry == entry ? 1 : 0 }
    return dual
  }

  private func apply(_ function: OperationKind, _ x: Dual) -> Dual {
    guard let value = function.value(at: [x.value]),
      let slope = function.localDerivative(at: [x.value], value: value)
    else { return Dual(value: .nan) }
    return Dual(value: value, slope: slope * x.slope)
  }
}
