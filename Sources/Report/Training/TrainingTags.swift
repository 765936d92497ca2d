import Derivation
import Diagram
import Scene
import Training
import Wording

/// What stands for a lesson's tags about training: `{{train last-test}}`, `{{chart loss}}`,
/// `{{batches images}}`.
struct TrainingTags {
  let training: TrainingResult?
  let batches: TrainingComparison?
  let optimizers: TrainingComparison?
  let figures: FigureWriter
  let language: Language

  /// A picture of the training run; nil where there is no run.
  ///
  /// - Throws: What the painter throws.
  func chart(_ chart: TrainingChart) throws -> HTML? {
    guard let training else { return nil }
    let charts = TrainingCharts(training, language)
    let measure = figures.measure
    let scene =
      switch chart {
      case .loss: charts.loss(measuring: measure)
      case .accuracy: charts.accuracy(measuring: measure)
      case .gradients: charts.gradients(measuring: measure)
      case .weightsBefore: charts.weights(learned: false, measuring: measure)
      case .weightsAfter: charts.weights(learned: true, measuring: measure)
      case .confusion: charts.confusion(measuring: measure)
      case .mistakes: charts.mistakes(measuring: measure)
      }
    return try framed(scene, chart.rawValue + "-")
  }

  /// A number of the training run, or a sentence about it; nil where there is no run.
  func fact(_ fact: TrainingFact) -> HTML? {
    training.flatMap { text(fact, $0) }.map { HTML(text: $0) }
  }

  /// What is told of the batch sizes; nil where there is no such run.
  ///
  /// - Throws: What the painter throws.
  func batches(_ tag: BatchesTag) throws -> HTML? {
    guard let batches else { return nil }
    let charts = ComparisonCharts(comparison: batches, language: language)
    switch tag {
    case .stepsChart:
      return try framed(charts.batchesBySteps(measuring: figures.measure), "batches-s-")
    case .imagesChart:
      return try framed(charts.batchesByImages(measuring: figures.measure), "batches-i-")
    case .fact(let fact): return text(fact, batches).map { HTML(text: $0) }
    }
  }

  /// What is told of the optimizers; nil where there is no such run.
  ///
  /// - Throws: What the painter throws.
  func optimizers(_ tag: OptimizersTag) throws -> HTML? {
    guard let optimizers else { return nil }
    switch tag {
    case .chart:
      let charts = ComparisonCharts(comparison: optimizers, language: language)
      return try framed(charts.optimizers(measuring: figures.measure), "optimizers-")
    case .fact(let fact): return text(fact, optimizers).map { HTML(text: $0) }
    }
  }

  private func framed(_ scene: Scene, _ name: String) throws -> HTML {
    Report.framed(
      try figures.picture(scene, name), label: ExplainWords(language).figureLabel)
  }

  private func text(_ fact: TrainingFact, _ result: TrainingResult) -> String? {
    guard let first = result.evaluations.first, let last = result.evaluations.last else {
      return nil
    }
    let numerals = Numerals(digits: 4)
    let widths = result.plan.network.widths
    let epoch = result.evaluations.count > 1 ? result.evaluations[1] : last
    switch fact {
    case .parameters: return grouped(result.plan.network.parameterCount)
    case .network: return widths.map(String.init).joined(separator: "-")
    case .inputs: return "\(widths.first ?? 0)"
    case .hidden: return "\(widths.dropFirst().first ?? 0)"
    case .classes: return "\(widths.last ?? 0)"
    case .batch: return "\(result.plan.batch)"
    case .rate: return numerals.power(result.plan.rate)
    case .steps: return "\(result.plan.steps)"
    case .interval: return "\(result.plan.evaluationInterval)"
    case .testImages: return grouped(result.outcome.confusion.joined().reduce(0, +))
    case .firstTrain: return numerals.text(first.train)
    case .firstTest: return numerals.text(first.test)
    case .epochTrain: return numerals.text(epoch.train)
    case .epochTest: return numerals.text(epoch.test)
    case .lastTrain: return numerals.text(last.train)
    case .lastTest: return numerals.text(last.test)
    case .firstLoss: return numerals.text(Double(result.losses.first ?? 0))
    case .wrong: return "\(result.outcome.wrong)"
    case .confused: return TrainingCharts(result, language).commonMistake
    }
  }

  private func text(_ fact: RunFact, _ comparison: TrainingComparison) -> String? {
    guard comparison.runs.indices.contains(fact.run - 1) else { return nil }
    let run = comparison.runs[fact.run - 1]
    let numerals = Numerals(digits: 3)
    switch fact.quantity {
    case .accuracy: return numerals.text(run.accuracy * 100)
    case .steps: return "\(run.losses.count)"
    case .images: return "\(run.losses.count * run.plan.batch)"
    case .batch: return "\(run.plan.batch)"
    case .network: return run.plan.network.widths.map(String.init).joined(separator: "-")
    case .rate: return numerals.text(run.plan.rate)
    }
  }
}
