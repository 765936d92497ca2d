import Autodiff

/// The formula of a result with the results folded into it written out, and its derivatives.
///
/// The operands of these formulas are the nodes at the rim, numbered as they are met.
struct Composition {
  private let trace: Trace<Double>
  private let regions: Regions
  /// The result.
  let node: NodeID
  /// What the formulas' operands stand for.
  private(set) var rim: [NodeID] = []

  init(_ node: NodeID, in trace: Trace<Double>, regions: Regions) {
    self.node = node
    self.trace = trace
    self.regions = regions
    collect(node)
  }

  private mutating func collect(_ node: NodeID) {
    for operand in trace.operands(of: node) {
      if regions.folds(operand) {
        collect(operand)
      } else if !rim.contains(operand) {
        rim.append(operand)
      }
    }
  }

  /// Whether anything is folded in or an operand stands in several slots; else the operation's own
  /// rule says all.
  var isComposed: Bool {
    let operands = trace.operands(of: node)
    return operands.contains(where: regions.folds) || Set(operands).count < operands.count
  }

  /// The shapes that the formulas are in: scalars all.
  var signature: Signature {
    Signature(operands: rim.map { trace.shape(of: $0) }, shape: trace.shape(of: node))
  }

  /// The result's formula.
  var definition: Formula { definition(of: node) }

  private func definition(of node: NodeID) -> Formula {
    let signature = trace.signature(of: node)
    return trace.kind(of: node).definition(for: signature).simplified(for: signature)
      .replacing { part(of: node, $0) }
  }

  /// ∂node/∂x as the rules give it, factor by factor.
  func derivative(by x: NodeID) -> Formula { derivative(of: node, by: x) ?? .number(0) }

  private func derivative(of node: NodeID, by x: NodeID) -> Formula? {
    let signature = trace.signature(of: node)
    let rules = trace.rules(of: node)
    var terms: [Formula] = []
    for (slot, operand) in trace.operands(of: node).enumerated() {
      guard case .derivative(let rule) = rules[slot] else { continue }
      let local = rule.simplified(for: signature).replacing { part(of: node, $0) }
      if operand == x {
        terms.append(local)
      } else if regions.folds(operand), let inner = derivative(of: operand, by: x) {
        terms.append(
          local == .number(1) ? inner : inner == .number(1) ? local : .product(local, inner))
      }
    }
    guard let first = terms.first else { return nil }
    return terms.dropFirst().reduce(first) { .sum($0, $1) }
  }

  /// What a leaf of an operation's formula stands for here.
  private func part(of node: NodeID, _ leaf: Formula) -> Formula {
    switch leaf {
    case .operand(let slot): return place(trace.operands(of: node)[slot])
    case .output: return definition(of: node)
    case .parameter(let name):
      return trace.annotations.written[node]?[0]?.formula
        ?? .number(trace.attributes(of: node)[name] ?? 0)
    case .count(let count): return .number(Double(trace.signature(of: node).count(count)))
    default: return leaf
    }
  }

  private func place(_ operand: NodeID) -> Formula {
    if regions.folds(operand) { return definition(of: operand) }
    if trace.role(of: operand) == .constant, trace.annotations.names[operand] == nil,
      let number = trace.scalar(of: operand)
    {
      // What was written otherwise than by its digits stands under its own symbol.
      if trace.annotations.written[operand] == nil { return .number(number) }
    }
    return .operand(rim.firstIndex(of: operand) ?? 0)
  }
}

