/// y = 1/x: ∂y/∂x = −1/x² = −y².
enum Reciprocal: PlainUnaryOperation {
  static let name = "reciprocal"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.unexplained

  static func definition<E: ScalarExpression>(_ x: E) -> E { 1 / x }
  static func derivative<E: ScalarExpression>(_ x: E, _ y: E) -> E { -y.squared() }
}
