import Autodiff
import Wording

extension OperationProfile {
  /// L = −Σ [t ln s + (1 − t) ln(1 − s)] / N with s = softmax(x).
  static let softmaxLoss = OperationProfile(
    family: .loss,
    noun: Bilingual(en: "softmax loss", ko: "소프트맥스 손실"),
    symbol: .name("softmax loss"),
    writing: .definition,
    reading: .name,
    passing: .byLocalDerivative,
    folding: .itself,
    entries: .byRule,
    algebra: .lines { .softmaxLoss(rows: $0?.rows ?? 1) },
    pairs: [],
    caution: Caution.ofScores,
    example: Example("z = [1, 2, 0]\nconst t = [0, 1, 0]\ny = softmax_loss(z, t)\n"))
}

extension AlgebraScript {
  /// L = −Σ (t_k ln s_k + (1 − t_k) ln(1 − s_k)) with s = softmax(x).
  fileprivate static func softmaxLoss(rows: Int) -> AlgebraScript {
    let z: AlgebraTerm = "z_i"
    let (y, t): (AlgebraTerm, AlgebraTerm) = ("y_k", "t_k")
    func mean(_ term: AlgebraTerm) -> AlgebraTerm { term.shared(among: rows) }
    let loss = mean(-AlgebraTerm.sum("k", t * .ln(y) + (1 - t) * .ln(1 - y)))
    var sample = ClassRow.sample
    sample.definitions["L"] = .init(term: loss)
    let slope = (y - t) / (y * (1 - y))
    let own = ("y_i" - "t_i") / (1 - "y_i")
    return AlgebraScript(
      left: AlgebraTerm("L").by(z),
      lines: [
        (
          .sum("k", AlgebraTerm("L").by(y) * y.by(z)),
          Bilingual(
            en: "the chain rule: a score changes every probability", ko: "연쇄법칙. 점수 하나가 모든 확률을 바꿈")
        ),
        (
          mean(.sum("k", slope * (y * (.same("k", "i") - "y_i")).grouped())),
          Bilingual(
            en: "binary cross entropy's rule times softmax's", ko: "이진 교차 엔트로피의 규칙과 소프트맥스의 규칙을 곱함")
        ),
        (mean(.sum("k", (y - t) / (1 - y) * (.same("k", "i") - "y_i"))), Reason.cancelled),
        (mean(own - "y_i" * .sum("k", (y - t) / (1 - y))), Reason.expanded),
      ],
      given: [(y, ClassRow.softmax)], variables: ["z", "t", "L"], sample: sample)
  }
}
