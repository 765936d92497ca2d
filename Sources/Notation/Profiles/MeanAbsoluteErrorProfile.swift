import Autodiff
import Wording

extension OperationProfile {
  /// L = Σ |y − t| / n.
  static let mae = OperationProfile(
    family: .loss,
    noun: Bilingual(en: "mean absolute error", ko: "평균절대오차"),
    symbol: .name("MAE"),
    writing: .definition,
    reading: .name,
    passing: .byLocalDerivative,
    folding: .itself,
    entries: .byRule,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: Example("p = [0.8, 0.4]\nconst t = [0, 1]\ny = mae(p, t)\n"))
}
