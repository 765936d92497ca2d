import Autodiff
import Wording

extension OperationProfile {
  /// y = a where c ≠ 0, else b.
  static let choice = OperationProfile(
    family: .choice,
    noun: Bilingual(en: "choice by a condition", ko: "조건에 따른 선택"),
    symbol: .name("if"),
    writing: .definition,
    reading: .name,
    passing: Passing(
      en: "It goes to the value that was chosen; the condition, which only chooses, receives none.",
      ko: "선택된 쪽으로만 흐릅니다. 고르기만 하는 조건에는 흐르지 않습니다."),
    folding: .itself,
    entries: .byRule,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: Example(
      "x = [2, -3]\na = [1, 1]\nb = [5, 7]\nc = x > 0\ny = where(c, a, b)\nupstream [1, 10]\n"))
}
