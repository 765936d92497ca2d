import Autodiff
import Wording

extension OperationProfile {
  /// The operands behind one another.
  static let concat = OperationProfile(
    family: .shape,
    noun: Bilingual(en: "concatenation", ko: "이어 붙이기"),
    symbol: .itsName,
    writing: .itsNameAlongAxes,
    reading: .name,
    passing: Passing(
      en: "Each part receives its own piece.", ko: "이어 붙인 조각마다 그 자리의 기울기를 되돌려 보냅니다."),
    folding: .itself,
    entries: .moved,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: Example("a = [1, 2]\nb = [3]\ny = concat(a, b)\nupstream [1, 2, 3]\n"))
}
