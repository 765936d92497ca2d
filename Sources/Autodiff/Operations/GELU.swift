/// y = x Φ(x) with Φ(x) = ½ (1 + erf(x/√2)): ∂y/∂x = Φ(x) + x exp(−x²/2)/√(2π).
enum GELU: UnaryOperation {
  static let name = "gelu"
  static func value<S: TapeScalar>(_ x: S, _ parameter: S) -> S {
    x * S(0.5) * (1 + S.erf(x * S(0.7071067811865476)))
  }
  static func derivative<S: TapeScalar>(_ x: S, _ y: S, _ parameter: S) -> S {
    S(0.5) * (1 + S.erf(x * S(0.7071067811865476)))
      + x * S(0.3989422804014327) * S.exp(-(x * x) / 2)
  }
  static func definition(for signature: Signature) -> Formula {
    .a * (0.5 * (1 + .erf(.a / .sqrt(2))))
  }

  static func elementary(for signature: Signature) -> Elementary? {
    Elementary(definition(for: signature))
  }

  static func rules(for signature: Signature) -> [LocalRule] {
    [.derivative(0.5 * (1 + .erf(.a / .sqrt(2))) + .a * .exp(-.power(.a, 2) / 2) / .sqrt(2 * .pi))]
  }
}
