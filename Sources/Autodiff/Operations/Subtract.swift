/// y = a − b: ∂y/∂a = 1, ∂y/∂b = −1.
enum Subtract: BinaryOperation {
  static let name = "subtract"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.unexplained

  static func definition<E: ScalarExpression>(_ a: E, _ b: E) -> E { a - b }
  static func derivativeOfFirst<E: ScalarExpression>(_ a: E, _ b: E, _ y: E) -> E { 1 }
  static func derivativeOfSecond<E: ScalarExpression>(_ a: E, _ b: E, _ y: E) -> E { -1 }
}
