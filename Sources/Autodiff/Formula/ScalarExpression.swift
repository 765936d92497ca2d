/// What a rule about single numbers is stated in: numbers, which give it a value, or formulas, which
/// are printed.
///
///     static func derivative<E: ScalarExpression>(_ x: E, _ y: E) -> E { y * (1 - y) }
///
/// In `Double` this is what the backward pass multiplies by, in `Formula` what a derivation shows and
/// evaluates: one statement, so that the two cannot differ.
public protocol ScalarExpression: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  static func / (a: Self, b: Self) -> Self
  static prefix func - (a: Self) -> Self

  /// The number π.
  static var pi: Self { get }
  /// The number times itself.
  func squared() -> Self
  /// x to the power of y; a negative x has real powers where y is a whole number.
  static func power(_ x: Self, _ y: Self) -> Self
  /// e to the power of x.
  static func exp(_ x: Self) -> Self
  /// The natural logarithm of x.
  static func log(_ x: Self) -> Self
  /// The logarithm of x to base 2.
  static func log2(_ x: Self) -> Self
  /// The square root of x.
  static func sqrt(_ x: Self) -> Self
  /// The sine of x, an angle in radians.
  static func sin(_ x: Self) -> Self
  /// The cosine of x, an angle in radians.
  static func cos(_ x: Self) -> Self
  /// The hyperbolic tangent of x.
  static func tanh(_ x: Self) -> Self
  /// The error function, 2/√π ∫₀ˣ exp(−t²) dt.
  static func erf(_ x: Self) -> Self
  /// The logistic function 1/(1 + e⁻ˣ), without overflow.
  static func sigmoid(_ x: Self) -> Self
  /// The absolute value of x.
  static func absolute(_ x: Self) -> Self
  /// −1, 0 or 1.
  static func sign(_ x: Self) -> Self
  /// The larger or the smaller of two; what is not a number wins.
  static func extremum(_ which: Extremum, _ a: Self, _ b: Self) -> Self
  /// One where a condition holds, the other where it does not.
  static func cases(
    _ left: Self, _ relation: Relation, _ right: Self, then: @autoclosure () -> Self,
    otherwise: @autoclosure () -> Self
  ) -> Self
}

/// Which end of the order.
public enum Extremum: String, Hashable, Sendable { case max, min }

/// How two numbers compare.
public enum Relation: String, Hashable, Sendable {
  case less = "<"
  case greater = ">"
  case equal = "="
  case atMost = "≤"
  case atLeast = "≥"
  case notEqual = "≠"
}

extension Relation {
  /// Whether two numbers compare so.
  @inlinable
  public func holds<Number: Comparable>(_ a: Number, _ b: Number) -> Bool {
    switch self {
    case .less: a < b
    case .greater: a > b
    case .equal: a == b
    case .atMost: a <= b
    case .atLeast: a >= b
    case .notEqual: a != b
    }
  }
}

extension TapeScalar {
  /// The number π.
  @inlinable public static var pi: Self { Self(Double.pi) }

  /// The number times itself.
  @inlinable public func squared() -> Self { self * self }

  /// The logistic function 1/(1 + e⁻ˣ), without overflow.
  @inlinable
  public static func sigmoid(_ x: Self) -> Self {
    if x >= 0 { return 1 / (1 + exp(-x)) }
    let e = exp(x)
    return e / (1 + e)
  }

  /// The absolute value of x; that of −0 is 0.
  @inlinable
  public static func absolute(_ x: Self) -> Self { x < 0 ? -x : (x == 0 ? 0 : x) }

  /// −1, 0 or 1, and x where that is not a number.
  @inlinable
  public static func sign(_ x: Self) -> Self { x > 0 ? 1 : (x < 0 ? -1 : (x == 0 ? 0 : x)) }

  /// The larger or the smaller of two; what is not a number wins.
  @inlinable
  public static func extremum(_ which: Extremum, _ a: Self, _ b: Self) -> Self {
    switch which {
    case .max: a >= b || a.isNaN ? a : b
    case .min: a <= b || a.isNaN ? a : b
    }
  }

  /// One where a condition holds, the other where it does not.
  @inlinable
  public static func cases(
    _ left: Self, _ relation: Relation, _ right: Self, then: @autoclosure () -> Self,
    otherwise: @autoclosure () -> Self
  ) -> Self {
    relation.holds(left, right) ? then() : otherwise()
  }

  /// Whether this is not a number.
  @inlinable var isNaN: Bool { self != self }
}

extension Formula: ScalarExpression {
  /// The sum.
  package static func + (a: Formula, b: Formula) -> Formula { .sum(a, b) }
  /// The difference.
  package static func - (a: Formula, b: Formula) -> Formula { .difference(a, b) }
  /// The product entry by entry.
  package static func * (a: Formula, b: Formula) -> Formula { .product(a, b) }
  /// The quotient.
  package static func / (a: Formula, b: Formula) -> Formula { .quotient(a, b) }
  /// The negation.
  package static prefix func - (a: Formula) -> Formula { .negative(a) }

  /// The number π.
  package static let pi = Formula.number(.pi)
  /// The square.
  package func squared() -> Formula { .power(self, 2) }
  /// e to the power of x.
  package static func exp(_ x: Formula) -> Formula { .function(.exp, [x]) }
  /// The natural logarithm of x.
  package static func log(_ x: Formula) -> Formula { .function(.log, [x]) }
  /// The logarithm of x to base 2.
  package static func log2(_ x: Formula) -> Formula { .function(.log2, [x]) }
  /// The square root of x.
  package static func sqrt(_ x: Formula) -> Formula { .function(.sqrt, [x]) }
  /// The sine of x.
  package static func sin(_ x: Formula) -> Formula { .function(.sin, [x]) }
  /// The cosine of x.
  package static func cos(_ x: Formula) -> Formula { .function(.cos, [x]) }
  /// The hyperbolic tangent of x.
  package static func tanh(_ x: Formula) -> Formula { .function(.tanh, [x]) }
  /// The error function of x.
  package static func erf(_ x: Formula) -> Formula { .function(.erf, [x]) }
  /// The logistic function of x.
  package static func sigmoid(_ x: Formula) -> Formula { .function(.sigmoid, [x]) }
  /// The absolute value of x.
  package static func absolute(_ x: Formula) -> Formula { .function(.abs, [x]) }

  /// One formula where a condition holds, another where it does not.
  package static func cases(
    _ left: Formula, _ relation: Relation, _ right: Formula, then: @autoclosure () -> Formula,
    otherwise: @autoclosure () -> Formula
  ) -> Formula {
    .cases(Condition(left, relation, right), then: then(), otherwise: otherwise())
  }
}
