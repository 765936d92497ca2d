/// y = a / b: ∂y/∂a = 1/b, ∂y/∂b = −a/b².
enum Divide: BinaryOperation {
  static let name = "divide"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.told {
    $0.index == 1 ? .otherFactorIsZero : nil
  }

  static func definition<E: ScalarExpression>(_ a: E, _ b: E) -> E { a / b }
  static func derivativeOfFirst<E: ScalarExpression>(_ a: E, _ b: E, _ y: E) -> E { 1 / b }
  static func derivativeOfSecond<E: ScalarExpression>(_ a: E, _ b: E, _ y: E) -> E {
    -(a / b.squared())
  }
}
