import Autodiff
import Wording

extension OperationProfile {
  /// y = √Σ x².
  static let norm = OperationProfile(
    family: .reduction,
    noun: Bilingual(en: "norm", ko: "노름"),
    symbol: .reduction(.function("norm")),
    writing: .definition,
    reading: .name,
    passing: Passing(
      en: "Every entry receives its share of the norm: the unit vector in its direction.",
      ko: "원소마다 노름에서 차지하는 비율, 곧 같은 방향의 단위벡터만큼 받습니다."),
    folding: .itself,
    entries: .reduced,
    algebra: .lines { .norm($0) },
    pairs: [],
    caution: Caution.ofZeroRoot,
    example: Example("x = [3, 4]\ny = norm(x)\n"))
}

extension AlgebraScript {
  /// y = √Σ x_k², down to x_i/y.
  fileprivate static func norm(_ signature: Signature?) -> AlgebraScript? {
    guard let run = ReducedRun(signature) else { return nil }
    let x: AlgebraTerm = "x_i"
    let squares = AlgebraTerm.sum("k", AlgebraTerm("x_k").squared())
    return AlgebraScript(
      left: AlgebraTerm("y").by(x),
      lines: [
        (AlgebraTerm.sqrt(squares).by(x), Reason.definition),
        (1 / (2 * "y") * squares.by(x), Reason.root),
        (1 / (2 * "y") * (2 * x), Reason.onlyOwnTerm),
        (x / "y", Reason.cancelled),
      ],
      variables: ["x", "y"], sample: run.sample(.sqrt(squares)))
  }
}
