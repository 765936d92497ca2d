/// y = 1/x: ∂y/∂x = −1/x² = −y².
enum Reciprocal: UnaryOperation {
  static let name = "reciprocal"
  static func value<S: TapeScalar>(_ x: S, _ parameter: S) -> S { 1 / x }
  static func derivative<S: TapeScalar>(_ x: S, _ y: S, _ parameter: S) -> S { -(y * y) }
  static func definition(for signature: Signature) -> Formula { 1 / .a }
  static func rules(for signature: Signature) -> [LocalRule] { [.derivative(-.power(.output, 2))] }
}
