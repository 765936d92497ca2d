/// y = √x: ∂y/∂x = 1/(2y).
enum SquareRoot: PlainUnaryOperation {
  static let name = "sqrt"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.unexplained

  static func definition<E: ScalarExpression>(_ x: E) -> E { .sqrt(x) }
  static func derivative<E: ScalarExpression>(_ x: E, _ y: E) -> E { 1 / (2 * y) }
}
