/// y = a / b: ∂y/∂a = 1/b, ∂y/∂b = −a/b².
enum Divide: BinaryOperation {
  static let name = "divide"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.told {
    $0.index == 1 && $0.operandIsZero(0) ? .otherFactorIsZero : nil
  }

  static func definition<E: ScalarExpression>(_ a: E, _ b: E) -> E { a / b }
  static func derivativeOfFirst<E: ScalarExpression>(_ a: E, _ b: E, _ y: E) -> E { 1 / b }
  static func derivativeOfSecond<E: ScalarExpression>(_ a: E, _ b: E, _ y: E) -> E {
    -(a / b.squared())
  }

  // b² overflows or vanishes long before a / b² does.
  static func localDerivativeOfSecond<S: TapeScalar>(_ a: S, _ b: S, _ y: S) -> S { -(y / b) }
}
