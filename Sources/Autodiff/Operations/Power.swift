/// y = xⁿ with a number n that the author gave: ∂y/∂x = n xⁿ⁻¹.
enum Power: UnaryOperation {
  static let name = "power"
  static func value<S: TapeScalar>(_ x: S, _ parameter: S) -> S { S.power(x, parameter) }
  static func derivative<S: TapeScalar>(_ x: S, _ y: S, _ parameter: S) -> S {
    parameter == 0 ? 0 : parameter * S.power(x, parameter - 1)
  }
  static func definition(for signature: Signature) -> Formula { .power(.a, .parameter(.exponent)) }
  static func rules(for signature: Signature) -> [LocalRule] {
    [.derivative(.parameter(.exponent) * .power(.a, .parameter(.exponent) - 1))]
  }
}
