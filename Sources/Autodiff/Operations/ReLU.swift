/// y = max(0, x): ∂y/∂x is 1 where x > 0, else 0.
enum ReLU: PlainUnaryOperation {
  static let name = "relu"
  static let kink: Kink? = Kink(at: .operand([0]), derivative: .number(0))
  static let zeros = ZeroRule.told {
    $0.operandIsZero(0) ? .kink : .reluIsOff
  }

  static func definition<E: ScalarExpression>(_ x: E) -> E { .extremum(.max, 0, x) }
  static func derivative<E: ScalarExpression>(_ x: E, _ y: E) -> E {
    .cases(x, .greater, 0, then: 1, otherwise: 0)
  }

  // The definition's value in a form of which compilers make vectors: it is a tenth of a network of
  // convolutions otherwise. What is not a number passes, and −0 becomes 0.
  static func value<S: TapeScalar>(_ x: S, _ parameters: Parameters<S>) -> S { x <= 0 ? 0 : x }

  // What is not a number passes, as its value does: the rule's cases would hide it.
  static func localDerivative<S: TapeScalar>(_ x: S, _ y: S, _ parameters: Parameters<S>) -> S {
    x <= 0 ? 0 : 1
  }
}
