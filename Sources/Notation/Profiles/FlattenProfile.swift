import Autodiff
import Wording

extension OperationProfile {
  /// All entries in one row.
  static let flatten = OperationProfile(
    family: .shape,
    noun: Bilingual(en: "flattening", ko: "한 줄로 펴기"),
    symbol: .itsName,
    writing: .itsName,
    reading: .name,
    passing: .toOwnPlaces,
    folding: .itself,
    entries: .moved,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: Example("x = [[1, 2], [3, 4]]\ny = flatten(x)\nupstream [1, 2, 3, 4]\n"))
}
