import Autodiff
import Wording

extension OperationProfile {
  /// L = −Σ [t ln σ(z) + (1 − t) ln(1 − σ(z))] / n.
  static let sigmoidBCE = OperationProfile(
    family: .loss,
    noun: Bilingual(en: "binary cross entropy of scores", ko: "점수의 이진 교차 엔트로피"),
    symbol: .name("σ + BCE"),
    writing: .definition,
    reading: .name,
    passing: .byLocalDerivative,
    folding: .itself,
    entries: .byRule,
    algebra: .lines { .sigmoidCrossEntropy(LossEntries($0)) },
    pairs: [],
    caution: Caution.ofScores,
    example: Example("z = [1.4, -0.4]\nconst t = [0, 1]\ny = sigmoid_bce(z, t)\n"))
}

extension AlgebraScript {
  /// L = −(t ln s + (1 − t) ln(1 − s)) with s = σ(z), or its mean, down to s − t.
  fileprivate static func sigmoidCrossEntropy(_ entries: LossEntries) -> AlgebraScript {
    let isOne = entries.count == nil
    let (z, t) = (entries.z("i"), entries.t("i"))
    func s(_ index: String) -> AlgebraTerm { .variable("s", isOne ? [] : [index]) }
    func term(_ index: String) -> AlgebraTerm {
      entries.t(index) * .ln(s(index)) + (1 - entries.t(index)) * .ln(1 - s(index))
    }
    let own = s("i")
    let slope = (t * (1 / own) - (1 - t) * (1 / (1 - own))).grouped()
    let loss = entries.mean(-entries.sum(term))
    var lines = [(loss.by(z), Reason.definition)]
    if !isOne { lines.append((entries.mean(-(term("i").by(z))), Reason.onlyOwnTerm)) }
    lines += [
      (entries.mean(-(slope * own.by(z))), Reason.logarithm),
      (
        entries.mean(-(slope * (own * (1 - own)).grouped())), Bilingual(same: "σ′ = σ (1 − σ)")
      ),
      (entries.mean(-(t * (1 - own) - (1 - t) * own)), Reason.cancelled),
      (
        entries.mean(own - t),
        Bilingual(en: "multiply out; equal terms cancel", ko: "전개하고 같은 항끼리 소거")
      ),
    ]
    var sample = entries.sample
    sample.values["y"] = nil
    sample.definitions["L"] = .init(term: loss)
    sample.definitions["s"] = .init(
      indices: isOne ? [] : ["m"], term: 1 / (1 + .exp(-entries.z("m"))))
    sample.extents["m"] = 3
    return AlgebraScript(
      left: AlgebraTerm("L").by(z), lines: lines,
      given: [(own, .function(.sigmoid, z))], variables: ["z", "t", "L"], sample: sample)
  }
}
