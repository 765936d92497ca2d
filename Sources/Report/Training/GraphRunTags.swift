import Derivation
import Foundation
import Training
import Wording

/// A graph that learned for a lesson.
package struct GraphRun: Sendable {
  /// What was measured and drawn before the first update.
  package let before: TrainingResult
  /// The run.
  package let after: TrainingResult

  /// A run, and what it began as.
  package init(before: TrainingResult, after: TrainingResult) {
    self.before = before
    self.after = after
  }
}

/// What stands for a lesson's tags about a graph that learned.
struct GraphRunTags {
  let run: GraphRun
  let figures: FigureWriter
  let language: Language

  /// What a piece stands for; nil where the run does not have it.
  ///
  /// - Throws: What the painter throws.
  func html(_ piece: GraphRunTag.Piece) throws -> HTML? {
    switch piece {
    case .chart(let chart): try figure(chart)
    case .samples(.before): list(run.before.samples)
    case .samples(.after): list(run.after.samples)
    case .number(let number): text(number).map { HTML(text: $0) }
    }
  }

  private func figure(_ chart: GraphRunTag.Chart) throws -> HTML? {
    let filters = run.after.pictures.first { $0.form == .filters }
    switch chart {
    case .filtersBefore, .filtersAfter: if filters == nil { return nil }
    case .measured: if run.after.measure == nil { return nil }
    case .loss: break
    }
    let measure = figures.measure
    return try figures.figure(
      name: "run-\(chart.rawValue)-", label: ExplainWords(language).figureLabel
    ) { width in
      let charts = TrainingCharts(run.after, language, width: width)
      return switch (chart, filters) {
      case (.filtersBefore, let filters?):
        charts.weights(filters, learned: false, measuring: measure)
      case (.filtersAfter, let filters?):
        charts.weights(filters, learned: true, measuring: measure)
      case (.measured, _): charts.measured(measuring: measure)
      case (.loss, _), (.filtersBefore, nil), (.filtersAfter, nil): charts.loss(measuring: measure)
      }
    }
  }

  private func list(_ samples: [String]) -> HTML? {
    // A text that ended at once is its end alone.
    samples.isEmpty ? nil : TrainingPage.list(samples.map { $0.isEmpty ? "·" : $0 })
  }

  /// A number of the run; nil where nothing was measured.
  func text(_ number: GraphRunTag.Number) -> String? {
    let numerals = Numerals(digits: 4)
    func perplexity(_ result: TrainingResult) -> String? {
      result.perplexity.map { numerals.text($0) }
    }
    switch number {
    case .parameters: return grouped(run.after.parameterCount)
    case .steps: return grouped(run.after.losses.count)
    case .batch: return "\(run.after.plan.batch)"
    case .firstTest: return run.before.final.map { numerals.text($0.test) }
    case .lastTest: return run.after.final.map { numerals.text($0.test) }
    case .firstPerplexity: return perplexity(run.before)
    case .lastPerplexity: return perplexity(run.after)
    }
  }
}
