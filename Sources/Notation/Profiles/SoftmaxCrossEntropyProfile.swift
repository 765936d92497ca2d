import Autodiff
import Wording

extension OperationProfile {
  /// L = −Σ t ln softmax(z) / N.
  static let softmaxCrossEntropy = OperationProfile(
    family: .loss,
    noun: Bilingual(en: "softmax with cross entropy", ko: "소프트맥스와 교차 엔트로피"),
    symbol: .name("softmax + cross entropy"),
    writing: .definition,
    reading: .name,
    passing: .byLocalDerivative,
    folding: .itself,
    entries: .byRule,
    algebra: .lines { .softmaxCrossEntropy(rows: $0?.rows ?? 1) },
    pairs: [],
    caution: Caution.ofScores,
    example: Example("z = [1, 2, 0]\nconst t = [0, 1, 0]\ny = softmax_cross_entropy(z, t)\n"))
}

extension AlgebraScript {
  /// L = −Σ t_k ln y_k with y = softmax(z), down to y_i − t_i.
  fileprivate static func softmaxCrossEntropy(rows: Int) -> AlgebraScript {
    let (z, total): (AlgebraTerm, AlgebraTerm) = ("z_i", ClassRow.total)
    func line(_ inner: AlgebraTerm) -> AlgebraTerm {
      (-AlgebraTerm.sum("k", "t_k" * inner)).shared(among: rows)
    }
    let loss = line(.ln("y_k"))
    var sample = ClassRow.sample
    sample.definitions["L"] = .init(term: loss)
    return AlgebraScript(
      left: AlgebraTerm("L").by(z),
      lines: [
        (loss.by(z), rows > 1 ? Reason.ownRow : Reason.definition),
        (
          line("z_k" - .ln(total)).by(z),
          Bilingual(en: "the logarithm of a quotient is a difference", ko: "몫의 로그는 로그의 차")
        ),
        (
          line(AlgebraTerm("z_k").by(z) - AlgebraTerm.ln(total).by(z)),
          Reason.fixedTarget
        ),
        (
          line(.same("k", "i") - 1 / total * total.by(z)),
          Bilingual(
            en: "[k = i] is 1 where k = i, else 0; (ln u)′ = 1/u · u′",
            ko: "[k = i]는 k = i이면 1, 아니면 0. (ln u)′ = 1/u · u′")
        ),
        (
          line(.same("k", "i") - .exp(z) / total),
          Bilingual(
            en: "of the sum only the term j = i changes",
            ko: "합에서 j = i인 항만 변함")
        ),
        (line(.same("k", "i") - "y_i"), Reason.probability),
        (("y_i" * .sum("k", "t_k") - "t_i").shared(among: rows), Reason.expanded),
        (
          ("y_i" - "t_i").shared(among: rows),
          Bilingual(en: "the targets sum to 1", ko: "정답의 합은 1")
        ),
      ],
      given: [("y_k", ClassRow.softmax)], variables: ["z", "t", "L"], sample: sample)
  }
}
