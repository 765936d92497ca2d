import Autodiff
import Wording

extension OperationProfile {
  /// The entries on and above the diagonal.
  static let triu = OperationProfile(
    family: .shape,
    noun: Bilingual(en: "upper triangle", ko: "상삼각 부분"),
    symbol: .itsName,
    writing: .itsName,
    reading: .name,
    passing: Passing(
      en: "What arrives on and above the diagonal passes; nothing below it does.",
      ko: "대각선과 그 위의 기울기만 지나가고 아래쪽은 0입니다."),
    folding: .itself,
    entries: .moved,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: Example(
      "x = [[1, 2], [3, 4]]\ny = triu(x)\nupstream [[1, 2], [3, 4]]\n"))
}