extension Formula {
  /// The formula with other formulas in place of its leaves, for the formulas of scalar arithmetic.
  func replacing(_ leaf: (Formula) -> Formula) -> Formula {
    switch self {
    case .sum(let a, let b): .sum(a.replacing(leaf), b.replacing(leaf))
    case .difference(let a, let b): .difference(a.replacing(leaf), b.replacing(leaf))
    case .product(let a, let b): .product(a.replacing(leaf), b.replacing(leaf))
    case .quotient(let a, let b): .quotient(a.replacing(leaf), b.replacing(leaf))
    case .power(let a, let b): .power(a.replacing(leaf), b.replacing(leaf))
    case .negative(let a): .negative(a.replacing(leaf))
    case .function(let function, let operands):
      .function(function, operands.map { $0.replacing(leaf) })
    case .sign(let a): .sign(a.replacing(leaf))
    case .extremum(let which, let a, let b):
      .extremum(which, a.replacing(leaf), b.replacing(leaf))
    case .cases(let condition, let then, let otherwise):
      .cases(
        .init(condition.left.replacing(leaf), condition.relation, condition.right.replacing(leaf)),
        then: then.replacing(leaf), otherwise: otherwise.replacing(leaf))
    case .matrixProduct(let a, let b): .matrixProduct(a.replacing(leaf), b.replacing(leaf))
    case .transpose(let a): .transpose(a.replacing(leaf))
    default: leaf(self)
    }
  }

  /// The formula with its numbers multiplied out, its signs in front and equal terms counted.
  var collected: Formula {
    switch self {
    case .sum(let a, let b): return Formula.added(terms(of: a) + terms(of: b))
    case .difference(let a, let b):
      if case .number(let x) = a.collected, case .number(let y) = b.collected {
        return .number(Formula.decimal(x - y, of: x, y))
      }
      return .difference(a.collected, b.collected)
    case .product, .negative: return Formula.multiplied(factors)
    case .power(let base, let exponent):
      let exponent = exponent.collected
      return exponent == .number(1) ? base.collected : .power(base.collected, exponent)
    default: return self
    }
  }

  /// What arithmetic on decimals comes to with a pencil: 0.1 · 3 is 0.3.
  private static func decimal(_ result: Double, of a: Double, _ b: Double) -> Double {
    WrittenNumber.isPlain(a) && WrittenNumber.isPlain(b)
      ? Numerals(digits: 15).printedValue(result) : result
  }

  /// The number in front, and what it stands before.
  private var factors: (coefficient: Double, others: [Formula]) {
    switch self {
    case .number(let number): return (number, [])
    case .negative(let a):
      let inner = a.factors
      return (-inner.coefficient, inner.others)
    case .product(let a, let b):
      let (x, y) = (a.factors, b.factors)
      let product = x.coefficient * y.coefficient
      return (Formula.decimal(product, of: x.coefficient, y.coefficient), x.others + y.others)
    case .power, .sum:
      let inner = collected
      if case .number(let number) = inner { return (number, []) }
      if case .product = inner { return inner.factors }
      if case .negative = inner { return inner.factors }
      return (1, [inner])
    default: return (1, [collected])
    }
  }

  private static func multiplied(_ factors: (coefficient: Double, others: [Formula])) -> Formula {
    guard let first = factors.others.first, factors.coefficient != 0 else {
      return .number(factors.coefficient)
    }
    let product = factors.others.dropFirst().reduce(first) { .product($0, $1) }
    switch factors.coefficient {
    case 1: return product
    case -1: return .negative(product)
    default: return .product(.number(factors.coefficient), product)
    }
  }

  private func terms(of formula: Formula) -> [Formula] {
    if case .sum(let a, let b) = formula { return terms(of: a) + terms(of: b) }
    return [formula.collected]
  }

  private static func added(_ terms: [Formula]) -> Formula {
    var counted: [(coefficient: Double, others: [Formula])] = []
    for term in terms {
      let (coefficient, others) = term.factors
      if let same = counted.firstIndex(where: { $0.others == others }) {
        let sum = counted[same].coefficient + coefficient
        counted[same].coefficient = decimal(sum, of: counted[same].coefficient, coefficient)
      } else {
        counted.append((coefficient, others))
      }
    }
    let left = counted.filter { $0.coefficient != 0 }
    guard let first = left.first else { return .number(0) }
    return left.dropFirst().reduce(multiplied(first)) { sum, term in
      term.coefficient < 0
        ? .difference(sum, multiplied((-term.coefficient, term.others)))
        : .sum(sum, multiplied(term))
    }
  }
}
