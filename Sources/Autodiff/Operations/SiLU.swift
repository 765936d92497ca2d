/// y = x σ(x): ∂y/∂x = σ(x) + y (1 − σ(x)).
enum SiLU: UnaryOperation {
  static let name = "silu"
  static func value<S: TapeScalar>(_ x: S, _ parameter: S) -> S { x * S.logistic(x) }
  static func derivative<S: TapeScalar>(_ x: S, _ y: S, _ parameter: S) -> S {
    S.logistic(x) * (1 + x * (1 - S.logistic(x)))
  }
  static func definition(for signature: Signature) -> Formula { .a * .sigmoid(.a) }

  static func elementary(for signature: Signature) -> Elementary? {
    Elementary(definition(for: signature))
  }

  static func rules(for signature: Signature) -> [LocalRule] {
    [.derivative(.sigmoid(.a) + .output * (1 - .sigmoid(.a)))]
  }
}
