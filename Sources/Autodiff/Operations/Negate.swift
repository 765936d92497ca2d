/// y = −x: ∂y/∂x = −1.
enum Negate: UnaryOperation {
  static let name = "negate"
  static func value<S: TapeScalar>(_ x: S, _ parameter: S) -> S { -x }
  static func derivative<S: TapeScalar>(_ x: S, _ y: S, _ parameter: S) -> S { -1 }
  static func definition(for signature: Signature) -> Formula { -.a }
  static func rules(for signature: Signature) -> [LocalRule] { [.derivative(-1)] }
}
