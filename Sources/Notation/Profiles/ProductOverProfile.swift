import Autodiff
import Wording

extension OperationProfile {
  /// y = Π x.
  static let productOver = OperationProfile(
    family: .reduction,
    noun: Bilingual(en: "product over entries", ko: "원소의 곱"),
    symbol: .reduction(.sign("Π")),
    writing: .definition,
    reading: .name,
    passing: Passing(
      en: "Every entry receives it times the product of all others.",
      ko: "원소마다 나머지 원소를 모두 곱한 값을 곱해 받습니다."),
    folding: .itself,
    entries: .reduced,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: Example("x = [2, 3, 4]\ny = prod(x)\n"))
}
