/// y = max(0, x): ∂y/∂x is 1 where x > 0, else 0.
enum ReLU: UnaryOperation {
  static let name = "relu"
  static func value<S: TapeScalar>(_ x: S, _ parameter: S) -> S { x <= 0 ? 0 : x }
  static func derivative<S: TapeScalar>(_ x: S, _ y: S, _ parameter: S) -> S { x <= 0 ? 0 : 1 }
  static func definition(for signature: Signature) -> Formula { .extremum(.max, 0, .a) }
  static func rules(for signature: Signature) -> [LocalRule] {
    [.derivative(.cases(.init(.a, .greater, 0), then: 1, otherwise: 0))]
  }
  static let kink: Kink? = Kink(place: "x = 0", convention: "relu′(0) = 0")
  static func kinkLocation(_ parameter: Double) -> Double? { 0 }
}
