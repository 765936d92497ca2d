/// y = √x: ∂y/∂x = 1/(2y).
enum SquareRoot: UnaryOperation {
  static let name = "sqrt"
  static func value<S: TapeScalar>(_ x: S, _ parameter: S) -> S { S.sqrt(x) }
  static func derivative<S: TapeScalar>(_ x: S, _ y: S, _ parameter: S) -> S { 1 / (2 * y) }
  static func definition(for signature: Signature) -> Formula { .sqrt(.a) }
  static func rules(for signature: Signature) -> [LocalRule] { [.derivative(1 / (2 * .output))] }
}
