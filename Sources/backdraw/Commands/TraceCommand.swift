import ArgumentParser
import Report

/// `backdraw trace`: every value, every gradient and every arrow.
struct TraceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Prints every value and every gradient, as a table or as JSON.",
    discussion: """
      EXAMPLES
        backdraw trace apples.graph
        backdraw trace -e 'x = 3; y = x * x + 1' --format json
      """)

  @OptionGroup var graph: GraphOptions
  @OptionGroup var expansion: ExpansionOptions
  @OptionGroup var output: TextOutputOptions
  @OptionGroup var numbers: NumberOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let console = common.console
    try console.run {
      try Outputs.refuseSource(graph.graph, among: output.output)
      let graph = try expansion.read(graph)
      console.warn(about: graph)
      let trace = graph.trace
      let warnings = graph.traceWarnings
      try output.write { format, sink in
        switch format {
        case .json:
          try TraceJSON(trace, warnings: warnings, language: console.language).write(to: sink)
        case .table:
          try TraceTable(
            trace, warnings: warnings, language: console.language, numerals: numbers.numerals
          ).write(to: sink)
        }
      }
    }
  }
}
