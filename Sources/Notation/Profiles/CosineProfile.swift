import Autodiff
import Wording

extension OperationProfile {
  /// y = cos x.
  static let cos = OperationProfile(
    family: .function,
    noun: Bilingual(en: "cosine", ko: "코사인"),
    symbol: .itsName,
    writing: .itsName,
    reading: .name,
    passing: .byLocalDerivative,
    folding: .itself,
    entries: .byRule,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: .curve("cos(x)", at: "1", over: "-7 7"))
}
