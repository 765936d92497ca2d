import Autodiff
import Wording

extension OperationProfile {
  /// L = Σ max(0, 1 − t·y) / N.
  static let hinge = OperationProfile(
    family: .loss,
    noun: Bilingual(en: "hinge loss", ko: "힌지 손실"),
    symbol: .itsName,
    writing: .definition,
    reading: .name,
    passing: .byLocalDerivative,
    folding: .itself,
    entries: .byRule,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: Example("p = [0.3, -0.5]\nconst t = [1, 0]\ny = hinge(p, t)\n"))
}
