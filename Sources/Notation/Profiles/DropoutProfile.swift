import Autodiff
import Wording

extension OperationProfile {
  /// y = x ∘ m with a mask that was drawn.
  static let dropout = OperationProfile(
    family: .normalization,
    noun: Bilingual(en: "dropout", ko: "드롭아웃"),
    symbol: .itsName,
    writing: .definition,
    reading: .name,
    passing: Passing(
      en:
        "Dropout multiplies it by the mask of the forward pass: 1/(1 − p) where the entry was kept, "
        + "0 where it was dropped.",
      ko: "드롭아웃은 순전파에서 쓴 마스크를 그대로 곱합니다. 남긴 원소에는 1/(1 − p)을, 끈 원소에는 0을 곱합니다."),
    folding: .itself,
    entries: .byRule,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: Example(
      "x = [1, 2, 3, 4]\ny = dropout(x, p=0.5)\nupstream [1, 1, 1, 1]\n"))
}
