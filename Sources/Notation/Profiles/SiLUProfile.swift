import Autodiff
import Wording

extension OperationProfile {
  /// y = x σ(x).
  static let silu = OperationProfile(
    family: .activation,
    noun: Bilingual(same: "SiLU"),
    symbol: .name("SiLU"),
    writing: .definition,
    reading: .name,
    passing: .byLocalDerivative,
    folding: .itself,
    entries: .byRule,
    algebra: .lines { _ in .silu },
    pairs: [],
    caution: nil,
    example: .curve("silu(x)", at: "1", over: "-6 4"))
}

extension AlgebraScript {
  /// SiLU(x) = x σ(x), down to σ(x) + y(1 − σ(x)).
  fileprivate static let silu: AlgebraScript = {
    let (y, x): (AlgebraTerm, AlgebraTerm) = ("y", "x")
    let s = AlgebraTerm.function(.sigmoid, x)
    return AlgebraScript(
      left: y.by(x),
      lines: [
        ((x * s).by(x), Reason.definition),
        (s + x * s.by(x), Reason.product),
        (s + x * s * (1 - s), Bilingual(same: "σ′ = σ(1 − σ)")),
        (s + y * (1 - s), Bilingual(en: "the product is the value itself", ko: "이 곱이 바로 함숫값")),
      ],
      variables: ["x", "y"],
      sample: .function(x * s, of: "x"))
  }()
}
