import ArgumentParser
import Report
import Wording

/// `backdraw functions`: what the graph language can be asked for.
struct FunctionsCommand: Command {
  static let name = "functions"
  static let about = CommandHelp(
    summary: Bilingual(
      en: "Lists the functions of the graph language, or explains one.",
      ko: "그래프 언어의 함수를 모두 보이거나, 하나를 설명합니다."),
    details: [
      Bilingual(
        en:
          "Of one function: how it is called, its value, its local derivatives with where they come "
          + "from, and an example.",
        ko: "함수 하나에 대해서는 쓰는 방법, 값, 국소적 미분과 그 유도, 예제를 보입니다.")
    ],
    examples: [
      "backdraw functions softmax",
      "backdraw functions",
      "backdraw functions uniform --language ko",
      "backdraw functions --format json",
    ])

  @Argument(
    help: ArgumentHelp(
      Bilingual(en: "The function to explain.", ko: "설명할 함수입니다."),
      value: Bilingual(en: "function", ko: "함수")),
    completion: .list(FunctionReference.names))
  var function: String?

  @OptionGroup var output: TextOutputOptions
  @OptionGroup var numbers: NumberOptions
  @OptionGroup var common: CommonOptions

  func perform(_ console: Console) throws {
    try output.require()
    let reference = FunctionReference(language: console.language, numerals: numbers.numerals)
    guard let function else {
      return try output.write { format, sink in
        switch format {
        case .json: try reference.writeJSON(to: sink)
        case .csv: try reference.writeCSV(to: sink)
        case .table: try reference.writeTable(to: sink)
        }
      }
    }
    guard let entry = reference.entry(named: function) else {
      throw Failure(
        .usage, at: printable(function),
        Bilingual(en: "there is no such function", ko: "그런 함수가 없습니다"),
        remedy: reference.closest(to: function).map { didYouMean("'\($0)'") }
          ?? Bilingual(
            en: "'backdraw functions' lists them", ko: "'backdraw functions'로 모두 볼 수 있습니다"))
    }
    try output.write { format, sink in
      switch format {
      case .json: try reference.writeJSON(of: entry, to: sink)
      case .csv: try reference.writeCSV(of: entry, to: sink)
      case .table: try reference.writeText(of: entry, to: sink)
      }
    }
  }
}
