import Autodiff
import Wording

extension OperationProfile {
  /// y = x².
  static let square = OperationProfile(
    family: .function,
    noun: Bilingual(en: "square", ko: "제곱"),
    symbol: .math(.superscript(.identifier("x"), .number("2"))),
    writing: .definition,
    reading: .name,
    passing: .byLocalDerivative,
    folding: .itself,
    entries: .byRule,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: .curve("square(x)", at: "3", over: "-3 3"))
}
