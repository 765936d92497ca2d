import ArgumentParser
import Report
import Wording

/// `backdraw trace`: every value, every gradient and every arrow.
struct TraceCommand: Command {
  static let name = "trace"
  static let about = CommandHelp(
    summary: Bilingual(
      en: "Prints every value and every gradient, as a table or as JSON.",
      ko: "모든 값과 기울기를 표나 JSON으로 보입니다."),
    examples: [
      "backdraw trace apples.graph",
      "backdraw trace -e 'x = 3; y = x * x + 1' --format json",
    ])

  @OptionGroup var graph: GraphOptions
  @OptionGroup var batch: BatchOptions
  @OptionGroup var nice: NiceOptions
  @OptionGroup var expansion: ExpansionOptions
  @OptionGroup var output: TextOutputOptions
  @OptionGroup var numbers: NumberOptions
  @OptionGroup var common: CommonOptions

  func perform(_ console: Console) throws {
    try Outputs.refuseSource(graph.graph, among: output.output)
    try output.require()
    let graph = try expansion.read(
      graph, batch, wishes: nice.wishes(numbers.numerals, console))
    console.warn(about: graph)
    let trace = graph.trace
    let warnings = graph.traceWarnings
    try output.write { format, sink in
      switch format {
      case .json:
        try TraceJSON(trace, warnings: warnings, language: console.language).write(to: sink)
      case .csv: try TraceCSV(trace).write(to: sink)
      case .table:
        try TraceTable(
          trace, warnings: warnings, language: console.language, numerals: numbers.numerals
        ).write(to: sink)
      }
    }
  }
}
