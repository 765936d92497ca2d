/// y = x where x > 0, else slope · x: ∂y/∂x is 1 or the slope.
enum LeakyReLU: UnaryOperation {
  static let name = "leaky_relu"
  static let parameters: [AttributeName<Double>] = [.slope]
  static let kink: Kink? = Kink(at: .operand([0]), derivative: .parameter(.slope))
  static let zeros = ZeroRule.unexplained

  static func definition<E: ScalarExpression>(_ x: E, _ slope: Parameters<E>) -> E {
    .cases(x, .greater, 0, then: x, otherwise: slope.first * x)
  }
  static func derivative<E: ScalarExpression>(_ x: E, _ y: E, _ slope: Parameters<E>) -> E {
    .cases(x, .greater, 0, then: 1, otherwise: slope.first)
  }

  static func kinkLocations(_ parameters: Parameters<Double>) -> [Double] {
    parameters.first == 1 ? [] : [0]
  }
}

extension AttributeName<Double> {
  /// `leaky_relu`'s slope below zero.
  package static var slope: Self { Self("slope") }
}
