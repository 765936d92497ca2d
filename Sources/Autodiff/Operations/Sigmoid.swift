/// y = σ(x) = 1/(1 + e⁻ˣ): ∂y/∂x = y (1 − y), at most 0.25.
enum Sigmoid: UnaryOperation {
  static let name = "sigmoid"
  static func value<S: TapeScalar>(_ x: S, _ parameter: S) -> S { S.logistic(x) }
  static func derivative<S: TapeScalar>(_ x: S, _ y: S, _ parameter: S) -> S { y * (1 - y) }
  static func definition(for signature: Signature) -> Formula { 1 / (1 + .exp(-.a)) }
  static func rules(for signature: Signature) -> [LocalRule] {
    [.derivative(.output * (1 - .output))]
  }
}
