/// y = a + b hands its gradient to both operands.
enum Add: BinaryOperation {
  static let name = "add"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.unexplained

  static func definition<E: ScalarExpression>(_ a: E, _ b: E) -> E { a + b }
  static func derivativeOfFirst<E: ScalarExpression>(_ a: E, _ b: E, _ y: E) -> E { 1 }
  static func derivativeOfSecond<E: ScalarExpression>(_ a: E, _ b: E, _ y: E) -> E { 1 }
}
