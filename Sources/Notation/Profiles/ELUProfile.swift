import Autodiff
import Wording

extension OperationProfile {
  /// y = x where x > 0, else α (eˣ − 1).
  static let elu = OperationProfile(
    family: .activation,
    noun: Bilingual(same: "ELU"),
    symbol: .name("ELU"),
    writing: .definition,
    reading: .name,
    passing: .byLocalDerivative,
    folding: .itself,
    entries: .byRule,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: .curve("elu(x)", at: "-1", over: "-4 4"))
}
