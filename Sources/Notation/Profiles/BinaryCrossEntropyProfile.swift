import Autodiff
import Wording

extension OperationProfile {
  /// L = −Σ [t ln y + (1 − t) ln(1 − y)] / n.
  static let bce = OperationProfile(
    family: .loss,
    noun: Bilingual(en: "binary cross entropy", ko: "이진 교차 엔트로피"),
    symbol: .name("BCE"),
    writing: .definition,
    reading: .name,
    passing: .byLocalDerivative,
    folding: .itself,
    entries: .byRule,
    algebra: .lines { .bce(LossEntries($0)) },
    pairs: [
      LossPair(
        inner: .sigmoid, script: { .bceBehindSigmoid($0) },
        rule: .quotient(.difference(.operand(0), .operand(1)), .count(.entries)))
    ],
    caution: Caution.ofZeroLogarithm,
    example: Example("p = [0.8, 0.4]\nconst t = [0, 1]\ny = bce(p, t)\n"))
}

extension AlgebraScript {
  /// L = −(t ln y + (1 − t) ln(1 − y)), or its mean, down to (y − t)/(y(1 − y)).
  fileprivate static func bce(_ entries: LossEntries) -> AlgebraScript {
    let (y, t) = (entries.y("i"), entries.t("i"))
    func term(_ y: AlgebraTerm, _ t: AlgebraTerm) -> AlgebraTerm {
      t * .ln(y) + (1 - t) * .ln(1 - y)
    }
    let loss = entries.mean(-entries.sum { term(entries.y($0), entries.t($0)) })
    var lines = [(loss.by(y), Reason.definition)]
    if entries.count != nil {
      lines.append((entries.mean(-(term(y, t).by(y))), Reason.onlyOwnTerm))
    }
    lines += [
      (
        entries.mean(-(t * AlgebraTerm.ln(y).by(y) + (1 - t) * AlgebraTerm.ln(1 - y).by(y))),
        Reason.fixedTarget
      ),
      (
        entries.mean(-(t * (1 / y) + (1 - t) * (1 / (1 - y)) * (1 - y).by(y))), Reason.logarithm
      ),
      (
        entries.mean(-(t / y - (1 - t) / (1 - y))),
        Bilingual(same: "(1 − u)′ = −1")
      ),
      (
        entries.mean((1 - t) / (1 - y) - t / y),
        Bilingual(en: "the minus sign turns both terms", ko: "음의 부호가 두 항을 뒤집음")
      ),
      (
        entries.mean((y * (1 - t) - t * (1 - y)) / (y * (1 - y))),
        Bilingual(en: "common denominator", ko: "통분")
      ),
      (
        entries.mean((y - t * y - t + t * y) / (y * (1 - y))),
        Bilingual(en: "multiply out", ko: "전개")
      ),
      (entries.mean((y - t) / (y * (1 - y))), Bilingual(en: "equal terms cancel", ko: "같은 항끼리 소거")),
    ]
    var sample = entries.sample
    sample.definitions["L"] = .init(term: loss)
    return AlgebraScript(
      left: AlgebraTerm("L").by(y), lines: lines, variables: ["y", "t", "L"], sample: sample)
  }

  /// Binary cross-entropy behind a sigmoid, down to y − t.
  package static func bceBehindSigmoid(_ entries: LossEntries) -> AlgebraScript {
    let (z, y, t) = (entries.z("i"), entries.y("i"), entries.t("i"))
    let loss = entries.mean(
      -entries.sum {
        let (y, t) = (entries.y($0), entries.t($0))
        return t * .ln(y) + (1 - t) * .ln(1 - y)
      })
    var sample = entries.sample
    sample.values["y"] = nil
    sample.definitions["L"] = .init(term: loss)
    sample.definitions["y"] = .init(
      indices: entries.count == nil ? [] : ["m"],
      term: 1 / (1 + .exp(-entries.z("m"))))
    sample.extents["m"] = 3
    return AlgebraScript(
      left: AlgebraTerm("L").by(z),
      lines: [
        (
          AlgebraTerm("L").by(y) * y.by(z),
          Bilingual(en: "the chain rule", ko: "연쇄법칙")
        ),
        (
          entries.mean((y - t) / (y * (1 - y))) * (y * (1 - y)).grouped(),
          Bilingual(en: "the loss's rule times the sigmoid's", ko: "손실의 규칙과 시그모이드의 규칙을 곱함")
        ),
        (entries.mean(y - t), Reason.cancelled),
      ],
      variables: ["z", "t", "L"], sample: sample)
  }
}
