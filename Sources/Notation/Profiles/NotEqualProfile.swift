import Autodiff
import Wording

extension OperationProfile {
  /// y = 1 where a ≠ b, else 0.
  static let notEqual = OperationProfile(
    family: .choice,
    noun: Bilingual(en: "not equal to", ko: "다름 비교"),
    symbol: .math(.sign("≠")),
    writing: .definition,
    reading: .infix("≠"),
    passing: .nothing,
    folding: .itself,
    entries: .byRule,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: Example("a = 2\nb = 3\ny = a != b\n"))
}
