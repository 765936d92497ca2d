/// y = σ(x) = 1/(1 + e⁻ˣ): ∂y/∂x = y (1 − y), at most 0.25.
enum Sigmoid: SaturatingOperation, CompositeOperation {
  static let name = "sigmoid"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.because(.saturated)

  static func definition<E: ScalarExpression>(_ x: E) -> E { 1 / (1 + .exp(-x)) }
  static func derivative<E: ScalarExpression>(_ x: E, _ y: E) -> E { y * (1 - y) }

  // e⁻ˣ overflows where x is far below 0.
  static func value<S: TapeScalar>(_ x: S) -> S { .sigmoid(x) }

  static func isSaturated(_ y: Double) -> Bool { y > 1 - 1e-6 }
  static func saturatedDerivative<E: ScalarExpression>(_ x: E, _ y: E) -> E { y * .sigmoid(-x) }

  // 1 − y loses its digits, and then all of itself, where y is near 1; σ(−x) is the same and has them.
  static func localDerivative<S: TapeScalar>(_ x: S, _ y: S, _ parameters: Parameters<S>) -> S {
    y < 0.5 ? y * (1 - y) : saturatedDerivative(x, y)
  }

  static func elementary(for signature: Signature) -> Formula? { definition(for: signature) }
}
