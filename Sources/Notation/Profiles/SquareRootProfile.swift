import Autodiff
import Wording

extension OperationProfile {
  /// y = √x.
  static let sqrt = OperationProfile(
    family: .function,
    noun: Bilingual(en: "square root", ko: "제곱근"),
    symbol: .math(.root(.identifier("x"))),
    writing: .root,
    reading: .name,
    passing: .byLocalDerivative,
    folding: .itself,
    entries: .byRule,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: .curve("sqrt(x)", at: "4", over: "0.02 6 range 0 3"))
}
