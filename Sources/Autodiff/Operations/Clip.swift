/// y = min(max(x, low), high): ∂y/∂x is 1 where low ≤ x ≤ high, else 0.
enum Clip: UnaryOperation {
  static let name = "clip"
  static let parameters: [AttributeName<Double>] = [.high, .low]
  static let kink: Kink? = Kink(at: .parameters([.low, .high]), derivative: .number(1))
  static let zeros = ZeroRule.because(.outsideBounds)

  static func definition<E: ScalarExpression>(_ x: E, _ bounds: Parameters<E>) -> E {
    .extremum(.min, .extremum(.max, x, bounds.low), bounds.high)
  }
  static func derivative<E: ScalarExpression>(_ x: E, _ y: E, _ bounds: Parameters<E>) -> E {
    .cases(
      x, .less, bounds.low, then: 0,
      otherwise: .cases(x, .greater, bounds.high, then: 0, otherwise: 1))
  }

  static func kinkLocations(_ bounds: Parameters<Double>) -> [Double] {
    [bounds.low, bounds.high].filter(\.isFinite)
  }
}

extension Parameters {
  /// The least value that is let through.
  fileprivate var low: E { second }
  /// The greatest.
  fileprivate var high: E { first }
}

extension AttributeName<Double> {
  /// The least value that `clip` lets through.
  package static var low: Self { Self("low") }
  /// The greatest value that `clip` lets through.
  package static var high: Self { Self("high") }
}
