/// y = a / b: ∂y/∂a = 1/b, ∂y/∂b = −a/b².
enum Divide: BinaryOperation {
  static let name = "divide"
  static func value<S: TapeScalar>(_ a: S, _ b: S) -> S { a / b }
  static func derivativeOfFirst<S: TapeScalar>(_ a: S, _ b: S, _ y: S) -> S { 1 / b }
  static func derivativeOfSecond<S: TapeScalar>(_ a: S, _ b: S, _ y: S) -> S { -(a / (b * b)) }
  static func definition(for signature: Signature) -> Formula { .a / .b }
  static func rules(for signature: Signature) -> [LocalRule] {
    [
      .derivative(1 / .b),
      .derivative(-(.a / .power(.b, 2))),
    ]
  }
}
