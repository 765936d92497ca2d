import Autodiff
import Wording

extension OperationProfile {
  /// y = γ ∘ x̂ + β along the last axis.
  static let layerNorm = OperationProfile(
    family: .normalization,
    noun: Bilingual(en: "layer normalization", ko: "층 정규화"),
    symbol: .itsName,
    writing: .definition,
    reading: .name,
    passing: .throughMoments,
    folding: .itself,
    entries: .byUnits,
    algebra: .lines { .standardization(centred: true, count: $0?.operands[0].extents.last) },
    pairs: [],
    caution: nil,
    example: Example(
      """
      x = [1, 2, 6]
      gamma = [1, 2, 0.5]
      beta = [0, 0.5, 1]
      y = layer_norm(x, gamma, beta)
      upstream [1, 0, -1]

      """))

  /// y = γ ∘ x/√(mean of x² + ε).
  static let rmsNorm = OperationProfile(
    family: .normalization,
    noun: Bilingual(en: "RMS normalization", ko: "RMS 정규화"),
    symbol: .itsName,
    writing: .definition,
    reading: .name,
    passing: Passing(
      en:
        "Each entry counts directly and through the mean square: what lies along the result is taken out, "
        + "and the rest divided by the root mean square.",
      ko: "원소마다 직접, 그리고 제곱평균을 거쳐 결과를 바꿉니다. 결과 방향의 성분을 빼고 제곱평균제곱근으로 나눕니다."),
    folding: .itself,
    entries: .byUnits,
    algebra: .lines { .standardization(centred: false, count: $0?.operands[0].extents.last) },
    pairs: [],
    caution: nil,
    example: Example(
      "x = [1, 2, 2]\ngamma = [1, 2, 0.5]\ny = rms_norm(x, gamma)\nupstream [1, 0, -1]\n"))

  /// y = γ ∘ x̂ + β for each column or channel.
  static let batchNorm = OperationProfile(
    family: .normalization,
    noun: Bilingual(en: "batch normalization", ko: "배치 정규화"),
    symbol: .itsName,
    writing: .definition,
    reading: .name,
    passing: .throughMoments,
    folding: .itself,
    entries: .byUnits,
    algebra: .lines { signature in
      .standardization(
        centred: true, count: signature.map { $0.operands[0].count / $0.operands[0].extents[1] })
    },
    pairs: [],
    caution: nil,
    example: Example(
      """
      X = [[1, 0], [2, 4], [6, -1]]
      gamma = [1, 2]
      beta = [0, 0.5]
      y = batch_norm(X, gamma, beta)
      upstream [[1, 0], [0, 1], [-1, 2]]

      """))
}

extension Passing {
  /// What is normalized by its own mean and variance.
  fileprivate static let throughMoments = Passing(
    en:
      "Each entry counts in three ways: directly, through the mean μ, and through the variance σ². "
      + "So its mean, and what of it lies along the normalized entries, are taken out, and the rest is divided by "
      + "√(σ² + ε).",
    ko: "원소마다 직접, 평균 μ를 거쳐, 분산 σ²를 거쳐 세 갈래로 결과를 바꿉니다. 그래서 기울기의 평균과 정규화한 값 방향의 "
      + "성분을 빼고 √(σ² + ε)로 나눕니다.")
}

extension AlgebraScript {
  /// x̂_k = (x_k − μ)/s with s = √(Σ (x_j − μ)²/n + ε), down to ([k = i] − 1/n − x̂_k x̂_i/n)/s.
  ///
  /// - Parameters:
  ///   - isCentred: Whether the mean is taken away first.
  ///   - count: How many entries are normalized together; three where nothing is said.
  fileprivate static func standardization(centred isCentred: Bool, count: Int?) -> AlgebraScript {
    let count = count ?? 3
    let n = AlgebraTerm.number(Double(count))
    let (s, z): (AlgebraTerm, AlgebraTerm) = (.variable("s", []), .variable("x̂", ["k"]))
    let mean = AlgebraTerm.variable("μ", [])
    func centre(_ index: String) -> AlgebraTerm {
      let x = AlgebraTerm.variable("x", [index])
      return isCentred ? x - mean : x
    }
    func bracketed(_ index: String) -> AlgebraTerm {
      isCentred ? centre(index).grouped() : centre(index)
    }
    let epsilon = AlgebraTerm.variable("ε", [])
    let spread = AlgebraTerm.sqrt(.sum("j", bracketed("j").squared()) / n + epsilon)
    let average = AlgebraTerm.sum("j", .variable("x", ["j"])) / n
    let x = AlgebraTerm.variable("x", ["i"])
    let same = AlgebraTerm.same("k", "i")
    let direct = isCentred ? same - mean.by(x) : same
    let worked = isCentred ? same - 1 / n : same
    var sample = AlgebraSample(
      values: [
        "x": (0..<count).map { 0.3 + 0.9 * Double(($0 * 5) % 7) }, "ε": [0.01],
      ],
      definitions: [
        "s": .init(term: spread), "x̂": .init(indices: ["k"], term: centre("k") / s),
      ],
      extents: ["k": count, "j": count, "i": count],
      indices: ["i": min(1, count - 1), "k": count - 1])
    if isCentred { sample.definitions["μ"] = .init(term: average) }
    let given: [(AlgebraTerm, AlgebraTerm)] = [(s, spread), (z, centre("k") / s)]
    return AlgebraScript(
      left: z.by(x),
      lines: [
        ((centre("k") / s).by(x), Reason.definition),
        (
          direct / s - centre("k") / s.squared() * s.by(x),
          isCentred
            ? Bilingual(
              en: "three ways: directly, through the mean, through the spread s",
              ko: "세 갈래: 직접, 평균을 거쳐, 퍼진 정도 s를 거쳐")
            : Bilingual(
              en: "two ways: directly, and through the spread s", ko: "두 갈래: 직접, 퍼진 정도 s를 거쳐")
        ),
        (
          worked / s - centre("k") / s.squared() * (centre("i") / (n * s)),
          isCentred
            ? Bilingual(
              en: "the mean takes 1/n of each entry; deviations from it add up to 0",
              ko: "평균에는 각 원소의 1/n이 들어 있고, 평균과의 차는 더하면 0")
            : Bilingual(en: "(√u)′ = u′/(2√u)", ko: "(√u)′ = u′/(2√u)")
        ),
        (
          (worked - z * .variable("x̂", ["i"]) / n) / s,
          Bilingual(
            en: "the quotient is the normalized entry itself", ko: "이 몫이 바로 정규화한 값")
        ),
      ],
      given: isCentred ? [(mean, average)] + given : given, variables: ["x"], sample: sample)
  }
}
