import Autodiff
import Wording

extension OperationProfile {
  /// y = Σ x / n.
  static let mean = OperationProfile(
    family: .reduction,
    noun: Bilingual(en: "mean", ko: "평균"),
    symbol: .reduction(.function("mean")),
    writing: .definition,
    reading: .name,
    passing: Passing(
      en: "Every entry receives an equal share of it.", ko: "원소마다 기울기를 똑같이 나누어 받습니다."),
    folding: .itself,
    entries: .share,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: Example("x = [2, 4, 9]\ny = mean(x)\n"))
}
