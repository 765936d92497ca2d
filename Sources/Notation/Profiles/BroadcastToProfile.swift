import Autodiff
import Wording

extension OperationProfile {
  /// x repeated to a larger shape.
  static let broadcastTo = OperationProfile(
    family: .shape,
    noun: Bilingual(en: "broadcast", ko: "브로드캐스트"),
    symbol: .name("broadcast"),
    writing: .itsCall,
    reading: .name,
    passing: Passing(
      en: "It is summed over the axes along which the operand was stretched.",
      ko: "늘린 축을 따라 기울기를 모두 더합니다."),
    folding: .itself,
    entries: .moved,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: Example(
      "x = [1, 2, 3]\ny = broadcast_to(x, [2, 3])\nupstream [[1, 2, 3], [10, 20, 30]]\n"))
}
