/// y = −x: ∂y/∂x = −1.
enum Negate: PlainUnaryOperation {
  static let name = "negate"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.unexplained

  static func definition<E: ScalarExpression>(_ x: E) -> E { -x }
  static func derivative<E: ScalarExpression>(_ x: E, _ y: E) -> E { -1 }
}
