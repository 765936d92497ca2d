import Autodiff
import Wording

extension OperationProfile {
  /// y = a − b.
  static let subtract = OperationProfile(
    family: .arithmetic,
    noun: Bilingual(en: "difference", ko: "뺄셈"),
    symbol: .minus,
    writing: .definition,
    reading: .infix("−"),
    passing: Passing(
      en: "A difference hands it on, with the sign turned for what is subtracted.",
      ko: "뺄셈은 기울기를 그대로 흘려보내되, 빼는 쪽은 부호를 바꿉니다."),
    folding: .sum,
    entries: .byRule,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: Example("a = 10\nb = 5\ny = a - b\n"))
}
