import Autodiff
import Wording

extension OperationProfile {
  /// L = Σ (y − t)².
  static let sse = OperationProfile(
    family: .loss,
    noun: Bilingual(en: "sum of squared errors", ko: "오차제곱합"),
    symbol: .name("SSE"),
    writing: .definition,
    reading: .name,
    passing: .byLocalDerivative,
    folding: .itself,
    entries: .byRule,
    algebra: .lines { .squaredError(LossEntries($0)) { $0 } },
    pairs: [],
    caution: nil,
    example: Example("p = [0.8, 0.4]\nconst t = [0, 1]\ny = sse(p, t)\n"))
}
