/// y = |x|: ∂y/∂x = sign x.
enum Absolute: PlainUnaryOperation {
  static let name = "abs"
  static let kink: Kink? = Kink(at: .operand([0]), derivative: .number(0))
  static let zeros = ZeroRule.because(.kink)

  static func definition<E: ScalarExpression>(_ x: E) -> E { .absolute(x) }
  static func derivative<E: ScalarExpression>(_ x: E, _ y: E) -> E { .sign(x) }
}
