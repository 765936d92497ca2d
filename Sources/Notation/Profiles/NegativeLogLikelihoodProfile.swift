import Autodiff
import Wording

extension OperationProfile {
  /// L = −Σ t l / N.
  static let nll = OperationProfile(
    family: .loss,
    noun: Bilingual(en: "negative log likelihood", ko: "음의 로그 가능도"),
    symbol: .name("NLL"),
    writing: .definition,
    reading: .name,
    passing: .byLocalDerivative,
    folding: .itself,
    entries: .byRule,
    algebra: .lines { .negativeLogLikelihood(rows: $0?.rows ?? 1) },
    pairs: [],
    caution: Bilingual(
      en:
        "0 · (−∞) is not a number; the loss in one piece takes it as 0, since what is not claimed "
        + "costs nothing",
      ko: "0 · (−∞)는 수가 아닙니다. 한 연산인 손실은 이것을 0으로 칩니다. 정답이 아닌 것에는 벌점이 없기 때문입니다"),
    example: Example("l = [-1.6, -0.4, -2.3]\nconst t = [0, 1, 0]\ny = nll(l, t)\n"))
}

extension AlgebraScript {
  /// L = −Σ t_k y_k of logarithms y, down to −t_i.
  fileprivate static func negativeLogLikelihood(rows: Int) -> AlgebraScript {
    let loss = (-AlgebraTerm.sum("k", "t_k" * "y_k")).shared(among: rows)
    var sample = ClassRow.sample
    sample.definitions = ["L": .init(term: loss)]
    sample.values["y"] = [-1.6, -0.7, -1.2]
    return AlgebraScript(
      left: AlgebraTerm("L").by("y_i"),
      lines: [
        (loss.by("y_i"), rows > 1 ? Reason.ownRow : Reason.definition),
        ((-"t_i").shared(among: rows), Reason.onlyOwnTerm),
      ],
      variables: ["y", "t", "L"], sample: sample)
  }
}
