import ArgumentParser
import Autodiff
import GraphLanguage
import Report
import Training
import Wording

/// `backdraw check`: the backward pass held against central differences.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Checks every leaf's gradient against central differences.",
    discussion: """
      Ends with status 1 when a relative error |a−b| / max(1, |a|, |b|) exceeds the tolerance. \
      Entries on a kink, or within a step of one, are named and not counted.

      With --mnist all 39,760 parameters of a 784-50-10 network are checked on images of digits, by \
      two forward passes each.

      EXAMPLES
        backdraw check neuron.graph
        backdraw check -e 'x = 3; y = x^2' --tolerance 1e-9
        backdraw check --mnist -o errors.svg
      """)

  @OptionGroup var graph: OptionalGraphOptions
  @OptionGroup var expansion: ExpansionOptions

  @Option(help: "The largest relative error that passes.")
  var tolerance = 1e-6

  @Flag(help: "Checks a network on images of digits instead of a graph.")
  var mnist = false
  @Option(
    help: "With --mnist: how many images, the first of the training set, 1 to 100 (default: 3).")
  var batch: Int?
  @Option(help: "With --mnist: how far a parameter is moved, either way (default: 1e-05).")
  var step: Double?
  @Option(help: "With --mnist: what the weights begin from (default: 1).") var seed: UInt64?
  @Option(help: "With --mnist: a folder with the four files of a data set in the IDX format.")
  var data: String?

  @OptionGroup var output: TextOutputOptions
  @OptionGroup var font: FontOptions
  @OptionGroup var numbers: NumberOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard tolerance >= 0 else {
      throw ValidationError("'--tolerance \(tolerance)' is not a number from 0.")
    }
    guard graph.isGiven != mnist else {
      throw ValidationError(
        mnist
          ? "A graph and --mnist: give one of them."
          : "Missing a graph: give a file, - for standard input, -e 'x = 3; y = x^2', or --mnist.")
    }
    let isForImages = batch != nil || step != nil || seed != nil || data != nil
    guard mnist || !isForImages else {
      throw ValidationError("--batch, --step, --seed and --data go with --mnist; leave them out.")
    }
    if let batch, !(1...100).contains(batch) {
      throw ValidationError("'--batch \(batch)' is not between 1 and 100.")
    }
    if let step, !(step > 0 && step <= 1) {
      throw ValidationError("'--step \(step)' is not a number above 0 and up to 1.")
    }
  }

  func run() throws {
    let console = common.console
    try console.run { mnist ? try checkNetwork(console) : try checkGraph(console) }
  }

  private func checkGraph(_ console: Console) throws {
    try Outputs.refuseSource(graph.graph, among: output.output)
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

  private func checkNetwork(_ console: Console) throws {
    var plan = NetworkCheckPlan()
    plan.batch = batch ?? plan.batch
    plan.step = step ?? plan.step
    plan.seed = seed ?? plan.seed
    let check = try checkNetworkOnImages(plan, data: data, console: console)
    let report = NetworkCheckReport(
      check, tolerance: tolerance, language: console.language, numerals: numbers.numerals)
    var numbers = output
    let isPicture = { (path: String) in
      PictureFormat(ending: path).map { $0 != .layout } ?? false
    }
    numbers.output = output.output.filter { !isPicture($0) }
    let pictures = output.output.filter(isPicture)
    let files = try pictureFiles(pictures, font.fonts) {
      NetworkCheckCharts(check, console.language).both(measuring: $0)
    }
    try numbers.write { format, sink in
      switch format {
      case .json: try report.writeJSON(to: sink)
      case .table: try report.writeTable(to: sink)
      }
    }
    try Outputs.write(files)
    if !report.passes { throw Failure(.outOfTolerance, rendered: nil) }
  }
}

/// Checks a network as planned, with progress on a terminal.
///
/// - Throws: `Failure` where the data are missing or do not fit.
func checkNetworkOnImages(
  _ plan: NetworkCheckPlan, data: String?, console: Console
) throws(Failure) -> NetworkCheck {
  let sets = try DataFiles.images(in: data)
  do throws(ShapeError) {
    let check = try NetworkCheck(plan, images: sets.train) { done, all in
      console.progress(
        Bilingual(
          en: "\(done) of \(all) parameters checked", ko: "매개변수 \(all)개 가운데 \(done)개 확인"))
    }
    console.endProgress()
    return check
  } catch {
    throw Failure(.badData, at: data ?? "Data/mnist", error.message)
  }
}
