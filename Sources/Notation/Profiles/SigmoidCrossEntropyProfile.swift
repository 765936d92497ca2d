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
    algebra: .lines { .bceBehindSigmoid(LossEntries($0)) },
    pairs: [],
    caution: Caution.ofScores,
    example: Example("z = [1.4, -0.4]\nconst t = [0, 1]\ny = sigmoid_bce(z, t)\n"))
}
