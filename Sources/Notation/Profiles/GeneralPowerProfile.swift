import Autodiff
import Wording

extension OperationProfile {
  /// y = aᵇ with both variable.
  static let generalPower = OperationProfile(
    family: .arithmetic,
    noun: Bilingual(en: "power", ko: "거듭제곱"),
    symbol: .math(.superscript(.identifier("x"), .identifier("y"))),
    writing: .definition,
    reading: .name,
    passing: .byLocalDerivative,
    folding: .itself,
    entries: .byRule,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: Example("a = 2\nb = 3\ny = a^b\n", page: "power-of-two-variables"))
}
