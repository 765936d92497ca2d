import Autodiff
import Wording

extension OperationProfile {
  /// yₖ = x₀ + … + xₖ.
  static let cumsum = OperationProfile(
    family: .reduction,
    noun: Bilingual(en: "cumulative sum", ko: "누적합"),
    symbol: .reduction(.function("cumsum")),
    writing: .itsNameAlongAxes,
    reading: .name,
    passing: Passing(
      en: "An entry is in every sum from its own on, and receives what arrives at all of them.",
      ko: "원소는 제자리부터 뒤의 모든 합에 들어 있으므로, 그 합들에 도착한 기울기를 모두 더해 받습니다."),
    folding: .itself,
    entries: .cumulative,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: Example("x = [2, 4, 9]\ny = cumsum(x, 0)\nupstream [1, 10, 100]\n"))
}
