import Autodiff
import Wording

extension OperationProfile {
  /// Y = A · B.
  static let matmul = OperationProfile(
    family: .linearAlgebra,
    noun: Bilingual(en: "matrix product", ko: "행렬곱"),
    symbol: .dot,
    writing: .definition,
    reading: .infix("·"),
    passing: .transposed,
    folding: .itself,
    entries: .matrixProduct,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: Example(
      "A = [[1, 2], [3, 4]]\nB = [[1, 0], [2, 1]]\ny = A @ B\nupstream [[1, 0], [0, 2]]\n"))
}
