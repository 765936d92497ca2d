import Autodiff
import Wording

extension OperationProfile {
  /// The rows of a table with given numbers.
  static let embedding = OperationProfile(
    family: .sequences,
    noun: Bilingual(en: "embedding look-up", ko: "임베딩 찾기"),
    symbol: .itsName,
    writing: .itsName,
    reading: .name,
    passing: Passing(
      en:
        "Each row receives the sum of what arrives at all places where it stands; a row that stands "
        + "nowhere receives 0.",
      ko: "행마다 그 행이 놓인 모든 자리의 기울기를 더해 받고, 한 번도 쓰이지 않은 행은 0을 받습니다."),
    folding: .itself,
    entries: .moved,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: Example(
      "E = [[1, 2], [3, 4], [5, 6]]\nconst ids = [2, 0, 2]\ny = embedding(E, ids)\n"
        + "upstream [[1, 2], [3, 4], [10, 20]]\n"))
}
