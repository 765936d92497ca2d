/// y = eˣ: ∂y/∂x = y.
enum Exp: UnaryOperation {
  static let name = "exp"
  static func value<S: TapeScalar>(_ x: S, _ parameter: S) -> S { S.exp(x) }
  static func derivative<S: TapeScalar>(_ x: S, _ y: S, _ parameter: S) -> S { y }
  static func definition(for signature: Signature) -> Formula { .exp(.a) }
  static func rules(for signature: Signature) -> [LocalRule] { [.derivative(.output)] }
}
