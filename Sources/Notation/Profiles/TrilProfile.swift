import Autodiff
import Wording

extension OperationProfile {
  /// The entries on and below the diagonal.
  static let tril = OperationProfile(
    family: .shape,
    noun: Bilingual(en: "lower triangle", ko: "하삼각 부분"),
    symbol: .itsName,
    writing: .itsName,
    reading: .name,
    passing: Passing(
      en: "What arrives on and below the diagonal passes; nothing above it does.",
      ko: "대각선과 그 아래의 기울기만 지나가고 위쪽은 0입니다."),
    folding: .itself,
    entries: .moved,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: Example(
      "x = [[1, 2], [3, 4]]\ny = tril(x)\nupstream [[1, 2], [3, 4]]\n"))
}
