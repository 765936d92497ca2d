/// y = aᵇ with both variable: ∂y/∂a = b aᵇ⁻¹, ∂y/∂b = y ln a.
enum GeneralPower: BinaryOperation {
  static let name = "power"
  static func value<S: TapeScalar>(_ a: S, _ b: S) -> S { S.power(a, b) }
  static func derivativeOfFirst<S: TapeScalar>(_ a: S, _ b: S, _ y: S) -> S {
    b == 0 ? 0 : b * S.power(a, b - 1)
  }
  static func derivativeOfSecond<S: TapeScalar>(_ a: S, _ b: S, _ y: S) -> S {
    a == 0 && b >= 0 ? 0 : y * S.log(a)
  }
  static func definition(for signature: Signature) -> Formula { .power(.a, .b) }
  static func rules(for signature: Signature) -> [LocalRule] {
    [
      .derivative(.b * .power(.a, .b - 1)),
      .derivative(.output * .log(.a)),
    ]
  }
}
