/// y = log₂ x: ∂y/∂x = 1/(x ln 2).
enum Log2: PlainUnaryOperation {
  static let name = "log2"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.unexplained

  static func definition<E: ScalarExpression>(_ x: E) -> E { .log2(x) }
  static func derivative<E: ScalarExpression>(_ x: E, _ y: E) -> E { 1 / (x * .log(2)) }
}
