import Autodiff
import Wording

extension OperationProfile {
  /// The same entries in another shape.
  static let reshape = OperationProfile(
    family: .shape,
    noun: Bilingual(en: "reshape", ko: "모양 바꾸기"),
    symbol: .itsName,
    writing: .definition,
    reading: .name,
    passing: .toOwnPlaces,
    folding: .itself,
    entries: .moved,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: Example(
      "x = [1, 2, 3, 4]\ny = reshape(x, [2, 2])\nupstream [[1, 2], [3, 4]]\n"))
}
