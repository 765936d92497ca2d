/// y = x where x > 0, else slope · x: ∂y/∂x is 1 or the slope.
enum LeakyReLU: UnaryOperation {
  static let name = "leaky_relu"
  static func value<S: TapeScalar>(_ x: S, _ parameter: S) -> S { x > 0 ? x : parameter * x }
  static func derivative<S: TapeScalar>(_ x: S, _ y: S, _ parameter: S) -> S {
    x > 0 ? 1 : parameter
  }
  static func definition(for signature: Signature) -> Formula {
    .cases(.init(.a, .greater, 0), then: .a, otherwise: .parameter(.slope) * .a)
  }
  static func rules(for signature: Signature) -> [LocalRule] {
    [.derivative(.cases(.init(.a, .greater, 0), then: 1, otherwise: .parameter(.slope)))]
  }
  static let kink: Kink? = Kink(place: "x = 0", convention: "leaky_relu′(0) = slope")
  static func kinkLocation(_ parameter: Double) -> Double? { parameter == 1 ? nil : 0 }
}
