/// y = xⁿ with a number n that the author gave: ∂y/∂x = n xⁿ⁻¹.
enum Power: UnaryOperation {
  static let name = "power"
  static let parameters: [AttributeName<Double>] = [.exponent]
  static let kink: Kink? = nil
  static let zeros = ZeroRule.unexplained

  static func definition<E: ScalarExpression>(_ x: E, _ exponent: Parameters<E>) -> E {
    .power(x, exponent.first)
  }
  static func derivative<E: ScalarExpression>(_ x: E, _ y: E, _ exponent: Parameters<E>) -> E {
    exponent.first * .power(x, exponent.first - 1)
  }

  // x⁰ is 1 wherever x is, while 0 · x⁻¹ is no number at 0.
  static func localDerivative<S: TapeScalar>(_ x: S, _ y: S, _ exponent: Parameters<S>) -> S {
    exponent.first == 0 ? 0 : derivative(x, y, exponent)
  }
}

extension AttributeName<Double> {
  /// The exponent of a power whose exponent is a literal.
  package static var exponent: Self { Self("exponent") }
}
