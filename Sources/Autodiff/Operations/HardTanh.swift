/// y = min(max(−1, x), 1): ∂y/∂x is 1 where −1 < x < 1, else 0, as PyTorch takes it.
enum HardTanh: PlainUnaryOperation {
  static let name = "hardtanh"
  static let kink: Kink? = Kink(at: .operand([-1, 1]), derivative: .number(0))
  static let zeros = ZeroRule.because(.outsideBounds)

  static func definition<E: ScalarExpression>(_ x: E) -> E {
    .extremum(.min, .extremum(.max, x, -1), 1)
  }
  static func derivative<E: ScalarExpression>(_ x: E, _ y: E) -> E {
    .cases(x, .atMost, -1, then: 0, otherwise: .cases(x, .atLeast, 1, then: 0, otherwise: 1))
  }
}
