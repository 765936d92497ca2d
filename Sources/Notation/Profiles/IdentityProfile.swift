import Autodiff
import Wording

extension OperationProfile {
  /// y = x.
  static let identity = OperationProfile(
    family: .arithmetic,
    noun: Bilingual(en: "copy", ko: "항등"),
    symbol: .math(.sign("=")),
    writing: .definition,
    reading: .bare,
    passing: Passing(
      en: "A copy hands it on unchanged.", ko: "항등은 기울기를 그대로 흘려보냅니다."),
    folding: .itself,
    entries: .byRule,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: .curve("x", at: "3", over: "-4 4"))
}
