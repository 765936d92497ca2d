/// y = a · b swaps its operands: ∂y/∂a = b, ∂y/∂b = a.
enum Multiply: BinaryOperation {
  static let name = "multiply"
  static func value<S: TapeScalar>(_ a: S, _ b: S) -> S { a * b }
  static func derivativeOfFirst<S: TapeScalar>(_ a: S, _ b: S, _ y: S) -> S { b }
  static func derivativeOfSecond<S: TapeScalar>(_ a: S, _ b: S, _ y: S) -> S { a }
  static func definition(for signature: Signature) -> Formula { .a * .b }
  static func rules(for signature: Signature) -> [LocalRule] {
    [
      .derivative(.b),
      .derivative(.a),
    ]
  }
}
