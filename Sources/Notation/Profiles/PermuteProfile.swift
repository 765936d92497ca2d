import Autodiff
import Wording

extension OperationProfile {
  /// The axes in another order.
  static let permute = OperationProfile(
    family: .shape,
    noun: Bilingual(en: "axes reordered", ko: "축 순서 바꾸기"),
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
      "x = [[[1, 2], [3, 4]]]\ny = permute(x, [1, 2, 0])\nupstream [[[1], [2]], [[3], [4]]]\n"))
}
