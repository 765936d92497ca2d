/// y = 1 where a < b, else 0.
enum Less: Comparison {
  static let name = "less"
  static var relation: Relation { .less }
}

/// y = 1 where a ≤ b, else 0.
enum AtMost: Comparison {
  static let name = "less_equal"
  static var relation: Relation { .atMost }
}

/// y = 1 where a > b, else 0.
enum Greater: Comparison {
  static let name = "greater"
  static var relation: Relation { .greater }
}

/// y = 1 where a ≥ b, else 0.
enum AtLeast: Comparison {
  static let name = "greater_equal"
  static var relation: Relation { .atLeast }
}

/// y = 1 where a = b, else 0.
enum Equal: Comparison {
  static let name = "equal"
  static var relation: Relation { .equal }
}

/// y = 1 where a ≠ b, else 0.
enum NotEqual: Comparison {
  static let name = "not_equal"
  static var relation: Relation { .notEqual }
}

/// Whether two numbers compare so: 1 or 0. It changes in steps, so that no gradient flows through it.
protocol Comparison: BinaryOperation {
  static var relation: Relation { get }
}

extension Comparison {
  static var kink: Kink? { nil }
  static var zeros: ZeroRule { .unexplained }
  static var isFlat: Bool { true }

  @inline(__always)
  static func definition<E: ScalarExpression>(_ a: E, _ b: E) -> E {
    .cases(a, relation, b, then: 1, otherwise: 0)
  }
  @inline(__always)
  static func derivativeOfFirst<E: ScalarExpression>(_ a: E, _ b: E, _ y: E) -> E { 0 }
  @inline(__always)
  static func derivativeOfSecond<E: ScalarExpression>(_ a: E, _ b: E, _ y: E) -> E { 0 }
}
