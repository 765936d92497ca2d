import Autodiff
import Wording

extension OperationProfile {
  /// y = Σ x.
  static let sum = OperationProfile(
    family: .reduction,
    noun: Bilingual(en: "sum over entries", ko: "원소의 합"),
    symbol: .reduction(.sign("Σ")),
    writing: .definition,
    reading: .name,
    passing: Passing(
      en: "Every entry receives the gradient of its sum.", ko: "더한 원소마다 합의 기울기를 그대로 받습니다."),
    folding: .itself,
    entries: .total,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: Example("x = [[1, 2], [3, 4]]\ny = sum(x, axis=0)\nupstream [1, 10]\n"))
}
