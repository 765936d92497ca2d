/// y = tanh x: ∂y/∂x = 1 − y².
enum Tanh: SaturatingOperation, CompositeOperation {
  static let name = "tanh"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.because(.saturated)

  static func definition<E: ScalarExpression>(_ x: E) -> E { .tanh(x) }
  static func derivative<E: ScalarExpression>(_ x: E, _ y: E) -> E { 1 - y.squared() }

  static func isSaturated(_ y: Double) -> Bool { abs(y) > 1 - 1e-6 }
  static func saturatedDerivative<E: ScalarExpression>(_ x: E, _ y: E) -> E {
    let sum: E = E.exp(x) + E.exp(-x)
    return (2 / sum).squared()
  }

  // 1 − y² loses its digits, and then all of itself, where y is near 1 or −1.
  static func localDerivative<S: TapeScalar>(_ x: S, _ y: S, _ parameters: Parameters<S>) -> S {
    let square = y.squared()
    return square < 0.5 ? 1 - square : saturatedDerivative(x, y)
  }

  static func elementary(for signature: Signature) -> Formula? {
    let (up, down): (Formula, Formula) = (.exp(.a), .exp(-.a))
    return (up - down) / (up + down)
  }
}
