import Autodiff
import Wording

extension OperationProfile {
  /// y = √(Σ (x − x̄)² / (n − d)).
  static let standardDeviation = OperationProfile(
    family: .reduction,
    noun: Bilingual(en: "standard deviation", ko: "표준편차"),
    symbol: .reduction(.function("std")),
    writing: .definition,
    reading: .name,
    passing: Passing(
      en: "Every entry receives it in proportion to how far it lies from the mean.",
      ko: "원소마다 평균에서 떨어진 거리에 비례하여 받습니다."),
    folding: .itself,
    entries: .reduced,
    algebra: .lines { .standardDeviation($0) },
    pairs: [],
    caution: Caution.ofZeroRoot,
    example: Example("x = [2, 4, 9]\ny = std(x)\n"))
}

extension AlgebraScript {
  /// y = √(Σ (x_k − m)²/n) with the mean m, down to (x_i − m)/(n y).
  fileprivate static func standardDeviation(_ signature: Signature?) -> AlgebraScript? {
    guard let run = ReducedRun(signature) else { return nil }
    let (x, m): (AlgebraTerm, AlgebraTerm) = ("x_i", "m")
    let variance = run.squares / run.freedom
    return AlgebraScript(
      left: AlgebraTerm("y").by(x),
      lines: [
        (AlgebraTerm.sqrt(variance).by(x), Reason.definition),
        (1 / (2 * "y") * variance.by(x), Reason.root),
        (
          1 / (2 * "y") * (2 * (x - m).grouped() / run.freedom),
          Bilingual(en: "as of the variance", ko: "분산의 미분과 같음")
        ),
        ((x - m) / (run.freedom * "y"), Reason.cancelled),
      ],
      given: [(m, run.mean)], variables: ["x", "y"], sample: run.sample(.sqrt(variance)))
  }
}
