/// y = a · b swaps its operands: ∂y/∂a = b, ∂y/∂b = a.
enum Multiply: BinaryOperation {
  static let name = "multiply"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.otherFactor

  static func definition<E: ScalarExpression>(_ a: E, _ b: E) -> E { a * b }
  static func derivativeOfFirst<E: ScalarExpression>(_ a: E, _ b: E, _ y: E) -> E { b }
  static func derivativeOfSecond<E: ScalarExpression>(_ a: E, _ b: E, _ y: E) -> E { a }
}
