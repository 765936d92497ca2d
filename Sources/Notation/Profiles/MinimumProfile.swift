import Autodiff
import Wording

extension OperationProfile {
  /// y = min(a, b).
  static let min = OperationProfile(
    family: .choice,
    noun: Bilingual(en: "minimum", ko: "최솟값"),
    symbol: .itsName,
    writing: .definition,
    reading: .name,
    passing: .toTheChosen,
    folding: .itself,
    entries: .byRule,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: Example("a = 3\nb = 5\ny = min(a, b)\n"))
}
