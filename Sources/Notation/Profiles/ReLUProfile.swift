import Autodiff
import Wording

extension OperationProfile {
  /// y = max(0, x).
  static let relu = OperationProfile(
    family: .activation,
    noun: Bilingual(same: "ReLU"),
    symbol: .name("ReLU"),
    writing: .definition,
    reading: .name,
    passing: Passing(
      en: "ReLU lets it pass where its input is positive.",
      ko: "ReLU는 입력이 양수인 곳만 통과시킵니다."),
    folding: .itself,
    entries: .byRule,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: .curve("relu(x)", at: "2", over: "-4 4 jump 0"))
}
