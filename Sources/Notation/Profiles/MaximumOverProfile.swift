import Autodiff
import Wording

extension OperationProfile {
  /// y = the largest entry of x.
  static let maxOver = OperationProfile(
    family: .reduction,
    noun: Bilingual(en: "maximum", ko: "최댓값"),
    symbol: .reduction(.function("max")),
    writing: .definition,
    reading: .name,
    passing: .toTheChosen,
    folding: .itself,
    entries: .chosen,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: Example("x = [2, 9, 4]\ny = max(x)\n", page: "max-of-entries"))
}
