import Autodiff
import Wording

extension OperationProfile {
  /// y = x tanh(ln(1 + eˣ)).
  static let mish = OperationProfile(
    family: .activation,
    noun: Bilingual(same: "Mish"),
    symbol: .name("Mish"),
    writing: .definition,
    reading: .name,
    passing: .byLocalDerivative,
    folding: .itself,
    entries: .byRule,
    algebra: .lines { _ in .mish },
    pairs: [],
    caution: nil,
    example: .curve("mish(x)", at: "1", over: "-6 4"))
}

extension AlgebraScript {
  /// Mish(x) = x tanh(s) with s = ln(1 + eˣ), down to tanh(s) + x (1 − tanh(s)²) σ(x).
  fileprivate static let mish: AlgebraScript = {
    let (y, x): (AlgebraTerm, AlgebraTerm) = ("y", "x")
    let s = AlgebraTerm.function(.log, 1 + .exp(x))
    let t = AlgebraTerm.function(.tanh, s)
    return AlgebraScript(
      left: y.by(x),
      lines: [
        ((x * t).by(x), Reason.definition),
        (t + x * t.by(x), Reason.product),
        (t + x * (1 - t.squared()) * s.by(x), Bilingual(same: "tanh(u)′ = (1 − tanh²(u)) · u′")),
        (
          t + x * (1 - t.squared()) * .function(.sigmoid, x),
          Bilingual(same: "ln(1 + eˣ)′ = eˣ/(1 + eˣ) = σ(x)")
        ),
      ],
      variables: ["x", "y"],
      sample: .function(x * t, of: "x"))
  }()
}
