import Autodiff
import Wording

extension OperationProfile {
  /// L = Σ (y − t)² / n.
  static let mse = OperationProfile(
    family: .loss,
    noun: Bilingual(en: "mean squared error", ko: "평균제곱오차"),
    symbol: .name("MSE"),
    writing: .definition,
    reading: .name,
    passing: .byLocalDerivative,
    folding: .itself,
    entries: .byRule,
    algebra: .lines { signature in
      let entries = LossEntries(signature)
      return .squaredError(entries, scaled: entries.mean)
    },
    pairs: [],
    caution: nil,
    example: Example("p = [0.8, 0.4]\nconst t = [0, 1]\ny = mse(p, t)\n"))
}

extension AlgebraScript {
  /// L = (y − t)², its mean or half its sum, down to a multiple of y − t.
  ///
  /// - Parameter scaled: What is taken of the sum of squares.
  static func squaredError(
    _ entries: LossEntries, isHalved: Bool = false, scaled: (AlgebraTerm) -> AlgebraTerm
  ) -> AlgebraScript {
    let (y, t) = (entries.y("i"), entries.t("i"))
    let loss = scaled(entries.sum { (entries.y($0) - entries.t($0)).squared() })
    var lines = [(loss.by(y), Reason.definition)]
    if entries.count != nil {
      lines.append((scaled((y - t).squared().by(y)), Reason.onlyOwnTerm))
    }
    lines += [
      (scaled(2 * (y - t) * (y - t).by(y)), Reason.square),
      (
        scaled(2 * (y - t)),
        Reason.fixedTargetSlope
      ),
    ]
    if isHalved { lines.append((y - t, Bilingual(same: "½ · 2 = 1"))) }
    var sample = entries.sample
    sample.definitions["L"] = .init(term: loss)
    return AlgebraScript(
      left: AlgebraTerm("L").by(y), lines: lines, variables: ["y", "t", "L"], sample: sample)
  }
}
