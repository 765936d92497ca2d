import ArgumentParser
import Autodiff
import GraphLanguage
import Report
import Training
import Wording

/// `backdraw vanish`: how gradients shrink from layer to layer.
struct VanishCommand: Command {
  static let name = "vanish"
  static let about = CommandHelp(
    summary: Bilingual(
      en: "Compares how large the gradients of each layer are.",
      ko: "층마다 기울기가 얼마나 큰지 견줍니다."),
    details: [
      Bilingual(
        en: "Without a graph, networks for MNIST that differ in activation and in their first "
          + "weights are compared layer by layer, before and after they learn. With a graph, its own "
          + "layers are: those that 'layer' names.",
        ko: "그래프가 없으면 활성화 함수와 처음 가중치가 다른 MNIST 신경망들을 학습 전과 후에 층마다 "
          + "견줍니다. 그래프가 있으면 'layer'로 이름 붙인 그래프의 층들을 견줍니다.")
    ],
    examples: [
      "backdraw vanish -o vanish.html",
      "backdraw vanish --depth 6 --activation relu --initialization he --initialization normal:0.1",
      "backdraw vanish two-layers.graph",
    ])

  @OptionGroup var graph: GraphOptions

  @Option(
    "depth", .whole(2...50),
    help: Bilingual(
      en: "How many layers of weights the deepest networks have.",
      ko: "가장 깊은 신경망에서 가중치가 있는 층의 수입니다."),
    value: .count)
  var depth = 10
  @Option(
    "width", .whole(1...1_000),
    help: Bilingual(
      en: "How many units a hidden layer has.", ko: "은닉층 하나에 있는 유닛의 수입니다."),
    value: .count)
  var width = 50
  @Option(
    "activation", .choice(),
    help: Bilingual(
      en: "An activation to compare; may be repeated.",
      ko: "견줄 활성화 함수입니다. 여러 번 쓸 수 있습니다."),
    value: .name, otherwise: Bilingual(en: "all", ko: "모두"))
  var activation: [NetworkDescription.Activation] = []
  @Option(
    "initialization", .initialization,
    help: Bilingual(
      en: "First weights to compare; may be repeated.",
      ko: "견줄 처음 가중치입니다. 여러 번 쓸 수 있습니다."),
    value: .name, otherwise: Bilingual(same: "normal:0.01, normal:1, xavier, he"))
  var initialization: [Initialization] = []
  @Option(
    "scale", .positive,
    help: Bilingual(
      en: "What all first weights are multiplied by.", ko: "처음 가중치 모두에 곱할 수입니다."))
  var scale = 1.0
  @Option(
    "batch", .whole(1...10_000),
    help: Bilingual(en: "How many images make a batch.", ko: "배치 하나에 든 이미지의 수입니다."),
    value: .count)
  var batch = 100
  @Option(
    "rate", .positive, help: Bilingual(en: "The learning rate.", ko: "학습률입니다."),
    otherwise: Bilingual(en: "0.1, or the graph's", ko: "0.1이나 그래프의 학습률"))
  var rate: Double?
  @Option(
    "steps", .whole(0...100_000),
    help: Bilingual(
      en: "How many steps the networks learn.", ko: "신경망이 학습하는 걸음의 수입니다."),
    value: .count)
  var steps = 300
  @Option(
    help: ArgumentHelp(
      Bilingual(
        en: "The path whose factors are written out: a unit of each hidden layer and a class, from "
          + "0.",
        ko: "인수를 하나씩 적어 보일 경로입니다. 은닉층마다 유닛 하나와 마지막 클래스를 0부터 세어 "
          + "적습니다."),
      value: Bilingual(same: "0,3,…"),
      otherwise: Bilingual(
        en: "the one with the largest product", ko: "곱이 가장 큰 경로")))
  var path: String?
  @OptionGroup var images: DataOptions
  @OptionGroup var output: ExperimentOutputOptions
  @OptionGroup var templates: TemplateOptions
  @OptionGroup var font: FontOptions
  @OptionGroup var numbers: NumberOptions
  @OptionGroup var common: CommonOptions

  func validate() throws { _ = try plan() }

  private func plan() throws(Failure) -> VanishingPlan {
    var plan = VanishingPlan()
    plan.depth = depth
    plan.width = width
    plan.scale = scale
    plan.batch = batch
    plan.rate = rate ?? plan.rate
    plan.steps = steps
    plan.seed = graph.seed ?? plan.seed
    if !activation.isEmpty { plan.activations = activation }
    if !initialization.isEmpty { plan.initializations = initialization }
    if let path { plan.path = try units(path) }
    return plan
  }

  private func units(_ path: String) throws(Failure) -> [Int] {
    let units = path.split(separator: ",").map { Int($0) }
    let valid = units.enumerated().allSatisfy { layer, unit in
      unit.map { $0 >= 0 && $0 < (layer == depth - 1 ? 10 : width) } ?? false
    }
    guard valid, units.count == depth else {
      let word = "'\(printable(path))'"
      throw Failure(
        .usage, at: "--path",
        Bilingual(
          en: "\(word) is not \(depth - 1) units below \(width) and a class below 10, separated by "
            + "commas",
          ko: "\(word.with(.topic)) \(width)보다 작은 유닛 \(depth - 1)개와 10보다 작은 클래스를 쉼표로 "
            + "이은 것이 아닙니다"))
    }
    return units.compactMap(\.self)
  }

  func perform(_ console: Console) throws {
    try output.require(fonts: font.fonts, templates: templates.read)
    if graph.isGiven {
      try compareLayers(console)
    } else {
      try compareNetworks(console)
    }
  }

  private func compareLayers(_ console: Console) throws {
    let name = graph.name
    let graph = try graph.read(rows: BatchRows(data: images.data, count: batch))
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
        case .csv: try report.writeCSV(to: sink)
        case .table: try report.writeTable(to: sink)
        }
      },
      page: { try report.html(templates: templates.read(), figures: $0) },
      charts: { report.chart(measuring: $0) })
  }

  private func compareNetworks(_ console: Console) throws {
    let result = try compareNetworksOnImages(try plan(), data: images.data, console: console)
    let report = VanishReport(result, console.language, numerals: numbers.numerals)
    try output.write(
      fonts: { try font.fonts() },
      numbers: { format, sink in
        switch format {
        case .json: try report.writeJSON(to: sink)
        case .csv: try report.writeCSV(to: sink)
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
  do throws(FitError) {
    let result = try VanishingExperiment(plan, training: sets.train, test: sets.test).run(
      threads: processorCount
    ) { done, all in
      console.progress(
        Bilingual(en: "network \(done) of \(all)", ko: "신경망 \(all)개 가운데 \(done)개"))
    }
    console.endProgress()
    return result
  } catch {
    throw Failure(error, at: data ?? "Data/mnist")
  }
}
