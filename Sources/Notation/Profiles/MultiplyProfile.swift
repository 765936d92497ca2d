import Autodiff
import Wording

extension OperationProfile {
  /// y = a · b.
  static let multiply = OperationProfile(
    family: .arithmetic,
    noun: Bilingual(en: "product", ko: "곱셈"),
    symbol: .times,
    writing: .definition,
    reading: .infix("×"),
    passing: Passing(
      en: "A product multiplies it by the other factor.", ko: "곱셈은 상대편 값을 곱해 흘려보냅니다."),
    folding: .product,
    entries: .byRule,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: Example("a = 10\nb = 5\ny = a * b\n"))
}
