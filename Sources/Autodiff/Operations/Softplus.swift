/// y = ln(1 + eˣ), a smooth ReLU: ∂y/∂x = σ(x).
enum Softplus: UnaryOperation {
  static let name = "softplus"
  static func value<S: TapeScalar>(_ x: S, _ parameter: S) -> S {
    (x > 0 ? x : 0) + S.log(onePlus: S.exp(x > 0 ? -x : x))
  }
  static func derivative<S: TapeScalar>(_ x: S, _ y: S, _ parameter: S) -> S { S.logistic(x) }
  static func definition(for signature: Signature) -> Formula { .log(1 + .exp(.a)) }
  static func rules(for signature: Signature) -> [LocalRule] { [.derivative(.sigmoid(.a))] }
}
