import Autodiff
import Wording

extension OperationProfile {
  /// A value that nothing computes.
  static let leaf = OperationProfile(
    family: .leaf,
    noun: Bilingual(en: "leaf", ko: "잎"),
    symbol: .math(.sign("=")),
    writing: .definition,
    reading: .name,
    passing: .byLocalDerivative,
    folding: .itself,
    entries: .byRule,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: nil)
}
