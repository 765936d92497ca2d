import Derivation
import Diagram
import Scene
import Training
import Wording

/// What stands for a lesson's tags about the comparison of networks.
struct VanishTags {
  private let result: VanishingResult
  private let page: VanishPage
  private let language: Language
  private let figures: FigureWriter
  private let numerals: Numerals

  init(
    _ result: VanishingResult, language: Language, numerals: Numerals, templates: PageTemplates,
    figures: FigureWriter
  ) {
    self.result = result
    page = VanishPage(result, language: language, numerals: numerals, templates: templates)
    self.language = language
    self.figures = figures
    self.numerals = numerals
  }

  /// What a tag stands for; nil where there is no such network, or no such number of it.
  ///
  /// - Throws: What the painter throws.
  func html(_ tag: VanishTag) throws -> HTML? {
    switch tag {
    case .chart(let chart): try figure(chart)
    case .learned: page.learnedTable
    case .number(let number): HTML(text: text(number))
    case .path(let key): network(key).map(page.path)
    case .network(let number, let key):
      network(key).flatMap { text(number, of: $0) }.map { HTML(text: $0) }
    }
  }

  private func network(_ key: VanishTag.NetworkKey) -> VanishingNetwork? {
    result.networks.first {
      $0.description.activation == key.activation
        && $0.description.initialization.key == key.initialization
    }
  }

  /// A chart of all networks.
  func figure(_ chart: VanishTag.Chart) throws -> HTML {
    let measure = figures.measure
    return try figures.figure(name: "vanish-\(chart.rawValue)-") { width in
      let charts = VanishCharts(result, language, width: width)
      return switch chart {
      case .gradients: charts.gradients(measuring: measure)
      case .activations: charts.activations(measuring: measure)
      case .saturation: charts.saturation(measuring: measure)
      case .depths: charts.depths(measuring: measure)
      case .trained: charts.trained(measuring: measure)
      case .accuracies: charts.accuracies(measuring: measure)
      }
    }
  }

  /// A number of what was asked for.
  func text(_ number: VanishTag.Number) -> String {
    let plan = result.plan
    let widths = result.networks.first?.description.widths ?? []
    switch number {
    case .networks: return "\(result.networks.count)"
    case .depth: return "\(plan.depth)"
    case .hidden: return "\(plan.depth - 1)"
    case .width: return "\(plan.width)"
    case .inputs: return "\(widths.first ?? 0)"
    case .classes: return "\(widths.last ?? 0)"
    case .images: return "\(plan.batch)"
    case .rate: return numerals.power(plan.rate)
    case .steps: return "\(plan.steps)"
    }
  }

  /// A number of one network; nil where it has no such layers.
  func text(_ number: VanishTag.NetworkNumber, of network: VanishingNetwork) -> String? {
    guard let first = network.before.first, let last = network.before.last else { return nil }
    let units = network.before.compactMap(\.units)
    let percentage = { (share: Double) in Numerals(digits: 2).text(share * 100) }
    switch number {
    case .first: return numerals.text(first.meanGradient)
    case .last: return numerals.text(last.meanGradient)
    case .ratio: return Numerals(digits: 2).text(last.meanGradient / first.meanGradient)
    case .product: return numerals.text(network.path.product)
    case .dead: return String(units.reduce(0) { $0 + $1.dead })
    case .saturated:
      return percentage(units.reduce(0) { $0 + $1.saturated } / Double(max(1, units.count)))
    case .activation: return units.last.map { numerals.text($0.meanActivation) }
    case .accuracy: return percentage(network.accuracy.after)
    }
  }
}
