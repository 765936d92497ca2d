import Autodiff
import Wording

extension OperationProfile {
  /// Y = softmax(Q · Kᵀ/√d) · V.
  static let attention = OperationProfile(
    family: .sequences,
    noun: Bilingual(en: "attention", ko: "어텐션"),
    symbol: .itsName,
    writing: .definition,
    reading: .name,
    passing: Passing(
      en: "Attention sends it to the values through the weights A, turned, and to queries and keys "
        + "through the softmax: of each row the weighted mean of its gradient is taken out first.",
      ko: "어텐션은 값(V) 쪽으로는 가중치 A를 전치하여, 질의(Q)와 키(K) 쪽으로는 소프트맥스를 거쳐 흘려보냅니다. "
        + "이때 행마다 기울기의 가중평균을 먼저 뺍니다."),
    folding: .itself,
    entries: .byUnits,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: Example(
      """
      Q = [[1, 0], [0.5, -1]]
      K = [[0, 1], [1, 1]]
      V = [[1, 2], [3, 0]]
      y = attention(Q, K, V)
      upstream [[1, 0], [0, 1]]

      """))
}
