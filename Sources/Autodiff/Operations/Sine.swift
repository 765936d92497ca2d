/// y = sin x, x in radians: ∂y/∂x = cos x.
enum Sine: PlainUnaryOperation {
  static let name = "sin"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.unexplained

  static func definition<E: ScalarExpression>(_ x: E) -> E { .sin(x) }
  static func derivative<E: ScalarExpression>(_ x: E, _ y: E) -> E { .cos(x) }
}
