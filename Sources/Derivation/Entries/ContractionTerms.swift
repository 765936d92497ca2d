import Autodiff
import Notation

extension AxisLetters {
  /// The index of each operand's entry in every product that one entry of the result is the sum of; nil
  /// where there are more than anybody reads.
  ///
  /// - Parameter index: The entry of the result.
  func products(at index: [Int], _ extents: [Character: Int]) -> [[[Int]]]? {
    let inner = Shape(summed.map { extents[$0] ?? 1 })
    guard inner.count <= Self.mostProducts else { return nil }
    return (0..<inner.count).map { place in
      let values = Dictionary(uniqueKeysWithValues: zip(result, index)).merging(
        zip(summed, inner.index(ofPlace: place))
      ) { $1 }
      return operands.map { $0.map { values[$0] ?? 0 } }
    }
  }

  private static let mostProducts = 10_000
}

/// One entry of a sum of products over letters, written out.
struct EntryLine {
  /// A product: its factors in names, and their numbers.
  struct Term {
    var names: [Math] = []
    var numbers: [Double] = []
  }

  /// What the factors are.
  let roles: [MathRole]
  /// What their sum is.
  let result: MathRole
  let terms: [Term]

  /// The most terms that are written out; of more the first two and the last one.
  private static let limit = 6

  /// The line, from the entry's name to its number.
  func equation(_ left: Math, comesTo total: Double, _ derivation: Derivation) -> Equation {
    var equation = Equation(left)
    let shown = terms.count <= Self.limit ? terms : Array(terms.prefix(2)) + terms.suffix(1)
    func joined(_ pieces: [Math]) -> Math {
      guard terms.count > Self.limit, let last = pieces.last else {
        return .joined(pieces, by: "+")
      }
      return .joined(pieces.dropLast() + [.sign("⋯"), last], by: "+")
    }
    equation.add(joined(shown.map { .joined($0.names, by: "·") }))
    let products = terms.map { $0.numbers.reduce(1, *) }
    let choice = derivation.arithmetic.choice(
      result: Tensor(total), scale: Tensor(products.reduce(0) { $0 + abs($1) })
    ) { inputs in
      Tensor(terms.reduce(0) { $0 + $1.numbers.map(inputs.printedValue).reduce(1, *) })
    }
    equation.add(
      joined(
        shown.enumerated().map { place, term in
          .joined(
            term.numbers.enumerated().map { factor, number in
              let isFirst = place == 0 && factor == 0
              return .role(
                roles[factor],
                isFirst ? choice.inputs.math(number) : choice.inputs.factor(number))
            }, by: "·")
        }))
    let number = TensorSetter(numerals: derivation.numerals).set(choice.result)
    equation.add(.role(result, number), choice)
    return equation
  }
}
