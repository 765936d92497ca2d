/// y = erf x = 2/√π ∫₀ˣ exp(−t²) dt: ∂y/∂x = 2/√π · exp(−x²).
enum ErrorFunction: PlainUnaryOperation {
  static let name = "erf"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.because(.saturated)

  static func definition<E: ScalarExpression>(_ x: E) -> E { .erf(x) }
  static func derivative<E: ScalarExpression>(_ x: E, _ y: E) -> E {
    2 / .sqrt(.pi) * .exp(-x.squared())
  }
}
