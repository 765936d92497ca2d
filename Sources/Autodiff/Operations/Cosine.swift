/// y = cos x, x in radians: ∂y/∂x = −sin x.
enum Cosine: PlainUnaryOperation {
  static let name = "cos"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.unexplained

  static func definition<E: ScalarExpression>(_ x: E) -> E { .cos(x) }
  static func derivative<E: ScalarExpression>(_ x: E, _ y: E) -> E { -E.sin(x) }
}
