import ArgumentParser
import Autodiff
import Report
import Wording

/// `backdraw check`: the backward pass held against central differences.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Checks every leaf's gradient against central differences.",
    discussion: """
      Ends with status 1 when a relative error |a−b| / max(1, |a|, |b|) exceeds the tolerance. \
      Entries on a kink, or within a step of one, are named and not counted.

      EXAMPLES
        backdraw check neuron.graph
        backdraw check -e 'x = 3; y = x^2' --tolerance 1e-9
      """)

  @OptionGroup var graph: GraphOptions
  @OptionGroup var expansion: ExpansionOptions

  @Option(help: "The largest relative error that passes.")
  var tolerance = 1e-6

  @OptionGroup var output: TextOutputOptions
  @OptionGroup var numbers: NumberOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard tolerance >= 0 else {
      throw ValidationError("'--tolerance \(tolerance)' is not a number from 0.")
    }
  }

  func run() throws {
    let console = common.console
    try console.run {
      let graph = try expansion.read(graph)
      console.warn(about: graph)
      let trace = graph.trace
      let check = graph.tape.checkGradients(trace) { done in
        guard done % 64 == 0 else { return }
        console.progress(
          Bilingual(en: "\(done) entries checked", ko: "원소 \(done)개 확인"))
      }
      console.endProgress()
      let report = CheckReport(
        check, of: trace, tolerance: tolerance, language: console.language,
        numerals: numbers.numerals)
      try output.write { format, sink in
        switch format {
        case .json: try report.writeJSON(to: sink)
        case .table: try report.writeTable(to: sink)
        }
      }
      if !report.passes { throw Failure(.outOfTolerance, rendered: nil) }
    }
  }
}
