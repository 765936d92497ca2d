import Autodiff
import Wording

extension OperationProfile {
  /// A row of zeros with a single one for each label. It comes about where a loss over labels is
  /// taken apart; nobody writes it.
  static let oneHot = OperationProfile(
    family: .shape,
    noun: Bilingual(en: "one-hot rows", ko: "원-핫 벡터"),
    symbol: .name("one-hot"),
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
