/// y = ln x: ∂y/∂x = 1/x.
enum Log: PlainUnaryOperation {
  static let name = "log"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.unexplained

  static func definition<E: ScalarExpression>(_ x: E) -> E { .log(x) }
  static func derivative<E: ScalarExpression>(_ x: E, _ y: E) -> E { 1 / x }
}
