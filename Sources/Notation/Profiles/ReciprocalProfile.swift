import Autodiff
import Wording

extension OperationProfile {
  /// y = 1/x.
  static let reciprocal = OperationProfile(
    family: .arithmetic,
    noun: Bilingual(en: "reciprocal", ko: "역수"),
    symbol: .math(.row([.number("1"), .text("/"), .identifier("x")])),
    writing: .definition,
    reading: .oneOver,
    passing: .byLocalDerivative,
    folding: .itself,
    entries: .byRule,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: .curve("1/x", at: "2", over: "0.3 4 range -6 4"))
}
