/// y = tanh x: ∂y/∂x = 1 − y².
enum Tanh: UnaryOperation {
  static let name = "tanh"
  static func value<S: TapeScalar>(_ x: S, _ parameter: S) -> S { S.tanh(x) }
  static func derivative<S: TapeScalar>(_ x: S, _ y: S, _ parameter: S) -> S { 1 - y * y }
  static func definition(for signature: Signature) -> Formula { .tanh(.a) }
  static func rules(for signature: Signature) -> [LocalRule] {
    [.derivative(1 - .power(.output, 2))]
  }
}
