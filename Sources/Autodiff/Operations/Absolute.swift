/// y = |x|: ∂y/∂x = sign x.
enum Absolute: UnaryOperation {
  static let name = "abs"
  static func value<S: TapeScalar>(_ x: S, _ parameter: S) -> S { x < 0 ? -x : (x == 0 ? 0 : x) }
  static func derivative<S: TapeScalar>(_ x: S, _ y: S, _ parameter: S) -> S {
    x > 0 ? 1 : (x < 0 ? -1 : (x == 0 ? 0 : x))
  }
  static func definition(for signature: Signature) -> Formula { .function(.abs, .a) }
  static func rules(for signature: Signature) -> [LocalRule] { [.derivative(.function(.sign, .a))] }
  static let kink: Kink? = Kink(place: "x = 0", convention: "abs′(0) = 0")
  static func kinkLocation(_ parameter: Double) -> Double? { 0 }
}
