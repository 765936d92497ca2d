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

  /// What stands for a tag; nil where the network has no such array.
  ///
  /// - Throws: What the painter throws.
  func html(_ tag: CheckTag) throws -> HTML? {
    switch tag {
    case .difference(let difference, let array):
      guard let group = check.groups.first(where: { $0.name == array }) else { return nil }
      switch difference {
      case .mean: return HTML(text: numerals.text(group.meanDifference))
      case .max: return HTML(text: numerals.text(group.maximumDifference))
      }
    case .errorsChart:
      let scene = charts.errors(measuring: figures.measure)
      return framed(try figures.picture(scene, "errors-"), label: scene.title)
    case .stepsChart:
      let scene = charts.steps(measuring: figures.measure)
      return framed(try figures.picture(scene, "steps-"), label: scene.title)
    case .table:
      let caption = Bilingual(
        en: "Backpropagation against central differences", ko: "역전파와 중앙 차분의 차이")
      return HTMLTable(caption: caption[language], head: report.head, rows: report.rows).html
    case .stepTable:
      let caption = Bilingual(en: "Steps of different sizes", ko: "걸음의 크기")
      return HTMLTable(
        caption: caption[language], head: report.stepHead, rows: report.stepRows
      ).html
    case .fact(let fact): return HTML(text: text(fact))
    }
  }

  private func text(_ fact: CheckTag.Fact) -> String {
    let (forward, backward) = (check.forwardProducts, check.backwardProducts)
    switch fact {
    case .parameters: return grouped(check.parameterCount)
    case .passes: return grouped(check.forwardPasses)
    case .network: return check.plan.network.widths.map(String.init).joined(separator: "-")
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
}
