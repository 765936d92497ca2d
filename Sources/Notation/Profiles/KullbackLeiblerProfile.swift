import Autodiff
import Wording

extension OperationProfile {
  /// L = Σ p ln(p/q) / N.
  static let kl = OperationProfile(
    family: .loss,
    noun: Bilingual(en: "Kullback–Leibler divergence", ko: "쿨백–라이블러 발산"),
    symbol: .name("KL"),
    writing: .definition,
    reading: .name,
    passing: .byLocalDerivative,
    folding: .itself,
    entries: .byRule,
    algebra: .lines { .kullbackLeibler(rows: $0?.rows ?? 1) },
    pairs: [],
    caution: Caution.ofZeroLogarithm,
    example: Example("p = [0.2, 0.7, 0.1]\nq = [0.3, 0.5, 0.2]\ny = kl(p, q)\n"))
}

extension AlgebraScript {
  /// L = Σ p_k ln(p_k/q_k), down to ln(p_i/q_i) + 1.
  fileprivate static func kullbackLeibler(rows: Int) -> AlgebraScript {
    let (p, q): (AlgebraTerm, AlgebraTerm) = ("p_i", "q_i")
    let loss = AlgebraTerm.sum("k", "p_k" * .ln("p_k" / "q_k")).shared(among: rows)
    var sample = ClassRow.sample
    sample.definitions = ["L": .init(term: loss)]
    sample.values = ["p": [0.2, 0.5, 0.3], "q": [0.1, 0.6, 0.3]]
    return AlgebraScript(
      left: AlgebraTerm("L").by(p),
      lines: [
        (loss.by(p), rows > 1 ? Reason.ownRow : Reason.definition),
        ((p * AlgebraTerm.ln(p / q)).by(p).shared(among: rows), Reason.onlyOwnTerm),
        (
          (AlgebraTerm.ln(p / q) + p * AlgebraTerm.ln(p / q).by(p)).shared(among: rows),
          Reason.product
        ),
        ((AlgebraTerm.ln(p / q) + p * (1 / p)).shared(among: rows), Reason.logarithm),
        ((AlgebraTerm.ln(p / q) + 1).shared(among: rows), Reason.cancelled),
      ],
      variables: ["p", "q", "L"], sample: sample)
  }
}
