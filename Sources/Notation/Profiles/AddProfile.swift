import Autodiff
import Wording

extension OperationProfile {
  /// y = a + b.
  static let add = OperationProfile(
    family: .arithmetic,
    noun: Bilingual(en: "sum", ko: "덧셈"),
    symbol: .plus,
    writing: .definition,
    reading: .infix("+"),
    passing: Passing(
      en: "A sum hands the gradient on unchanged.", ko: "덧셈은 기울기를 그대로 흘려보냅니다."),
    folding: .sum,
    entries: .byRule,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: Example("a = 10\nb = 5\ny = a + b\n"))
}
