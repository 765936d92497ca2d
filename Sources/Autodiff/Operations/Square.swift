/// y = x²: ∂y/∂x = 2x.
enum Square: PlainUnaryOperation {
  static let name = "square"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.unexplained

  static func definition<E: ScalarExpression>(_ x: E) -> E { x.squared() }
  static func derivative<E: ScalarExpression>(_ x: E, _ y: E) -> E { 2 * x }
}
