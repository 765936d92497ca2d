import Autodiff
import Wording

extension OperationProfile {
  /// y = Σ (x − x̄)² / (n − d).
  static let variance = OperationProfile(
    family: .reduction,
    noun: Bilingual(en: "variance", ko: "분산"),
    symbol: .reduction(.function("var")),
    writing: .definition,
    reading: .name,
    passing: Passing(
      en: "Every entry receives it in proportion to how far it lies from the mean.",
      ko: "원소마다 평균에서 떨어진 거리에 비례하여 받습니다."),
    folding: .itself,
    entries: .reduced,
    algebra: .lines { .variance($0) },
    pairs: [],
    caution: nil,
    example: Example("x = [2, 4, 9]\ny = var(x)\n"))
}

extension AlgebraScript {
  /// y = Σ (x_k − m)²/n with the mean m, down to 2 (x_i − m)/n.
  fileprivate static func variance(_ signature: Signature?) -> AlgebraScript? {
    guard let run = ReducedRun(signature) else { return nil }
    let (x, m): (AlgebraTerm, AlgebraTerm) = ("x_i", "m")
    let slope = AlgebraTerm.same("k", "i") - 1 / run.count
    return AlgebraScript(
      left: AlgebraTerm("y").by(x),
      lines: [
        ((run.squares / run.freedom).by(x), Reason.definition),
        (
          .sum("k", 2 * ("x_k" - m).grouped() * slope.grouped()) / run.freedom,
          Bilingual(
            en: "(u²)′ = 2u · u′; the mean changes by 1/n, and [k = i] is 1 where k = i, else 0",
            ko: "(u²)′ = 2u · u′. 평균은 1/n만큼 변하고, [k = i]는 k = i이면 1, 아니면 0")
        ),
        (
          (2 * (x - m).grouped() - 2 / run.count * .sum("k", ("x_k" - m).grouped())) / run.freedom,
          Reason.expanded
        ),
        (
          2 * (x - m).grouped() / run.freedom,
          Bilingual(
            en: "what lies above the mean and what lies below it add up to 0",
            ko: "평균과의 차를 모두 더하면 0")
        ),
      ],
      given: [(m, run.mean)], variables: ["x", "y"], sample: run.sample(run.squares / run.freedom))
  }
}
