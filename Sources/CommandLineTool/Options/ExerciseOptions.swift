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

  @OptionGroup var nice: NiceOptions

  func validate() throws {
    guard blank == .none else { return }
    throw Failure(
      .usage, at: "--blank none",
      Bilingual(en: "nothing would be asked for", ko: "물을 것이 없습니다"),
      remedy: Bilingual(
        en: "use values, gradients or all", ko: "values, gradients, all 가운데 하나를 쓰십시오"))
  }
}
