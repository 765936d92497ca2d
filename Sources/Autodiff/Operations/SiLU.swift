/// y = x σ(x): ∂y/∂x = σ(x) + y (1 − σ(x)).
enum SiLU: PlainUnaryOperation, CompositeOperation {
  static let name = "silu"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.unexplained

  static func definition<E: ScalarExpression>(_ x: E) -> E { x * .sigmoid(x) }
  static func derivative<E: ScalarExpression>(_ x: E, _ y: E) -> E {
    let s = E.sigmoid(x)
    return s + y * (1 - s)
  }

  static func elementary(for signature: Signature) -> Formula? { definition(for: signature) }
}
