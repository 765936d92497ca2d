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

  /// The HTML of a tag, and whether it is a block of its own; nil where there is no such tag.
  ///
  /// - Throws: What the painter throws.
  func html(_ words: [String]) throws -> (html: String, isBlock: Bool)? {
    switch words.count {
    case 1:
      if let number = number(words[0]) { return (escaped(number), false) }
      return try block(words[0]).map { ($0, true) }
    case 3:
      guard
        let network = result.networks.first(where: {
          $0.description.activation.rawValue == words[1]
            && $0.description.initialization.key == words[2]
        })
      else { return nil }
      if words[0] == "path" { return (page.path(network), true) }
      return number(words[0], network).map { (escaped($0), false) }
    default: return nil
    }
  }

  /// What was asked for.
  private func number(_ name: String) -> String? {
    let plan = result.plan
    let widths = result.networks.first?.description.widths ?? []
    switch name {
    case "networks": return "\(result.networks.count)"
    case "depth": return "\(plan.depth)"
    case "hidden": return "\(plan.depth - 1)"
    case "width": return "\(plan.width)"
    case "inputs": return "\(widths.first ?? 0)"
    case "classes": return "\(widths.last ?? 0)"
    case "images": return "\(plan.batch)"
    case "rate": return numerals.power(plan.rate)
    case "steps": return "\(plan.steps)"
    default: return nil
    }
  }

  private func block(_ name: String) throws -> String? {
    let measure = figures.measure
    let scene: Scene
    switch name {
    case "gradients": scene = charts.gradients(measuring: measure)
    case "activations": scene = charts.activations(measuring: measure)
    case "saturation": scene = charts.saturation(measuring: measure)
    case "depths": scene = charts.depths(measuring: measure)
    case "trained": scene = charts.trained(measuring: measure)
    case "accuracies": scene = charts.accuracies(measuring: measure)
    case "learned": return page.learnedTable
    default: return nil
    }
    return framed(try figures.svg(scene, "vanish-\(name)-"), label: scene.title)
  }

  private func number(_ name: String, _ network: VanishingNetwork) -> String? {
    guard let first = network.before.first, let last = network.before.last else { return nil }
    let units = network.before.compactMap(\.units)
    let percent = { (share: Double) in Numerals(digits: 2).text(share * 100) }
    switch name {
    case "first": return numerals.text(first.meanGradient)
    case "last": return numerals.text(last.meanGradient)
    case "ratio": return Numerals(digits: 2).text(last.meanGradient / first.meanGradient)
    case "product": return numerals.text(network.path.product)
    case "dead": return String(units.reduce(0) { $0 + $1.dead })
    case "saturated":
      return percent(units.reduce(0) { $0 + $1.saturated } / Double(max(1, units.count)))
    case "activation": return units.last.map { numerals.text($0.meanActivation) }
    case "accuracy": return percent(network.accuracy.after)
    default: return nil
    }
  }
}
