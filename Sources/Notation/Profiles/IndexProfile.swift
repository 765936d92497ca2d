import Autodiff
import Wording

extension OperationProfile {
  /// y = x[…].
  static let index = OperationProfile(
    family: .shape,
    noun: Bilingual(en: "selection", ko: "일부 고르기"),
    symbol: .math { attributes, _ in
      .text((attributes.index ?? []).text)
    },
    writing: .subscripts,
    reading: .name,
    passing: Passing(
      en: "The entries that were taken receive it, the sum where one was taken twice; all others "
        + "receive 0.",
      ko: "골라낸 원소만 기울기를 받고 나머지는 0입니다. 여러 번 골라낸 원소는 기울기를 모두 더해 받습니다."),
    folding: .itself,
    entries: .moved,
    algebra: .itself,
    pairs: [],
    caution: nil,
    example: Example("x = [1, 2, 3, 4]\ny = x[1:3]\nupstream [1, 10]\n"))
}
