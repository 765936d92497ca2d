import Autodiff
import Wording

extension OperationProfile {
  /// y = xᵀ.
  static let transpose = OperationProfile(
    family: .linearAlgebra,
    noun: Bilingual(en: "transpose", ko: "전치"),
    symbol: .math(.superscript(.identifier("x"), .text("T"))),
    writing: .definition,
    reading: .name,
    passing: .toOwnPlaces,
    folding: .itself,
    entries: .moved,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: Example(
      "x = [[1, 2, 3], [4, 5, 6]]\ny = x.T\nupstream [[1, 2], [3, 4], [5, 6]]\n"))
}
