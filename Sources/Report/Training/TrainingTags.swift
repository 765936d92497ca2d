import Derivation
import Diagram
import Scene
import Training
import Wording

/// What stands for a lesson's tags about training.
struct TrainingTags {
  let training: TrainingResult?
  let batches: TrainingComparison?
  let optimizers: TrainingComparison?
  let figures: FigureWriter
  let language: Language

  /// What a tag stands for; nil where the experiment was not made or has no such run.
  ///
  /// - Throws: What the painter throws.
  func html(_ tag: TrainingTag) throws -> HTML? {
    switch tag {
    case .chart(let chart): try training.map { try figure(chart, of: $0) }
    case .number(let number): training.flatMap { text(number, of: $0) }.map { HTML(text: $0) }
    case .accuracies: training.map(accuracies)
    case .batchCurves(let curves): try batches.map { try figure(curves, of: $0) }
    case .batchRun(let number, let run):
      batches.flatMap { text(number, of: run, in: $0) }.map { HTML(text: $0) }
    case .optimizerCurves: try optimizers.map { try optimizerCurves(of: $0) }
    case .optimizerRun(let number, let run):
      optimizers.flatMap { text(number, of: run, in: $0) }.map { HTML(text: $0) }
    }
  }

  private func figure(_ name: String, _ chart: (_ width: Double?) -> Scene) throws -> HTML {
    try figures.figure(name: name, label: ExplainWords(language).figureLabel, chart: chart)
  }

  // MARK: Charts

  /// A chart of a training run.
  func figure(_ chart: TrainingTag.Chart, of result: TrainingResult) throws -> HTML {
    let measure = figures.measure
    return try figure(chart.rawValue + "-") { width in
      let charts = TrainingCharts(result, language, width: width)
      return switch chart {
      case .loss: charts.loss(measuring: measure)
      case .accuracy: charts.measured(measuring: measure)
      case .gradients: charts.gradients(measuring: measure)
      case .weightsBefore: charts.weights(learned: false, measuring: measure)
      case .weightsAfter: charts.weights(learned: true, measuring: measure)
      case .confusion: charts.confusion(measuring: measure)
      case .mistakes: charts.mistakes(measuring: measure)
      }
    }
  }

  /// The losses of batches of different sizes.
  func figure(
    _ curves: TrainingTag.BatchCurves, of comparison: TrainingComparison
  ) throws -> HTML {
    let measure = figures.measure
    func charts(_ width: Double?) -> ComparisonCharts {
      ComparisonCharts(comparison: comparison, language: language, width: width)
    }
    return switch curves {
    case .steps: try figure("batches-s-") { charts($0).batchesBySteps(measuring: measure) }
    case .images: try figure("batches-i-") { charts($0).batchesByImages(measuring: measure) }
    }
  }

  /// The losses under different optimizers.
  func optimizerCurves(of comparison: TrainingComparison) throws -> HTML {
    try figure("optimizers-") { width in
      ComparisonCharts(comparison: comparison, language: language, width: width)
        .optimizers(measuring: figures.measure)
    }
  }

  // MARK: Numbers

  /// Every accuracy that was measured, with the epochs that had gone by.
  private func accuracies(of result: TrainingResult) -> HTML {
    let numerals = Numerals(digits: 4)
    let words = TrainingWords(.accuracy)
    return HTMLTable(
      caption: words.heading[language],
      head: [
        TrainingWords.updates[language], TrainingWords.training[language], words.test[language],
      ],
      rows: result.evaluations.map {
        [grouped($0.updates), numerals.text($0.train), numerals.text($0.test)]
      }
    ).html
  }

  /// A number of a training run; nil where nothing was measured.
  func text(_ number: TrainingTag.Number, of result: TrainingResult) -> String? {
    guard let first = result.evaluations.first, let last = result.final,
      let network = result.network, let outcome = result.outcome
    else { return nil }
    let numerals = Numerals(digits: 4)
    let widths = network.widths
    let epoch = result.evaluations.count > 1 ? result.evaluations[1] : last
    switch number {
    case .parameters: return grouped(network.parameterCount)
    case .network: return dashed(widths)
    case .inputs: return "\(widths.first ?? 0)"
    case .hidden: return "\(widths.dropFirst().first ?? 0)"
    case .classes: return "\(widths.last ?? 0)"
    case .batch: return "\(result.plan.batch)"
    case .rate: return numerals.power(result.plan.rate)
    case .steps: return "\(result.plan.steps)"
    case .interval: return "\(result.plan.evaluationInterval)"
    case .testImages: return grouped(outcome.confusion.joined().reduce(0, +))
    case .firstTrain: return numerals.text(first.train)
    case .firstTest: return numerals.text(first.test)
    case .epochTrain: return numerals.text(epoch.train)
    case .epochTest: return numerals.text(epoch.test)
    case .lastTrain: return numerals.text(last.train)
    case .lastTest: return numerals.text(last.test)
    case .firstLoss: return numerals.text(Double(result.losses.first ?? 0))
    case .wrong: return "\(outcome.wrong)"
    case .confused: return TrainingCharts(result, language).commonMistake?[language]
    }
  }

  /// A number of one run among several, counted from 1; nil where there are not so many.
  func text(
    _ number: TrainingTag.RunNumber, of run: Int, in comparison: TrainingComparison
  ) -> String? {
    guard comparison.runs.indices.contains(run - 1) else { return nil }
    let run = comparison.runs[run - 1]
    let numerals = Numerals(digits: 3)
    switch number {
    case .accuracy: return numerals.text(run.accuracy * 100)
    case .steps: return "\(run.losses.count)"
    case .images: return "\(run.losses.count * run.plan.batch)"
    case .batch: return "\(run.plan.batch)"
    case .network: return dashed(run.plan.network.widths)
    case .rate: return numerals.text(run.plan.rate)
    }
  }
}
