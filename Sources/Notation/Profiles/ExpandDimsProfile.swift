import Autodiff
import Wording

extension OperationProfile {
  /// The same entries with one more axis.
  static let expandDims = OperationProfile(
    family: .shape,
    noun: Bilingual(en: "new axis", ko: "축 더하기"),
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
      "x = [1, 2, 3]\ny = expand_dims(x, 1)\nupstream [[1], [10], [100]]\n"))
}
