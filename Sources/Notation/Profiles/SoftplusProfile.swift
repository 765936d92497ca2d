import Autodiff
import Wording

extension OperationProfile {
  /// y = ln(1 + eˣ).
  static let softplus = OperationProfile(
    family: .activation,
    noun: Bilingual(same: "softplus"),
    symbol: .itsName,
    writing: .definition,
    reading: .name,
    passing: .byLocalDerivative,
    folding: .itself,
    entries: .byRule,
    algebra: .lines { _ in .softplus },
    pairs: [],
    caution: Bilingual(
      en: "eˣ overflows where x is large, and 1 + eˣ loses the digits of a small eˣ; softplus in "
        + "one piece computes with e to the power −|x|",
      ko: "x가 크면 eˣ이 넘치고, eˣ이 작으면 1 + eˣ에서 자릿수를 잃습니다. 한 연산인 softplus는 "
        + "e의 −|x|제곱으로 계산합니다"),
    example: .curve("softplus(x)", at: "1", over: "-4 4"))
}

extension AlgebraScript {
  /// softplus x = ln(1 + eˣ), down to σ(x).
  fileprivate static let softplus: AlgebraScript = {
    let (y, x): (AlgebraTerm, AlgebraTerm) = ("y", "x")
    let e = AlgebraTerm.exp(x)
    return AlgebraScript(
      left: y.by(x),
      lines: [
        (AlgebraTerm.ln(1 + e).by(x), Reason.definition),
        (1 / (1 + e) * (1 + e).by(x), Reason.logarithm),
        (
          e / (1 + e),
          Bilingual(en: "(eˣ)′ = eˣ, and 1 does not change", ko: "(eˣ)′ = eˣ이고 1은 변하지 않음")
        ),
        (
          1 / (1 + .exp(-x)),
          Bilingual(en: "divide above and below by eˣ", ko: "분자와 분모를 eˣ으로 나눔")
        ),
        (.function(.sigmoid, x), Bilingual(en: "that is the sigmoid", ko: "이것이 시그모이드")),
      ],
      variables: ["x", "y"],
      sample: .function(.ln(1 + e), of: "x"))
  }()
}
