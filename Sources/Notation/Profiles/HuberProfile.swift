import Autodiff
import Wording

extension OperationProfile {
  /// L = Σ h(y − t) / n, a square near 0 and a line farther away.
  static let huber = OperationProfile(
    family: .loss,
    noun: Bilingual(en: "Huber loss", ko: "후버 손실"),
    symbol: .name("Huber"),
    writing: .definition,
    reading: .name,
    passing: .byLocalDerivative,
    folding: .itself,
    entries: .byRule,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: Example("p = [0.8, 3]\nconst t = [0, 1]\ny = huber(p, t)\n"))
}
