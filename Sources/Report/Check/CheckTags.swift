import Derivation
import Diagram
import Scene
import Training
import Wording

/// What stands for a lesson's tags about the check of a network.
struct CheckTags {
  private let check: NetworkCheck
  private let report: NetworkCheckReport
  private let figures: FigureWriter
  private let numerals: Numerals
  private let language: Language

  init(_ check: NetworkCheck, language: Language, numerals: Numerals, figures: FigureWriter) {
    self.check = check
    report = NetworkCheckReport(check, language: language, numerals: numerals)
    self.figures = figures
    self.numerals = numerals
    self.language = language
  }

  /// What a tag stands for; nil where the network has no array of its name.
  ///
  /// - Throws: What the painter throws.
  func html(_ tag: CheckTag) throws -> HTML? {
    switch tag {
    case .piece(.errors): try errors()
    case .piece(.steps): try steps()
    case .piece(.table): table
    case .piece(.stepTable): stepTable
    case .number(let number): HTML(text: text(number))
    case .array(let measure, let name): text(measure, of: name).map { HTML(text: $0) }
    }
  }

  /// How the relative errors are distributed, as a chart.
  func errors() throws -> HTML {
    try figure("errors-") { $0.errors(measuring: figures.measure) }
  }

  /// The mean difference for steps of different sizes, as a chart.
  func steps() throws -> HTML {
    try figure("steps-") { $0.steps(measuring: figures.measure) }
  }

  private func figure(_ name: String, _ scene: (NetworkCheckCharts) -> Scene) throws -> HTML {
    try figures.figure(name: name) { width in
      scene(NetworkCheckCharts(check, language, width: width))
    }
  }

  /// What was found in each array of parameters.
  var table: HTML {
    html(
      report.arrays,
      Bilingual(en: "Backpropagation against central differences", ko: "역전파와 중앙 차분의 차이"))
  }

  /// What steps of different sizes give.
  var stepTable: HTML {
    html(report.steps, Bilingual(en: "Steps of different sizes", ko: "걸음의 크기"))
  }

  private func html(_ table: NetworkCheckReport.Table, _ caption: Bilingual) -> HTML {
    HTMLTable(caption: caption[language], head: table.head, rows: table.rows).html
  }

  /// A number of the check as a whole.
  func text(_ number: CheckTag.Number) -> String {
    let (forward, backward) = (check.forwardProducts, check.backwardProducts)
    switch number {
    case .parameters: return grouped(check.parameterCount)
    case .passes: return grouped(check.forwardPasses)
    case .network: return dashed(check.plan.network.widths)
    case .others: return grouped(check.groups.dropFirst().reduce(0) { $0 + $1.entries.count })
    case .images: return String(check.plan.batch)
    case .step: return numerals.power(check.plan.step)
    case .loss: return numerals.text(check.loss)
    case .kinks: return grouped(check.entries.count { $0.kink != nil })
    case .zeros: return grouped(check.entries.count { $0.backward == 0 && $0.numerical == 0 })
    case .forwardProducts: return grouped(forward)
    case .backwardProducts: return grouped(backward)
    case .numericalProducts: return grouped(check.forwardPasses * forward)
    case .bothProducts: return grouped(forward + backward)
    case .times: return grouped(check.forwardPasses * forward / (forward + backward))
    }
  }

  /// A number of one array; nil where there is none of that name.
  func text(_ measure: CheckTag.Measure, of name: String) -> String? {
    guard let group = check.groups.first(where: { $0.name == name }) else { return nil }
    switch measure {
    case .mean: return numerals.text(group.meanDifference)
    case .maximum: return numerals.text(group.maximumDifference)
    }
  }
}
