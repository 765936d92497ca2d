import Autodiff
import Wording

extension OperationProfile {
  /// y = ln Σ eˣ.
  static let logSumExp = OperationProfile(
    family: .reduction,
    noun: Bilingual(en: "log-sum-exp", ko: "로그합지수"),
    symbol: .reduction(.function("LSE")),
    writing: .definition,
    reading: .name,
    passing: Passing(
      en: "Every entry receives its share of the softmax.", ko: "원소마다 소프트맥스에서 차지하는 비율만큼 받습니다."),
    folding: .itself,
    entries: .reduced,
    algebra: .lines { .logSumExp($0) },
    pairs: [],
    caution: Bilingual(
      en: "e to the power of a large number overflows (exp(1000) is ∞); log-sum-exp in one piece "
        + "subtracts the largest first and adds it behind the logarithm",
      ko: "큰 수를 지수로 올리면 넘칩니다(exp(1000)은 ∞). 한 연산인 log-sum-exp는 가장 큰 수를 먼저 빼고 로그 뒤에 "
        + "다시 더합니다"),
    example: Example("x = [1, 2, 0]\ny = logsumexp(x)\n"))
}

extension AlgebraScript {
  /// y = ln Σ e^{x_k}, down to e^{x_i − y}.
  fileprivate static func logSumExp(_ signature: Signature?) -> AlgebraScript? {
    guard let run = ReducedRun(signature) else { return nil }
    let (x, total): (AlgebraTerm, AlgebraTerm) = ("x_i", .sum("k", .exp("x_k")))
    return AlgebraScript(
      left: AlgebraTerm("y").by(x),
      lines: [
        (AlgebraTerm.ln(total).by(x), Reason.definition),
        (1 / total * total.by(x), Reason.logarithm),
        (.exp(x) / total, Reason.onlyOwnTerm),
        (
          .exp(x) / .exp("y"),
          Bilingual(en: "y is the logarithm of that sum", ko: "이 합의 로그가 y")
        ),
        (.exp(x - "y"), Bilingual(same: "eᵃ/eᵇ = eᵃ⁻ᵇ")),
      ],
      variables: ["x", "y"], sample: run.sample(.ln(total)))
  }
}
