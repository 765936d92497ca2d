import Autodiff
import Wording

extension OperationProfile {
  /// y = sin x.
  static let sin = OperationProfile(
    family: .function,
    noun: Bilingual(en: "sine", ko: "사인"),
    symbol: .itsName,
    writing: .itsName,
    reading: .name,
    passing: .byLocalDerivative,
    folding: .itself,
    entries: .byRule,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: .curve("sin(x)", at: "1", over: "-7 7"))
}
