/// y = a − b: ∂y/∂a = 1, ∂y/∂b = −1.
enum Subtract: BinaryOperation {
  static let name = "subtract"
  static func value<S: TapeScalar>(_ a: S, _ b: S) -> S { a - b }
  static func derivativeOfFirst<S: TapeScalar>(_ a: S, _ b: S, _ y: S) -> S { 1 }
  static func derivativeOfSecond<S: TapeScalar>(_ a: S, _ b: S, _ y: S) -> S { -1 }
  static func definition(for signature: Signature) -> Formula { .a - .b }
  static func rules(for signature: Signature) -> [LocalRule] {
    [
      .derivative(1),
      .derivative(-1),
    ]
  }
}
