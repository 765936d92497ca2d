import Autodiff
import Wording

extension OperationProfile {
  /// y = σ(x).
  static let sigmoid = OperationProfile(
    family: .activation,
    noun: Bilingual(en: "sigmoid", ko: "시그모이드"),
    symbol: .math(.identifier("σ")),
    writing: .name("σ"),
    reading: .name,
    passing: .byLocalDerivative,
    folding: .itself,
    entries: .byRule,
    algebra: .lines { _ in .sigmoid },
    pairs: [],
    caution: Bilingual(
      en: "e⁻ˣ overflows where x is far below 0; the sigmoid in one piece computes with eˣ there",
      ko: "x가 0보다 훨씬 작으면 e⁻ˣ이 넘칩니다. 한 연산인 시그모이드는 그때 eˣ으로 계산합니다"),
    example: .curve("sigmoid(x)", at: "1", over: "-6 6"))
}

extension AlgebraScript {
  /// σ(z) = 1/(1 + e⁻ᶻ), down to y(1 − y).
  fileprivate static let sigmoid: AlgebraScript = {
    let (y, z): (AlgebraTerm, AlgebraTerm) = ("y", "z")
    let e = AlgebraTerm.exp(-z)
    return AlgebraScript(
      left: y.by(z),
      lines: [
        ((1 / (1 + e)).by(z), Reason.definition),
        (-(1 / (1 + e).squared()) * (1 + e).by(z), Reason.reciprocal),
        (
          -(1 / (1 + e).squared()) * (-e),
          Bilingual(en: "(e⁻ᶻ)′ = −e⁻ᶻ, and 1 does not change", ko: "(e⁻ᶻ)′ = −e⁻ᶻ이고 1은 변하지 않음")
        ),
        (e / (1 + e).squared(), Reason.signs),
        (
          1 / (1 + e) * (e / (1 + e)),
          Bilingual(en: "the square is two factors", ko: "제곱을 두 인수로 나눔")
        ),
        (
          1 / (1 + e) * ((1 + e - 1) / (1 + e)),
          Bilingual(en: "add 1 and take it away", ko: "1을 더하고 뺌")
        ),
        (1 / (1 + e) * (1 - 1 / (1 + e)), Reason.termByTerm),
        (y * (1 - y), Bilingual(en: "the fraction is the value itself", ko: "이 분수가 바로 함숫값")),
      ],
      given: [(y, 1 / (1 + e))],
      variables: ["z", "y"],
      sample: .function(1 / (1 + e), of: "z"))
  }()
}
