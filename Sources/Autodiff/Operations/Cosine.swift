/// y = cos x, x in radians: ∂y/∂x = −sin x.
enum Cosine: UnaryOperation {
  static let name = "cos"
  static func value<S: TapeScalar>(_ x: S, _ parameter: S) -> S { S.cos(x) }
  static func derivative<S: TapeScalar>(_ x: S, _ y: S, _ parameter: S) -> S { -S.sin(x) }
  static func definition(for signature: Signature) -> Formula { .cos(.a) }
  static func rules(for signature: Signature) -> [LocalRule] { [.derivative(-.sin(.a))] }
}
