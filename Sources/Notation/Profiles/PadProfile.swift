import Autodiff
import Wording

extension OperationProfile {
  /// x with zeros around it.
  static let pad = OperationProfile(
    family: .shape,
    noun: Bilingual(en: "padding with zeros", ko: "0으로 둘러싸기"),
    symbol: .itsName,
    writing: .itsCall,
    reading: .name,
    passing: Passing(
      en:
        "The entries receive what lies on them; what arrives at the zeros around them is dropped.",
      ko: "원래 원소의 자리에 온 기울기만 되돌려 보내고, 둘러싼 0의 자리에 온 것은 버립니다."),
    folding: .itself,
    entries: .moved,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: Example(
      "x = [1, 2]\ny = pad(x, [[1, 1]])\nupstream [5, 1, 10, 5]\n"))
}
