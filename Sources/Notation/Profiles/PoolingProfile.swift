import Autodiff
import Wording

extension OperationProfile {
  /// y = the largest entry of each window.
  static let maxPool2D = OperationProfile(
    family: .images,
    noun: Bilingual(en: "max pooling", ko: "최대 풀링"),
    symbol: .itsName,
    writing: .definition,
    reading: .name,
    passing: Passing(
      en: "Max pooling is a router: the largest entry of each window receives what arrives there; "
        + "the others receive 0, for as long as they stay smaller they change nothing.",
      ko: "최대 풀링은 라우터입니다. 창마다 가장 큰 값이 기울기를 그대로 받고, 나머지는 더 작은 한 결과를 바꾸지 "
        + "못하므로 0을 받습니다."),
    folding: .itself,
    entries: .windows,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: Example(
      """
      x = [[[1, 5, 2, 0], [3, 4, 8, 6], [7, 0, 1, 2], [-1, 2, 3, 9]]]
      y = max_pool2d(x, 2)
      upstream [[[1, 2], [3, 4]]]

      """))

  /// y = the mean of each window.
  static let avgPool2D = OperationProfile(
    family: .images,
    noun: Bilingual(en: "average pooling", ko: "평균 풀링"),
    symbol: .itsName,
    writing: .definition,
    reading: .name,
    passing: Passing(
      en: "Every entry of a window receives an equal share of what arrives there.",
      ko: "창 안의 원소마다 그 창에 들어온 기울기를 똑같이 나누어 받습니다."),
    folding: .itself,
    entries: .windows,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: Example(
      """
      x = [[[1, 5, 2, 0], [3, 4, 8, 6], [7, 0, 1, 2], [-1, 2, 3, 9]]]
      y = avg_pool2d(x, 2)
      upstream [[[1, 2], [3, 4]]]

      """))
}
