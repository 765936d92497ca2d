import Autodiff
import Wording

extension OperationProfile {
  /// y = tanh x.
  static let tanh = OperationProfile(
    family: .activation,
    noun: Bilingual(en: "hyperbolic tangent", ko: "쌍곡탄젠트"),
    symbol: .itsName,
    writing: .itsName,
    reading: .name,
    passing: .byLocalDerivative,
    folding: .itself,
    entries: .byRule,
    algebra: .lines { _ in .tanh },
    pairs: [],
    caution: Bilingual(
      en: "the powers of e overflow where x is large and are nearly the same near 0, so that their "
        + "difference loses digits; tanh in one piece does neither",
      ko: "x가 크면 e의 거듭제곱이 넘치고, 0 근처에서는 두 거듭제곱이 거의 같아 빼면 자릿수를 잃습니다. "
        + "한 연산인 tanh는 그렇지 않습니다"),
    example: .curve("tanh(x)", at: "0.5", over: "-4 4"))
}

extension AlgebraScript {
  /// tanh x = (eˣ − e⁻ˣ)/(eˣ + e⁻ˣ), down to 1 − y².
  fileprivate static let tanh: AlgebraScript = {
    let (y, x): (AlgebraTerm, AlgebraTerm) = ("y", "x")
    let (a, b) = (AlgebraTerm.exp(x), AlgebraTerm.exp(-x))
    return AlgebraScript(
      left: y.by(x),
      lines: [
        (((a - b) / (a + b)).by(x), Reason.definition),
        (
          ((a - b).by(x) * (a + b) - (a - b) * (a + b).by(x)) / (a + b).squared(), Reason.quotient
        ),
        (
          ((a + b) * (a + b) - (a - b) * (a - b)) / (a + b).squared(),
          Bilingual(en: "(eˣ)′ = eˣ and (e⁻ˣ)′ = −e⁻ˣ", ko: "(eˣ)′ = eˣ, (e⁻ˣ)′ = −e⁻ˣ")
        ),
        (1 - (a - b).squared() / (a + b).squared(), Reason.termByTerm),
        (
          1 - ((a - b) / (a + b)).grouped().squared(),
          Bilingual(en: "a quotient of squares is the square of the quotient", ko: "제곱의 몫은 몫의 제곱")
        ),
        (1 - y.squared(), Bilingual(en: "the quotient is the value itself", ko: "이 몫이 바로 함숫값")),
      ],
      given: [(y, (a - b) / (a + b))],
      variables: ["x", "y"],
      sample: .function((a - b) / (a + b), of: "x"))
  }()
}
