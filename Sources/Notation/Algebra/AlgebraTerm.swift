import Autodiff

/// A side of a line of algebra: what is printed, and worked out at sample points to test that the
/// line equals the one before it.
package indirect enum AlgebraTerm: Hashable, Sendable {
  case number(Double)
  /// A variable: `z`, or with indices `z_k`.
  case variable(String, [String])
  /// Σ over an index.
  case sum(String, AlgebraTerm)
  /// 1 where two indices are the same, else 0.
  case same(String, String)
  case plus(AlgebraTerm, AlgebraTerm)
  case minus(AlgebraTerm, AlgebraTerm)
  case times(AlgebraTerm, AlgebraTerm)
  case over(AlgebraTerm, AlgebraTerm)
  case power(AlgebraTerm, AlgebraTerm)
  case negative(AlgebraTerm)
  case function(OperationKind, AlgebraTerm)
  /// The derivative of a term by a variable.
  case derivative(AlgebraTerm, by: AlgebraTerm)
  /// A term that keeps its brackets.
  case grouped(AlgebraTerm)
}

extension AlgebraTerm: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
  /// A number.
  package init(integerLiteral value: Int) { self = .number(Double(value)) }

  /// A variable: `"z"`, or with one index `"z_k"`.
  package init(stringLiteral value: String) {
    let parts = value.split(separator: "_").map(String.init)
    self = .variable(parts[0], Array(parts.dropFirst()))
  }
}

extension AlgebraTerm {
  static func + (a: Self, b: Self) -> Self { .plus(a, b) }
  static func - (a: Self, b: Self) -> Self { .minus(a, b) }
  static func * (a: Self, b: Self) -> Self { .times(a, b) }
  static func / (a: Self, b: Self) -> Self { .over(a, b) }
  static prefix func - (a: Self) -> Self { .negative(a) }

  static func exp(_ x: Self) -> Self { .function(.exp, x) }
  static func ln(_ x: Self) -> Self { .function(.log, x) }
  static func sqrt(_ x: Self) -> Self { .function(.sqrt, x) }
  static let half = AlgebraTerm.number(0.5)
  static let pi = AlgebraTerm.number(.pi)

  func squared() -> Self { .power(self, 2) }
  func by(_ variable: Self) -> Self { .derivative(self, by: variable) }
  func grouped() -> Self { .grouped(self) }

  /// A mean's division: a fraction where the term is flat, else the factor 1/n before it.
  func shared(among count: Int) -> Self {
    let n = AlgebraTerm.number(Double(count))
    if count == 1 { return self }
    if case .negative(let term) = self { return -term.shared(among: count) }
    return isTall ? 1 / n * self : self / n
  }

  /// Whether fractions or sums stand in it.
  private var isTall: Bool {
    switch self {
    case .number, .variable, .same: false
    case .sum, .over, .derivative: true
    case .plus(let a, let b), .minus(let a, let b), .times(let a, let b), .power(let a, let b):
      a.isTall || b.isTall
    case .negative(let a), .function(_, let a), .grouped(let a): a.isTall
    }
  }
}
