import Autodiff
import Wording

extension OperationProfile {
  /// The same entries without an axis of one entry.
  static let squeeze = OperationProfile(
    family: .shape,
    noun: Bilingual(en: "axis dropped", ko: "축 없애기"),
    symbol: .itsName,
    writing: .itsCall,
    reading: .name,
    passing: .toOwnPlaces,
    folding: .itself,
    entries: .moved,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: Example(
      "x = [[1], [2], [3]]\ny = squeeze(x, 1)\nupstream [1, 10, 100]\n"))
}
