import Autodiff
import Wording

extension OperationProfile {
  /// y = −x.
  static let negate = OperationProfile(
    family: .arithmetic,
    noun: Bilingual(en: "negation", ko: "부호 바꾸기"),
    symbol: .math(.row([.sign("×"), .number("−1")])),
    writing: .definition,
    reading: .prefix("−"),
    passing: .byLocalDerivative,
    folding: .negation,
    entries: .byRule,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: .curve("-x", at: "3", over: "-4 4"))
}
