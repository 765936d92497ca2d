import Autodiff
import Wording

extension OperationProfile {
  /// y = Σ aᵢ bᵢ.
  static let dot = OperationProfile(
    family: .linearAlgebra,
    noun: Bilingual(en: "inner product", ko: "내적"),
    symbol: .dot,
    writing: .definition,
    reading: .infix("·"),
    passing: .byLocalDerivative,
    folding: .itself,
    entries: .byRule,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: Example("a = [1, 2, 3]\nb = [4, 5, 6]\ny = dot(a, b)\n"))
}
