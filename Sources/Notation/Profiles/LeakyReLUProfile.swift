import Autodiff
import Wording

extension OperationProfile {
  /// y = x where x > 0, else slope · x.
  static let leakyReLU = OperationProfile(
    family: .activation,
    noun: Bilingual(same: "leaky ReLU"),
    symbol: .name("leaky ReLU"),
    writing: .definition,
    reading: .name,
    passing: .byLocalDerivative,
    folding: .itself,
    entries: .byRule,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: .curve("leaky_relu(x, slope=0.1)", at: "-2", over: "-4 4 jump 0"))
}
