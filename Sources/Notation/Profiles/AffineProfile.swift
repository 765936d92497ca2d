import Autodiff
import Wording

extension OperationProfile {
  /// Y = X · W + b.
  static let affine = OperationProfile(
    family: .linearAlgebra,
    noun: Bilingual(en: "affine map", ko: "어파인 변환"),
    symbol: .math(
      .row([
        .identifier("x"), .sign("·"), .identifier("W"), .sign("+"), .identifier("b"),
      ])),
    writing: .definition,
    reading: .name,
    passing: .transposed,
    folding: .itself,
    entries: .matrixProduct,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: Example(
      "X = [[1, 2]]\nW = [[1, 0], [2, 1]]\nb = [0.5, -0.5]\ny = affine(X, W, b)\n"
        + "upstream [[1, 2]]\n"))
}
