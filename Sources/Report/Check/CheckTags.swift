import Derivation
import Diagram
import Training
import Wording

/// What stands for a lesson's tags about the check of a network: `{{check errors}}`,
/// `{{check mean W1}}`.
struct CheckTags {
  private let check: NetworkCheck
  private let report: NetworkCheckReport
  private let charts: NetworkCheckCharts
  private let figures: FigureWriter
  private let numerals: Numerals
  private let language: Language

  init(_ check: NetworkCheck, language: Language, numerals: Numerals, figures: FigureWriter) {
    self.check = check
    report = NetworkCheckReport(check, language: language, numerals: numerals)
    charts = NetworkCheckCharts(check, language)
    self.figures = figures
    self.numerals = numerals
    self.language = language
  }

  /// The HTML of a tag, and whether it is a block of its own; nil where there is no such tag.
  ///
  /// - Throws: What the painter throws.
  func html(_ words: [String]) throws -> (html: String, isBlock: Bool)? {
    if words.count == 2, let group = check.groups.first(where: { $0.name == words[1] }) {
      switch words[0] {
      case "mean": return (escaped(numerals.text(group.meanDifference)), false)
      case "max": return (escaped(numerals.text(group.maximumDifference)), false)
      default: return nil
      }
    }
    guard words.count == 1 else { return nil }
    switch words[0] {
    case "errors":
      let scene = charts.errors(measuring: figures.measure)
      return (framed(try figures.svg(scene, "errors-"), label: scene.title), true)
    case "steps":
      let scene = charts.steps(measuring: figures.measure)
      return (framed(try figures.svg(scene, "steps-"), label: scene.title), true)
    case "table":
      let caption = Bilingual(
        en: "Backpropagation against central differences", ko: "역전파와 중앙 차분의 차이")
      return (
        HTMLTable(caption: caption[language], head: report.head, rows: report.rows).html, true
      )
    case "steptable":
      let caption = Bilingual(en: "Steps of different sizes", ko: "걸음의 크기")
      return (
        HTMLTable(caption: caption[language], head: report.stepHead, rows: report.stepRows).html,
        true
      )
    default: return number(words[0]).map { (escaped($0), false) }
    }
  }

  private func number(_ name: String) -> String? {
    let (forward, backward) = (check.forwardProducts, check.backwardProducts)
    switch name {
    case "parameters": return grouped(check.parameterCount)
    case "passes": return grouped(check.forwardPasses)
    case "network": return check.plan.network.widths.map(String.init).joined(separator: "-")
    case "others": return grouped(check.groups.dropFirst().reduce(0) { $0 + $1.entries.count })
    case "images": return String(check.plan.batch)
    case "step": return numerals.power(check.plan.step)
    case "loss": return numerals.text(check.loss)
    case "kinks": return grouped(check.entries.count { $0.kink != nil })
    case "zeros": return grouped(check.entries.count { $0.backward == 0 && $0.numerical == 0 })
    case "forward-products": return grouped(forward)
    case "backward-products": return grouped(backward)
    case "numerical-products": return grouped(check.forwardPasses * forward)
    case "both-products": return grouped(forward + backward)
    case "times": return grouped(check.forwardPasses * forward / (forward + backward))
    default: return nil
    }
  }
}
