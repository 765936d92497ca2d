import Autodiff
import Wording

extension OperationProfile {
  /// Y = X ⋆ W + b.
  static let conv2D = OperationProfile(
    family: .images,
    noun: Bilingual(en: "convolution", ko: "합성곱"),
    symbol: .itsName,
    writing: .definition,
    reading: .name,
    passing: Passing(
      en: "A convolution sends it back to the images through the filters turned by 180° (a full "
        + "convolution, ∗), and to each filter as the sum over the windows of what it was "
        + "multiplied with (⋆).",
      ko: "합성곱은 이미지 쪽으로는 필터를 180° 돌려 겹치는 완전 합성곱(∗)으로, 필터 쪽으로는 창마다 곱해졌던 "
        + "값과의 곱의 합(⋆)으로 흘려보냅니다."),
    folding: .itself,
    entries: .windows,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: Example(
      """
      x = [[[[1, 0, 2, -1], [0, 3, 1, 2], [2, 1, 0, 1], [-2, 1, 1, 0]]]]
      W = [[[[1, -1], [0.5, 2]]]]
      b = [0.5]
      y = conv2d(x, W, b)
      upstream [[[[1, 0, 2], [0, 1, 0], [1, 0, -1]]]]

      """))

  /// The windows of images as columns.
  static let patches = OperationProfile(
    family: .images,
    noun: Bilingual(en: "windows as columns", ko: "열로 편 창"),
    symbol: .itsName,
    writing: .definition,
    reading: .name,
    passing: Passing(
      en: "Every entry goes back to the pixel that it was copied from; where windows overlap, they "
        + "add up.",
      ko: "원소마다 베껴 온 픽셀로 되돌려 보내며, 창이 겹치는 곳에서는 더합니다."),
    folding: .itself,
    entries: .byUnits,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: nil)
}
