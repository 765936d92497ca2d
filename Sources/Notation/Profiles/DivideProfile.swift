import Autodiff
import Wording

extension OperationProfile {
  /// y = a / b.
  static let divide = OperationProfile(
    family: .arithmetic,
    noun: Bilingual(en: "quotient", ko: "나눗셈"),
    symbol: .divide,
    writing: .definition,
    reading: .infix("÷"),
    passing: .byLocalDerivative,
    folding: .itself,
    entries: .byRule,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: Example("a = 10\nb = 4\ny = a / b\n"))
}
