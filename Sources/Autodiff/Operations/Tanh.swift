/// y = tanh x: ∂y/∂x = 1 − y².
enum Tanh: PlainUnaryOperation, CompositeOperation {
  static let name = "tanh"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.because(.saturated)

  static func definition<E: ScalarExpression>(_ x: E) -> E { .tanh(x) }
  static func derivative<E: ScalarExpression>(_ x: E, _ y: E) -> E { 1 - y.squared() }

  static func elementary(for signature: Signature) -> Formula? {
    let (up, down): (Formula, Formula) = (.exp(.a), .exp(-.a))
    return (up - down) / (up + down)
  }
}
