import Autodiff
import Wording

extension OperationProfile {
  /// y = max(a, b).
  static let max = OperationProfile(
    family: .choice,
    noun: Bilingual(en: "maximum", ko: "최댓값"),
    symbol: .itsName,
    writing: .definition,
    reading: .name,
    passing: .toTheChosen,
    folding: .itself,
    entries: .byRule,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: Example("a = 3\nb = 5\ny = max(a, b)\n"))
}
