import Autodiff
import Wording

extension OperationProfile {
  /// y = the place of the largest entry of x.
  static let argmax = OperationProfile(
    family: .reduction,
    noun: Bilingual(en: "place of the maximum", ko: "최댓값의 위치"),
    symbol: .reduction(.function("argmax")),
    writing: .itsNameAlongAxes,
    reading: .name,
    passing: .nothing,
    folding: .itself,
    entries: .byRule,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: Example("x = [2, 9, 4]\ny = argmax(x)\n"))
}
