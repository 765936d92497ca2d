import Autodiff
import Wording

extension OperationProfile {
  /// y = xⁿ with a number n that the author gave.
  static let power = OperationProfile(
    family: .arithmetic,
    noun: Bilingual(en: "power", ko: "거듭제곱"),
    symbol: .math { attributes, number in
      .superscript(.identifier("x"), number(attributes.exponent ?? 1))
    },
    writing: .definition,
    reading: .power,
    passing: .byLocalDerivative,
    folding: .power,
    entries: .byRule,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: .curve("x^3", at: "2", over: "-2 2"))
}
