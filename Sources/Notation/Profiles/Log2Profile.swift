import Autodiff
import Wording

extension OperationProfile {
  /// y = log₂ x.
  static let log2 = OperationProfile(
    family: .function,
    noun: Bilingual(en: "logarithm to base 2", ko: "밑이 2인 로그"),
    symbol: .math(.subscript(.function("log"), .number("2"))),
    writing: .base("log", 2),
    reading: .name,
    passing: .byLocalDerivative,
    folding: .itself,
    entries: .byRule,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: .curve("log2(x)", at: "8", over: "0.2 10 range -3 8"))
}
