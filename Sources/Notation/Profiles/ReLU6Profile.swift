import Autodiff
import Wording

extension OperationProfile {
  /// y = min(max(0, x), 6).
  static let relu6 = OperationProfile(
    family: .activation,
    noun: Bilingual(same: "ReLU6"),
    symbol: .name("ReLU6"),
    writing: .definition,
    reading: .name,
    passing: Passing(
      en: "ReLU6 lets it pass where its input lies between 0 and 6.",
      ko: "ReLU6은 입력이 0과 6 사이인 곳만 통과시킵니다."),
    folding: .itself,
    entries: .byRule,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: .curve("relu6(x)", at: "2", over: "-2 8 jump 0 jump 6"))
}
