import Autodiff
import Wording

extension OperationProfile {
  /// y = erf x.
  static let erf = OperationProfile(
    family: .activation,
    noun: Bilingual(en: "error function", ko: "오차함수"),
    symbol: .itsName,
    writing: .itsName,
    reading: .name,
    passing: .byLocalDerivative,
    folding: .itself,
    entries: .byRule,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: .curve("erf(x)", at: "0.5", over: "-3 3"))
}
