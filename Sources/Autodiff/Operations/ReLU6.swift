/// y = min(max(0, x), 6): ∂y/∂x is 1 where 0 < x < 6, else 0, as PyTorch takes it.
enum ReLU6: PlainUnaryOperation {
  static let name = "relu6"
  static let kink: Kink? = Kink(at: .operand([0, 6]), derivative: .number(0))
  static let zeros = ZeroRule.because(.outsideBounds)

  static func definition<E: ScalarExpression>(_ x: E) -> E {
    .extremum(.min, .extremum(.max, x, 0), 6)
  }
  static func derivative<E: ScalarExpression>(_ x: E, _ y: E) -> E {
    .cases(x, .atMost, 0, then: 0, otherwise: .cases(x, .atLeast, 6, then: 0, otherwise: 1))
  }
}
