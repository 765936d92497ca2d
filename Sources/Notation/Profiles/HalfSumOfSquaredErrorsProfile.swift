import Autodiff
import Wording

extension OperationProfile {
  /// L = ½ Σ (y − t)².
  static let halfSSE = OperationProfile(
    family: .loss,
    noun: Bilingual(en: "half the sum of squared errors", ko: "오차제곱합의 절반"),
    symbol: .math(.row([.number("½"), .function("SSE")])),
    writing: .definition,
    reading: .name,
    passing: .byLocalDerivative,
    folding: .itself,
    entries: .byRule,
    algebra: .lines { .squaredError(LossEntries($0), isHalved: true) { .half * $0 } },
    pairs: [],
    caution: nil,
    example: Example("p = [0.8, 0.4]\nconst t = [0, 1]\ny = half_sse(p, t)\n"))
}
