import Wording

/// y = σ(x) = 1/(1 + e⁻ˣ): ∂y/∂x = y (1 − y), at most 0.25.
enum Sigmoid: UnaryOperation {
  static let name = "sigmoid"
  static func value<S: TapeScalar>(_ x: S, _ parameter: S) -> S { S.logistic(x) }
  static func derivative<S: TapeScalar>(_ x: S, _ y: S, _ parameter: S) -> S { y * (1 - y) }
  static func definition(for signature: Signature) -> Formula { 1 / (1 + .exp(-.a)) }

  static func elementary(for signature: Signature) -> Elementary? {
    Elementary(
      definition(for: signature),
      caution: Bilingual(
        en: "e⁻ˣ overflows where x is far below 0; the sigmoid in one piece computes with eˣ there",
        ko: "x가 0보다 훨씬 작으면 e⁻ˣ이 넘칩니다. 한 연산인 시그모이드는 그때 eˣ으로 계산합니다"))
  }

  static func rules(for signature: Signature) -> [LocalRule] {
    [.derivative(.output * (1 - .output))]
  }
}
