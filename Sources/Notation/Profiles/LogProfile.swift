import Autodiff
import Wording

extension OperationProfile {
  /// y = ln x.
  static let log = OperationProfile(
    family: .function,
    noun: Bilingual(en: "natural logarithm", ko: "자연로그"),
    symbol: .name("ln"),
    writing: .prefix("ln"),
    reading: .name,
    passing: .byLocalDerivative,
    folding: .itself,
    entries: .byRule,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: .curve("log(x)", at: "2", over: "0.1 4 range -3 8"))
}
