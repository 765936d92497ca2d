import Autodiff
import Wording

// The activations: functions of one number z, or x where the literature says x.

extension AlgebraScript {
  /// σ(z) = 1/(1 + e⁻ᶻ), down to y(1 − y).
  static let sigmoid: AlgebraScript = {
    let (y, z): (AlgebraTerm, AlgebraTerm) = ("y", "z")
    let e = AlgebraTerm.exp(-z)
    return AlgebraScript(
      left: y.by(z),
      lines: [
        ((1 / (1 + e)).by(z), Reason.definition),
        (-(1 / (1 + e).squared()) * (1 + e).by(z), Reason.reciprocal),
        (
          -(1 / (1 + e).squared()) * (-e),
          Bilingual(en: "(e⁻ᶻ)′ = −e⁻ᶻ, and 1 does not change", ko: "(e⁻ᶻ)′ = −e⁻ᶻ이고 1은 변하지 않음")
        ),
        (e / (1 + e).squared(), Reason.signs),
        (
          1 / (1 + e) * (e / (1 + e)),
          Bilingual(en: "the square is two factors", ko: "제곱을 두 인수로 나눔")
        ),
        (
          1 / (1 + e) * ((1 + e - 1) / (1 + e)),
          Bilingual(en: "add 1 and take it away", ko: "1을 더하고 뺌")
        ),
        (
          1 / (1 + e) * (1 - 1 / (1 + e)),
          Bilingual(en: "divide term by term", ko: "항마다 나눔")
        ),
        (y * (1 - y), Bilingual(en: "the fraction is the value itself", ko: "이 분수가 바로 함숫값")),
      ],
      given: [(y, 1 / (1 + e))],
      variables: ["z", "y"],
      sample: activation(1 / (1 + e), of: "z"))
  }()

  /// tanh x = (eˣ − e⁻ˣ)/(eˣ + e⁻ˣ), down to 1 − y².
  static let tanh: AlgebraScript = {
    let (y, x): (AlgebraTerm, AlgebraTerm) = ("y", "x")
    let (a, b) = (AlgebraTerm.exp(x), AlgebraTerm.exp(-x))
    return AlgebraScript(
      left: y.by(x),
      lines: [
        (((a - b) / (a + b)).by(x), Reason.definition),
        (
          ((a - b).by(x) * (a + b) - (a - b) * (a + b).by(x)) / (a + b).squared(), Reason.quotient
        ),
        (
          ((a + b) * (a + b) - (a - b) * (a - b)) / (a + b).squared(),
          Bilingual(en: "(eˣ)′ = eˣ and (e⁻ˣ)′ = −e⁻ˣ", ko: "(eˣ)′ = eˣ, (e⁻ˣ)′ = −e⁻ˣ")
        ),
        (
          1 - (a - b).squared() / (a + b).squared(),
          Bilingual(en: "divide term by term", ko: "항마다 나눔")
        ),
        (
          1 - ((a - b) / (a + b)).grouped().squared(),
          Bilingual(en: "a quotient of squares is the square of the quotient", ko: "제곱의 몫은 몫의 제곱")
        ),
        (1 - y.squared(), Bilingual(en: "the quotient is the value itself", ko: "이 몫이 바로 함숫값")),
      ],
      given: [(y, (a - b) / (a + b))],
      variables: ["x", "y"],
      sample: activation((a - b) / (a + b), of: "x"))
  }()

  /// softplus x = ln(1 + eˣ), down to σ(x).
  static let softplus: AlgebraScript = {
    let (y, x): (AlgebraTerm, AlgebraTerm) = ("y", "x")
    let e = AlgebraTerm.exp(x)
    return AlgebraScript(
      left: y.by(x),
      lines: [
        (AlgebraTerm.ln(1 + e).by(x), Reason.definition),
        (1 / (1 + e) * (1 + e).by(x), Reason.logarithm),
        (
          e / (1 + e),
          Bilingual(en: "(eˣ)′ = eˣ, and 1 does not change", ko: "(eˣ)′ = eˣ이고 1은 변하지 않음")
        ),
        (
          1 / (1 + .exp(-x)),
          Bilingual(en: "divide above and below by eˣ", ko: "분자와 분모를 eˣ으로 나눔")
        ),
        (.function(.sigmoid, x), Bilingual(en: "that is the sigmoid", ko: "이것이 시그모이드")),
      ],
      variables: ["x", "y"],
      sample: activation(.ln(1 + e), of: "x"))
  }()

  /// SiLU(x) = x σ(x), down to σ(x) + y(1 − σ(x)).
  static let silu: AlgebraScript = {
    let (y, x): (AlgebraTerm, AlgebraTerm) = ("y", "x")
    let s = AlgebraTerm.function(.sigmoid, x)
    return AlgebraScript(
      left: y.by(x),
      lines: [
        ((x * s).by(x), Reason.definition),
        (s + x * s.by(x), Reason.product),
        (
          s + x * s * (1 - s),
          Bilingual(en: "σ′ = σ(1 − σ)", ko: "σ′ = σ(1 − σ)")
        ),
        (s + y * (1 - s), Bilingual(en: "the product is the value itself", ko: "이 곱이 바로 함숫값")),
      ],
      variables: ["x", "y"],
      sample: activation(x * s, of: "x"))
  }()

  /// GELU(x) = x Φ(x) with Φ(x) = ½ (1 + erf(x/√2)), down to Φ(x) and x times its density.
  static let gelu: AlgebraScript = {
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
          Bilingual(
            en: "erf(u)′ = 2/√π · e^(−u²) · u′", ko: "erf(u)′ = 2/√π · e^(−u²) · u′")
        ),
        (
          cumulative + x * (.exp(-(x.squared() / 2)) / .sqrt(2 * .pi)),
          Bilingual(en: "½ · 2/√π · 1/√2 = 1/√(2π)", ko: "½ · 2/√π · 1/√2 = 1/√(2π)")
        ),
      ],
      variables: ["x", "y"],
      sample: activation(x * cumulative, of: "x"))
  }()

  private static func activation(_ definition: AlgebraTerm, of operand: String) -> AlgebraSample {
    AlgebraSample(values: [operand: [0.7]], definitions: ["y": .init(term: definition)])
  }
}

/// Reasons that many derivations give.
enum Reason {
  static let definition = Bilingual(en: "the definition", ko: "정의")
  static let reciprocal = Bilingual(en: "(1/u)′ = −1/u² · u′", ko: "(1/u)′ = −1/u² · u′")
  static let quotient = Bilingual(
    en: "(u/v)′ = (u′v − uv′)/v²", ko: "(u/v)′ = (u′v − uv′)/v²")
  static let product = Bilingual(en: "(uv)′ = u′v + uv′", ko: "(uv)′ = u′v + uv′")
  static let logarithm = Bilingual(en: "(ln u)′ = 1/u · u′", ko: "(ln u)′ = 1/u · u′")
  static let square = Bilingual(en: "(u²)′ = 2u · u′", ko: "(u²)′ = 2u · u′")
  static let signs = Bilingual(en: "minus times minus is plus", ko: "음수끼리 곱하면 양수")
  static let onlyOwnTerm = Bilingual(
    en: "only the term with k = i holds it", ko: "k = i인 항에만 들어 있음")
}
