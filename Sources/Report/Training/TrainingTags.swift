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

  /// The HTML of a tag, and whether it is a block of its own; nil where there is no such tag.
  ///
  /// - Throws: What the painter throws.
  func html(_ words: [String]) throws -> (html: String, isBlock: Bool)? {
    guard words.count == 2 else { return nil }
    switch words[0] {
    case "chart": return try training.flatMap { try chart(words[1], $0) }
    case "train": return training.flatMap { number(words[1], $0) }.map { (escaped($0), false) }
    case "batches":
      guard let batches else { return nil }
      let charts = ComparisonCharts(comparison: batches, language: language)
      switch words[1] {
      case "steps":
        return try framed(charts.batchesBySteps(measuring: figures.measure), "batches-s-")
      case "images":
        return try framed(charts.batchesByImages(measuring: figures.measure), "batches-i-")
      default: return comparison(batches, words[1]).map { (escaped($0), false) }
      }
    case "optimizers":
      guard let optimizers else { return nil }
      if words[1] == "chart" {
        let charts = ComparisonCharts(comparison: optimizers, language: language)
        return try framed(charts.optimizers(measuring: figures.measure), "optimizers-")
      }
      return comparison(optimizers, words[1]).map { (escaped($0), false) }
    default: return nil
    }
  }

  private func framed(_ scene: Scene, _ name: String) throws -> (html: String, isBlock: Bool) {
    (
      Report.framed(
        try figures.svg(scene, name), label: ExplainWords(language).figureLabel), true
    )
  }

  private func chart(
    _ name: String, _ result: TrainingResult
  ) throws -> (html: String, isBlock: Bool)? {
    let charts = TrainingCharts(result, language)
    let measure = figures.measure
    switch name {
    case "loss": return try framed(charts.loss(measuring: measure), "loss-")
    case "accuracy": return try framed(charts.accuracy(measuring: measure), "accuracy-")
    case "gradients": return try framed(charts.gradients(measuring: measure), "gradients-")
    case "weights-before":
      return try framed(charts.weights(learned: false, measuring: measure), "weights-before-")
    case "weights-after":
      return try framed(charts.weights(learned: true, measuring: measure), "weights-after-")
    case "confusion": return try framed(charts.confusion(measuring: measure), "confusion-")
    case "mistakes": return try framed(charts.mistakes(measuring: measure), "mistakes-")
    default: return nil
    }
  }

  private func number(_ name: String, _ result: TrainingResult) -> String? {
    guard let first = result.evaluations.first, let last = result.evaluations.last else {
      return nil
    }
    let numerals = Numerals(digits: 4)
    let widths = result.plan.network.widths
    let epoch = result.evaluations.count > 1 ? result.evaluations[1] : last
    switch name {
    case "parameters": return grouped(result.plan.network.parameterCount)
    case "network": return widths.map(String.init).joined(separator: "-")
    case "inputs": return "\(widths.first ?? 0)"
    case "hidden": return "\(widths.dropFirst().first ?? 0)"
    case "classes": return "\(widths.last ?? 0)"
    case "batch": return "\(result.plan.batch)"
    case "rate": return numerals.power(result.plan.rate)
    case "steps": return "\(result.plan.steps)"
    case "interval": return "\(result.plan.evaluationInterval)"
    case "test-images": return grouped(result.outcome.confusion.joined().reduce(0, +))
    case "first-train": return numerals.text(first.train)
    case "first-test": return numerals.text(first.test)
    case "epoch-train": return numerals.text(epoch.train)
    case "epoch-test": return numerals.text(epoch.test)
    case "last-train": return numerals.text(last.train)
    case "last-test": return numerals.text(last.test)
    case "first-loss": return numerals.text(Double(result.losses.first ?? 0))
    case "wrong": return "\(result.outcome.wrong)"
    case "confused": return TrainingCharts(result, language).commonMistake
    default: return nil
    }
  }

  /// `accuracy-1`, `steps-1`, `images-1`, `rate-1`: of the first run, and so on.
  private func comparison(_ comparison: TrainingComparison, _ name: String) -> String? {
    let parts = name.split(separator: "-")
    guard parts.count == 2, let number = Int(parts[1]), comparison.runs.indices.contains(number - 1)
    else { return nil }
    let run = comparison.runs[number - 1]
    let numerals = Numerals(digits: 3)
    switch parts[0] {
    case "accuracy": return numerals.text(run.accuracy * 100)
    case "steps": return "\(run.losses.count)"
    case "images": return "\(run.losses.count * run.plan.batch)"
    case "batch": return "\(run.plan.batch)"
    case "network": return run.plan.network.widths.map(String.init).joined(separator: "-")
    case "rate": return numerals.text(run.plan.rate)
    default: return nil
    }
  }
}
