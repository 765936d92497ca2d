import Autodiff
import Wording

extension OperationProfile {
  /// y = min(max(x, low), high).
  static let clip = OperationProfile(
    family: .choice,
    noun: Bilingual(en: "clip", ko: "자르기"),
    symbol: .itsName,
    writing: .definition,
    reading: .name,
    passing: Passing(
      en: "A clip lets it pass where its input lies within the bounds.",
      ko: "자르기는 입력이 두 경계 안에 있는 곳만 통과시킵니다."),
    folding: .itself,
    entries: .byRule,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: .curve("clip(x, -1, 2)", at: "1", over: "-3 4 jump -1 jump 2"))
}
