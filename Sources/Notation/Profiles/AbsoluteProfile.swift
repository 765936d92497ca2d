import Autodiff
import Wording

extension OperationProfile {
  /// y = |x|.
  static let abs = OperationProfile(
    family: .function,
    noun: Bilingual(en: "absolute value", ko: "절댓값"),
    symbol: .math(.fenced(.identifier("x"), open: "|", close: "|")),
    writing: .bars,
    reading: .name,
    passing: .byLocalDerivative,
    folding: .itself,
    entries: .byRule,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: .curve("abs(x)", at: "-1.5", over: "-4 4 jump 0"))
}
