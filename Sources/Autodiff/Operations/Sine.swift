/// y = sin x, x in radians: ∂y/∂x = cos x.
enum Sine: UnaryOperation {
  static let name = "sin"
  static func value<S: TapeScalar>(_ x: S, _ parameter: S) -> S { S.sin(x) }
  static func derivative<S: TapeScalar>(_ x: S, _ y: S, _ parameter: S) -> S { S.cos(x) }
  static func definition(for signature: Signature) -> Formula { .sin(.a) }
  static func rules(for signature: Signature) -> [LocalRule] { [.derivative(.cos(.a))] }
}
