import Derivation
import Diagram
import Scene
import Training
import Wording

/// What stands for a lesson's tags about the comparison of networks: `{{vanish gradients}}`,
/// `{{vanish first sigmoid xavier}}`.
struct VanishTags {
  private let result: VanishingResult
  private let page: VanishPage
  private let charts: VanishCharts
  private let figures: FigureWriter
  private let numerals: Numerals

  init(
    _ result: VanishingResult, language: Language, numerals: Numerals, templates: PageTemplates,
    figures: FigureWriter
  ) {
    self.result = result
    page = VanishPage(result, language: language, numerals: numerals, templates: templates)
    charts = VanishCharts(result, language)
    self.figures = figures
    self.numerals = numerals
  }

  /// What stands for a tag; nil where there is no such network.
  ///
  /// - Throws: What the painter throws.
  func html(_ tag: VanishingTag) throws -> HTML? {
    switch tag {
    case .plan(let plan): return HTML(text: text(plan))
    case .chart(let chart): return try html(chart)
    case .learned: return page.learnedTable
    case .fact(let fact, let name):
      return network(name).flatMap { text(fact, $0) }.map { HTML(text: $0) }
    case .path(let name): return network(name).map(page.path)
    }
  }

  private func network(_ name: VanishingTag.Network) -> VanishingNetwork? {
    result.networks.first {
      $0.description.activation == name.activation
        && $0.description.initialization.key == name.initialization
    }
  }

  /// What was asked for.
  private func text(_ name: VanishingTag.Plan) -> String {
    let plan = result.plan
    let widths = result.networks.first?.description.widths ?? []
    switch name {
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

  private func html(_ chart: VanishingTag.Chart) throws -> HTML {
    let measure = figures.measure
    let scene: Scene
    switch chart {
    case .gradients: scene = charts.gradients(measuring: measure)
    case .activations: scene = charts.activations(measuring: measure)
    case .saturation: scene = charts.saturation(measuring: measure)
    case .depths: scene = charts.depths(measuring: measure)
    case .trained: scene = charts.trained(measuring: measure)
    case .accuracies: scene = charts.accuracies(measuring: measure)
    }
    return framed(
      try figures.picture(scene, "vanish-\(chart.rawValue)-"), label: scene.title)
  }

  private func text(_ fact: VanishingTag.Fact, _ network: VanishingNetwork) -> String? {
    guard let first = network.before.first, let last = network.before.last else { return nil }
    let units = network.before.compactMap(\.units)
    let percent = { (share: Double) in Numerals(digits: 2).text(share * 100) }
    switch fact {
    case .first: return numerals.text(first.meanGradient)
    case .last: return numerals.text(last.meanGradient)
    case .ratio: return Numerals(digits: 2).text(last.meanGradient / first.meanGradient)
    case .product: return numerals.text(network.path.product)
    case .dead: return String(units.reduce(0) { $0 + $1.dead })
    case .saturated:
      return percent(units.reduce(0) { $0 + $1.saturated } / Double(max(1, units.count)))
    case .activation: return units.last.map { numerals.text($0.meanActivation) }
    case .accuracy: return percent(network.accuracy.after)
    }
  }
}
