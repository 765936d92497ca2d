import Autodiff
import Wording

extension OperationProfile {
  /// The operands behind one another along a new axis.
  static let stack = OperationProfile(
    family: .shape,
    noun: Bilingual(en: "stack", ko: "쌓기"),
    symbol: .itsName,
    writing: .itsCall,
    reading: .name,
    passing: Passing(
      en: "Each part receives its own piece.", ko: "쌓은 조각마다 그 자리의 기울기를 되돌려 보냅니다."),
    folding: .itself,
    entries: .moved,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: Example(
      "a = [1, 2]\nb = [3, 4]\ny = stack(a, b)\nupstream [[1, 2], [10, 20]]\n"))
}
