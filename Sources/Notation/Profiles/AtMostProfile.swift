import Autodiff
import Wording

extension OperationProfile {
  /// y = 1 where a ≤ b, else 0.
  static let atMost = OperationProfile(
    family: .choice,
    noun: Bilingual(en: "at most", ko: "작거나 같음 비교"),
    symbol: .math(.sign("≤")),
    writing: .definition,
    reading: .infix("≤"),
    passing: .nothing,
    folding: .itself,
    entries: .byRule,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: Example("a = 3\nb = 3\ny = a <= b\n"))
}
