import ArgumentParser
import Exercises
import Wording

/// What is asked for in an exercise, and which numbers are good enough for it.
struct ExerciseOptions: ParsableArguments {
  @Option(
    "blank", .choice(),
    help: Bilingual(
      en: "What is asked for: values of operations, gradients, or both.",
      ko: "연산의 값(values), 기울기(gradients), 둘 다(all) 가운데 무엇을 물을지 정합니다."),
    value: Bilingual(en: "blank", ko: "빈칸"))
  var blank = BlankSelection.all

  @Option(
    "nice", .whole(1...12),
    help: Bilingual(
      en: "Draw numbers again until every answer has at most so many significant digits, none is 0 "
        + "or the same as its neighbour, and no kink is hit.",
      ko: "모든 답의 유효 숫자가 이 자릿수를 넘지 않고, 0이거나 옆의 수와 같은 답이 없고, 꺾이는 점에 "
        + "걸리지 않을 때까지 수를 다시 뽑습니다."),
    value: .count)
  var nice: Int?

  func validate() throws {
    guard blank == .none else { return }
    throw Failure(
      .usage, at: "--blank none",
      Bilingual(en: "nothing would be asked for", ko: "물을 것이 없습니다"),
      remedy: Bilingual(
        en: "use values, gradients or all", ko: "values, gradients, all 가운데 하나를 쓰십시오"))
  }
}
