import Autodiff
import Wording

extension OperationProfile {
  /// L = −Σ t ln y / N.
  static let crossEntropy = OperationProfile(
    family: .loss,
    noun: Bilingual(en: "cross entropy", ko: "교차 엔트로피"),
    symbol: .name("cross entropy"),
    writing: .definition,
    reading: .name,
    passing: .byLocalDerivative,
    folding: .itself,
    entries: .byRule,
    algebra: .lines { .crossEntropy(rows: $0?.rows ?? 1) },
    pairs: [],
    caution: Caution.ofZeroLogarithm,
    example: Example("p = [0.2, 0.7, 0.1]\nconst t = [0, 1, 0]\ny = cross_entropy(p, t)\n"))
}

extension AlgebraScript {
  /// L = −Σ t_k ln y_k, down to −t_i/y_i.
  fileprivate static func crossEntropy(rows: Int) -> AlgebraScript {
    let loss = (-AlgebraTerm.sum("k", "t_k" * .ln("y_k"))).shared(among: rows)
    var sample = ClassRow.sample
    sample.definitions = ["L": .init(term: loss)]
    sample.values["y"] = [0.2, 0.5, 0.3]
    return AlgebraScript(
      left: AlgebraTerm("L").by("y_i"),
      lines: [
        (loss.by("y_i"), rows > 1 ? Reason.ownRow : Reason.definition),
        (
          (-("t_i" * AlgebraTerm.ln("y_i").by("y_i"))).shared(among: rows), Reason.onlyOwnTerm
        ),
        ((-("t_i" / "y_i")).shared(among: rows), Bilingual(same: "(ln u)′ = 1/u")),
      ],
      variables: ["y", "t", "L"], sample: sample)
  }
}
