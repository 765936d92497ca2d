/// y = x: the gradient passes unchanged.
enum Identity: UnaryOperation {
  static let name = "identity"
  static func value<S: TapeScalar>(_ x: S, _ parameter: S) -> S { x }
  static func derivative<S: TapeScalar>(_ x: S, _ y: S, _ parameter: S) -> S { 1 }
  static func definition(for signature: Signature) -> Formula { .a }
  static func rules(for signature: Signature) -> [LocalRule] { [.derivative(1)] }
}
