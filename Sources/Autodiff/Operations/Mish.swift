/// y = x tanh(s) with s = ln(1 + eˣ): ∂y/∂x = tanh(s) + x (1 − tanh(s)²) σ(x).
enum Mish: PlainUnaryOperation, CompositeOperation {
  static let name = "mish"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.unexplained

  static func definition<E: ScalarExpression>(_ x: E) -> E { x * .tanh(.log(1 + .exp(x))) }
  static func derivative<E: ScalarExpression>(_ x: E, _ y: E) -> E {
    derivative(x, tanhOfSoftplus: .tanh(.log(1 + .exp(x))))
  }

  private static func derivative<E: ScalarExpression>(_ x: E, tanhOfSoftplus t: E) -> E {
    t + x * (1 - t.squared()) * .sigmoid(x)
  }

  // eˣ overflows where x is large.
  static func value<S: TapeScalar>(_ x: S) -> S { x * S.tanh(Softplus.value(x)) }
  static func localDerivative<S: TapeScalar>(_ x: S, _ y: S, _ parameters: Parameters<S>) -> S {
    derivative(x, tanhOfSoftplus: S.tanh(Softplus.value(x)))
  }

  static func elementary(for signature: Signature) -> Formula? { definition(for: signature) }
}
