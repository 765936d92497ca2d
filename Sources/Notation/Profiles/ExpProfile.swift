import Autodiff
import Wording

extension OperationProfile {
  /// y = eˣ.
  static let exp = OperationProfile(
    family: .function,
    noun: Bilingual(en: "exponential", ko: "지수함수"),
    symbol: .itsName,
    writing: .powerOfE,
    reading: .name,
    passing: .byLocalDerivative,
    folding: .itself,
    entries: .byRule,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: .curve("exp(x)", at: "1", over: "-3 2"))
}
