import Autodiff
import Wording

extension OperationProfile {
  /// y = x Φ(x).
  static let gelu = OperationProfile(
    family: .activation,
    noun: Bilingual(same: "GELU"),
    symbol: .name("GELU"),
    writing: .definition,
    reading: .name,
    passing: .byLocalDerivative,
    folding: .itself,
    entries: .byRule,
    algebra: .lines { _ in .gelu },
    pairs: [],
    caution: nil,
    example: .curve("gelu(x)", at: "1", over: "-4 4"))
}

extension AlgebraScript {
  /// GELU(x) = x Φ(x) with Φ(x) = ½ (1 + erf(x/√2)), down to Φ(x) and x times its density.
  fileprivate static let gelu: AlgebraScript = {
    let (y, x): (AlgebraTerm, AlgebraTerm) = ("y", "x")
    let cumulative = AlgebraTerm.half * (1 + .function(.erf, x / .sqrt(2)))
    return AlgebraScript(
      left: y.by(x),
      lines: [
        ((x * cumulative).by(x), Reason.definition),
        (cumulative + x * cumulative.by(x), Reason.product),
        (
          cumulative
            + x * (.half * (2 / .sqrt(.pi) * .exp(-(x / .sqrt(2)).grouped().squared())))
            * (x / .sqrt(2)).by(x),
          Bilingual(same: "erf(u)′ = 2/√π · e^(−u²) · u′")
        ),
        (
          cumulative + x * (.exp(-(x.squared() / 2)) / .sqrt(2 * .pi)),
          Bilingual(same: "½ · 2/√π · 1/√2 = 1/√(2π)")
        ),
      ],
      variables: ["x", "y"],
      sample: .function(x * cumulative, of: "x"))
  }()
}
