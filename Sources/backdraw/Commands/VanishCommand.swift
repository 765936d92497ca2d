import ArgumentParser
import Autodiff
import GraphLanguage
import Report
import Training
import Wording

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// `backdraw vanish`: how gradients shrink from layer to layer.
struct VanishCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vanish",
    abstract: "Compares how large the gradients of each layer are.",
    discussion: """
      Without a graph, networks for MNIST that differ in activation and in their first weights are \
      compared layer by layer, before and after they learn. With a graph, its own layers are: those \
      that 'layer' names.

      EXAMPLES
        backdraw vanish -o vanish.html
        backdraw vanish --depth 6 --activation relu --initialization he --initialization normal:0.1
        backdraw vanish two-layers.graph
      """)

  @OptionGroup var graph: OptionalGraphOptions

  @Option(help: "How many layers of weights the deepest networks have, 2 to 50.") var depth = 10
  @Option(help: "How many units a hidden layer has, 1 to 1000.") var width = 50
  @Option(
    help: ArgumentHelp(
      "An activation to compare: \(activationNames); may be repeated (default: all three).",
      valueName: "name"))
  var activation: [String] = []
  @Option(
    help: ArgumentHelp(
      "First weights to compare: normal:DEVIATION, xavier or he; may be repeated (default: "
        + "normal:0.01, normal:1, xavier and he).", valueName: "name"))
  var initialization: [String] = []
  @Option(help: "What all first weights are multiplied by.") var scale = 1.0
  @Option(help: "How many images make a batch, 1 to 10,000.") var batch = 100
  @Option(help: "The learning rate (default: 0.1, or the graph's).") var rate: Double?
  @Option(help: "How many steps the networks learn, 0 to 100,000.") var steps = 300
  @Option(help: "What the weights and the draws begin from.") var seed: UInt64 = 1
  @Option(
    help: ArgumentHelp(
      "The path whose factors are written out: a unit of each hidden layer and a class, from 0 "
        + "(default: the one with the largest product).", valueName: "0,3,…"))
  var path: String?
  @Option(help: "A folder with the four files of a data set in the IDX format.") var data: String?
  @OptionGroup var output: ExperimentOutputOptions
  @OptionGroup var templates: TemplateOptions
  @OptionGroup var font: FontOptions
  @OptionGroup var numbers: NumberOptions
  @OptionGroup var common: CommonOptions

  private static let activationNames = NetworkDescription.Activation.allCases
    .map(\.rawValue).sorted().joined(separator: ", ")

  func validate() throws {
    try check(depth, "--depth", 2...50)
    try check(width, "--width", 1...1_000)
    try check(batch, "--batch", 1...10_000)
    try check(steps, "--steps", 0...100_000)
    guard scale > 0, scale.isFinite else {
      throw ValidationError("'--scale \(scale)' is not a number above 0.")
    }
    if let rate, !(rate > 0 && rate.isFinite) {
      throw ValidationError("'--rate \(rate)' is not a number above 0.")
    }
    _ = try plan()
  }

  private func check(_ number: Int, _ option: String, _ range: ClosedRange<Int>) throws {
    guard range.contains(number) else {
      throw ValidationError(
        "'\(option) \(number)' is not between \(range.lowerBound) and \(range.upperBound).")
    }
  }

  private func plan() throws -> VanishingPlan {
    var plan = VanishingPlan()
    plan.depth = depth
    plan.width = width
    plan.scale = scale
    plan.batch = batch
    plan.rate = rate ?? plan.rate
    plan.steps = steps
    plan.seed = seed
    if !activation.isEmpty {
      plan.activations = try activation.map { name in
        guard let activation = NetworkDescription.Activation(rawValue: name.lowercased()) else {
          throw ValidationError(
            "'--activation \(name)' is not one of \(Self.activationNames).")
        }
        return activation
      }
    }
    if !initialization.isEmpty {
      plan.initializations = try initialization.map(Initialization.init(named:))
    }
    if let path { plan.path = try units(path) }
    return plan
  }

  private func units(_ path: String) throws -> [Int] {
    let units = path.split(separator: ",").map { Int($0) }
    let valid = units.enumerated().allSatisfy { layer, unit in
      unit.map { $0 >= 0 && $0 < (layer == depth - 1 ? 10 : width) } ?? false
    }
    guard valid, units.count == depth else {
      throw ValidationError(
        "'--path \(path)' is not \(depth - 1) units below \(width) and a class below 10, "
          + "separated by commas.")
    }
    return units.compactMap { $0 }
  }

  func run() throws {
    let console = common.console
    try console.run {
      if graph.isGiven {
        try compareLayers(console)
      } else {
        try compareNetworks(console)
      }
    }
  }

  private func compareLayers(_ console: Console) throws {
    let name = graph.name
    let graph = try graph.read()
    let layers = GraphLayers(graph.trace, rate: rate)
    guard layers.count > 0 else {
      throw Failure(
        .badData, at: name,
        Bilingual(
          en: "no layer of the graph has weights", ko: "가중치가 있는 층이 그래프에 없습니다"),
        remedy: Bilingual(
          en: "name layers with a line such as: layer \"Layer 1\"",
          ko: "layer \"1층\" 같은 줄로 층에 이름을 붙이십시오"))
    }
    console.warn(about: graph)
    let report = GraphLayersReport(layers, console.language, numerals: numbers.numerals)
    try output.write(
      fonts: { try font.fonts() },
      numbers: { format, sink in
        switch format {
        case .json: try report.writeJSON(to: sink)
        case .table: try report.writeTable(to: sink)
        }
      },
      page: { try report.html(templates: templates.read(), figures: $0) },
      charts: { report.chart(measuring: $0) })
  }

  private func compareNetworks(_ console: Console) throws {
    let result = try compareNetworksOnImages(try plan(), data: data, console: console)
    let report = VanishReport(result, console.language, numerals: numbers.numerals)
    try output.write(
      fonts: { try font.fonts() },
      numbers: { format, sink in
        switch format {
        case .json: try report.writeJSON(to: sink)
        case .table: try report.writeTable(to: sink)
        }
      },
      page: {
        try VanishPage(
          result, language: console.language, numerals: numbers.numerals,
          templates: templates.read()
        ).html(figures: $0)
      },
      charts: { VanishCharts(result, console.language).all(measuring: $0) })
  }
}

/// Compares networks as planned, with progress on a terminal.
///
/// - Throws: `Failure` where the data are missing or do not fit.
func compareNetworksOnImages(
  _ plan: VanishingPlan, data: String?, console: Console
) throws(Failure) -> VanishingResult {
  let sets = try DataFiles.images(in: data)
  do throws(ShapeError) {
    let result = try VanishingExperiment(plan, training: sets.train, test: sets.test).run(
      threads: max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    ) { done, all in
      console.progress(
        Bilingual(en: "network \(done) of \(all)", ko: "신경망 \(all)개 가운데 \(done)개"))
    }
    console.endProgress()
    return result
  } catch {
    throw Failure(.badData, at: data ?? "Data/mnist", error.message)
  }
}
