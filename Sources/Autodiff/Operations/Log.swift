/// y = ln x: ∂y/∂x = 1/x.
enum Log: UnaryOperation {
  static let name = "log"
  static func value<S: TapeScalar>(_ x: S, _ parameter: S) -> S { S.log(x) }
  static func derivative<S: TapeScalar>(_ x: S, _ y: S, _ parameter: S) -> S { 1 / x }
  static func definition(for signature: Signature) -> Formula { .log(.a) }
  static func rules(for signature: Signature) -> [LocalRule] { [.derivative(1 / .a)] }
}
