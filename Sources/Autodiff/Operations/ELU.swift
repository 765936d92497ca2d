/// y = x where x > 0, else α (eˣ − 1): ∂y/∂x is 1 or α eˣ.
enum ELU: UnaryOperation {
  static let name = "elu"
  static func value<S: TapeScalar>(_ x: S, _ parameter: S) -> S {
    x > 0 ? x : parameter * S.expMinusOne(x)
  }
  static func derivative<S: TapeScalar>(_ x: S, _ y: S, _ parameter: S) -> S {
    x > 0 ? 1 : parameter * S.exp(x)
  }
  static func definition(for signature: Signature) -> Formula {
    .cases(.init(.a, .greater, 0), then: .a, otherwise: .parameter(.alpha) * (.exp(.a) - 1))
  }
  static func rules(for signature: Signature) -> [LocalRule] {
    [.derivative(.cases(.init(.a, .greater, 0), then: 1, otherwise: .parameter(.alpha) * .exp(.a)))]
  }
  static let kink: Kink? = Kink(place: "x = 0", convention: "elu′(0) = alpha")
  static func kinkLocation(_ parameter: Double) -> Double? { parameter == 1 ? nil : 0 }
}
