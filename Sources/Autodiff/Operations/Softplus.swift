/// y = ln(1 + eˣ), a smooth ReLU: ∂y/∂x = σ(x).
enum Softplus: PlainUnaryOperation, CompositeOperation {
  static let name = "softplus"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.because(.saturated)

  static func definition<E: ScalarExpression>(_ x: E) -> E { .log(1 + .exp(x)) }
  static func derivative<E: ScalarExpression>(_ x: E, _ y: E) -> E { .sigmoid(x) }

  // eˣ overflows where x is large, and 1 + eˣ loses the digits of a small one.
  static func value<S: TapeScalar>(_ x: S) -> S {
    (x > 0 ? x : 0) + S.log(onePlus: S.exp(x > 0 ? -x : x))
  }

  static func elementary(for signature: Signature) -> Formula? { definition(for: signature) }
}
