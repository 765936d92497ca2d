/// y = erf x = 2/√π ∫₀ˣ exp(−t²) dt: ∂y/∂x = 2/√π · exp(−x²).
enum ErrorFunction: UnaryOperation {
  static let name = "erf"
  static func value<S: TapeScalar>(_ x: S, _ parameter: S) -> S { S.erf(x) }
  static func derivative<S: TapeScalar>(_ x: S, _ y: S, _ parameter: S) -> S {
    S(1.1283791670955126) * S.exp(-(x * x))
  }
  static func definition(for signature: Signature) -> Formula { .erf(.a) }
  static func rules(for signature: Signature) -> [LocalRule] {
    [.derivative(2 / .sqrt(.pi) * .exp(-.power(.a, 2)))]
  }
}
