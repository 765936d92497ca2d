/// y = eˣ: ∂y/∂x = y.
enum Exp: PlainUnaryOperation {
  static let name = "exp"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.because(.saturated)

  static func definition<E: ScalarExpression>(_ x: E) -> E { .exp(x) }
  static func derivative<E: ScalarExpression>(_ x: E, _ y: E) -> E { y }
}
