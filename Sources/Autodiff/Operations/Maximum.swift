/// y = max(a, b): the gradient goes to the larger one, shared equally by equals.
enum Maximum: ExtremumOfTwo {
  static let name = "max"
  static let zeros = ZeroRule.because(.notTheMaximum)
  static var extremum: Extremum { .max }
}

/// The larger or the smaller of two.
protocol ExtremumOfTwo: BinaryOperation {
  static var extremum: Extremum { get }
}

extension ExtremumOfTwo {
  static var kink: Kink? { Kink(at: .equalOperands, derivative: .shared) }

  @inline(__always)
  static func definition<E: ScalarExpression>(_ a: E, _ b: E) -> E { .extremum(extremum, a, b) }
  @inline(__always)
  static func derivativeOfFirst<E: ScalarExpression>(_ a: E, _ b: E, _ y: E) -> E {
    .cases(
      a, extremum.wins, b, then: 1, otherwise: .cases(a, .equal, b, then: 0.5, otherwise: 0))
  }
  @inline(__always)
  static func derivativeOfSecond<E: ScalarExpression>(_ a: E, _ b: E, _ y: E) -> E {
    .cases(
      b, extremum.wins, a, then: 1, otherwise: .cases(a, .equal, b, then: 0.5, otherwise: 0))
  }
}

extension Extremum {
  /// How the one that is taken compares with the others.
  var wins: Relation {
    switch self {
    case .max: .greater
    case .min: .less
    }
  }
}
