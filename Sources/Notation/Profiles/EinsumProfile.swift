import Autodiff
import Wording

extension OperationProfile {
  /// The sum of products that letters say.
  static let einsum = OperationProfile(
    family: .linearAlgebra,
    noun: Bilingual(en: "sum of products over letters", ko: "첨자별 곱의 합"),
    symbol: .math { attributes, _ in
      .text(attributes.equation?.replacingArrow ?? "einsum")
    },
    writing: .definition,
    reading: .name,
    passing: Passing(
      en: "It is the sum of products with the letters of the operand and of the result exchanged.",
      ko: "피연산자와 결과의 첨자를 맞바꾸어 곱하고 더합니다."),
    folding: .itself,
    entries: .contraction,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: Example(
      "A = [[1, 2], [3, 4]]\nB = [[1, 0], [2, 1]]\ny = einsum(\"ij,jk->ik\", A, B)\n"
        + "upstream [[1, 0], [0, 2]]\n"))
}

extension String {
  /// The letters with an arrow as it is drawn.
  fileprivate var replacingArrow: String {
    split(separator: "->", omittingEmptySubsequences: false).joined(separator: "→")
  }
}
