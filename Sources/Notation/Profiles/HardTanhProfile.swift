import Autodiff
import Wording

extension OperationProfile {
  /// y = min(max(−1, x), 1).
  static let hardTanh = OperationProfile(
    family: .activation,
    noun: Bilingual(same: "hard tanh"),
    symbol: .name("hard tanh"),
    writing: .definition,
    reading: .name,
    passing: Passing(
      en: "Hard tanh lets it pass where its input lies between −1 and 1.",
      ko: "hard tanh는 입력이 −1과 1 사이인 곳만 통과시킵니다."),
    folding: .itself,
    entries: .byRule,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: .curve("hardtanh(x)", at: "0.5", over: "-3 3 jump -1 jump 1"))
}
