/// y = aᵇ with both variable: ∂y/∂a = b aᵇ⁻¹, ∂y/∂b = y ln a.
enum GeneralPower: ConventionalOperation {
  static let name = "power"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.unexplained

  static func definition<E: ScalarExpression>(_ a: E, _ b: E) -> E { .power(a, b) }
  static func derivativeOfFirst<E: ScalarExpression>(_ a: E, _ b: E, _ y: E) -> E {
    b * .power(a, b - 1)
  }
  static func derivativeOfSecond<E: ScalarExpression>(_ a: E, _ b: E, _ y: E) -> E { y * .log(a) }

  // a⁰ is 1 wherever a is, while 0 · a⁻¹ is no number at 0; and 0ᵇ is 0 for all b that are not
  // negative, while ln 0 is not finite.
  static func isConvention<S: TapeScalar>(slot: Int, _ a: S, _ b: S) -> Bool {
    a == 0 && (slot == 0 ? b == 0 : b >= 0)
  }

  // 0 · a⁻¹ is no number either where a is so small that 1/a overflows.
  static func localDerivativeOfFirst<S: TapeScalar>(_ a: S, _ b: S, _ y: S) -> S {
    b == 0 ? 0 : derivativeOfFirst(a, b, y)
  }
  static func localDerivativeOfSecond<S: TapeScalar>(_ a: S, _ b: S, _ y: S) -> S {
    isConvention(slot: 1, a, b) ? 0 : derivativeOfSecond(a, b, y)
  }
}
