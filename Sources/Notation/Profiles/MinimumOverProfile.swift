import Autodiff
import Wording

extension OperationProfile {
  /// y = the smallest entry of x.
  static let minOver = OperationProfile(
    family: .reduction,
    noun: Bilingual(en: "minimum", ko: "최솟값"),
    symbol: .reduction(.function("min")),
    writing: .definition,
    reading: .name,
    passing: .toTheChosen,
    folding: .itself,
    entries: .chosen,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: Example("x = [2, 9, 4]\ny = min(x)\n", page: "min-of-entries"))
}
