/// y = x where x > 0, else α (eˣ − 1): ∂y/∂x is 1 or α eˣ.
enum ELU: UnaryOperation {
  static let name = "elu"
  static let parameters: [AttributeName<Double>] = [.alpha]
  static let kink: Kink? = Kink(at: .operand([0]), derivative: .parameter(.alpha))
  static let zeros = ZeroRule.unexplained

  static func definition<E: ScalarExpression>(_ x: E, _ alpha: Parameters<E>) -> E {
    .cases(x, .greater, 0, then: x, otherwise: alpha.first * (.exp(x) - 1))
  }
  static func derivative<E: ScalarExpression>(_ x: E, _ y: E, _ alpha: Parameters<E>) -> E {
    .cases(x, .greater, 0, then: 1, otherwise: alpha.first * .exp(x))
  }

  // eˣ − 1 loses the digits of a small x.
  static func value<S: TapeScalar>(_ x: S, _ alpha: Parameters<S>) -> S {
    x > 0 ? x : alpha.first * S.expMinusOne(x)
  }
  static func kinkLocations(_ parameters: Parameters<Double>) -> [Double] {
    parameters.first == 1 ? [] : [0]
  }
}

extension AttributeName<Double> {
  /// `elu`'s limit below zero.
  package static var alpha: Self { Self("alpha") }
}
