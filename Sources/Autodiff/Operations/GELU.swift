/// y = x Φ(x) with Φ(x) = ½ (1 + erf(x/√2)): ∂y/∂x = Φ(x) + x exp(−x²/2)/√(2π).
enum GELU: PlainUnaryOperation, CompositeOperation {
  static let name = "gelu"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.unexplained

  static func definition<E: ScalarExpression>(_ x: E) -> E { x * cumulative(x) }
  static func derivative<E: ScalarExpression>(_ x: E, _ y: E) -> E {
    cumulative(x) + x * .exp(-x.squared() / 2) / .sqrt(2 * .pi)
  }

  /// Φ(x), the share of a normal distribution below x.
  private static func cumulative<E: ScalarExpression>(_ x: E) -> E {
    0.5 * (1 + .erf(x / .sqrt(2)))
  }

  static func elementary(for signature: Signature) -> Formula? { definition(for: signature) }
}
