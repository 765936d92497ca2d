import Derivation
import Training
import Wording

/// A training run as one JSON object.
package struct TrainingJSON {
  private let result: TrainingResult

  /// Prepares the object of a run.
  package init(_ result: TrainingResult) { self.result = result }

  /// The object, with a line break at the end.
  package var text: String {
    let plan = result.plan
    let epochs = result.evaluations.map {
      "{\"step\": \($0.step), \"train\": \($0.train), \"test\": \($0.test)}"
    }
    let final = result.evaluations.last
    let losses = result.losses.map {
      $0.isFinite ? "\($0)" : $0.isNaN ? "\"nan\"" : "\"\($0)\""
    }
    return "{\"network\": [\(plan.network.widths.map(String.init).joined(separator: ", "))], "
      + "\"parameters\": \(plan.network.parameterCount), \"seed\": \(plan.seed), "
      + "\"steps\": \(result.losses.count), \"seconds\": \(result.seconds), "
      + "\"epochs\": [\(epochs.joined(separator: ", "))], "
      + "\"losses\": [\(losses.joined(separator: ", "))], "
      + "\"final\": {\"train\": \(final?.train ?? 0), \"test\": \(final?.test ?? 0)}}\n"
  }
}

/// A training run's accuracies as a table for people.
package struct TrainingTable {
  private let result: TrainingResult
  private let language: Language

  /// Prepares the table of a run.
  package init(_ result: TrainingResult, _ language: Language) {
    self.result = result
    self.language = language
  }

  /// The table, with a line break at the end.
  package var text: String {
    let numerals = Numerals(digits: 4)
    let isKorean = language == .korean
    var lines = [isKorean ? "  단계   훈련     시험" : "  step  train    test"]
    for evaluation in result.evaluations {
      let step = String(evaluation.step)
      let train = numerals.text(evaluation.train)
      lines.append(
        String(repeating: " ", count: max(0, 6 - step.count)) + step + "  " + train
          + String(repeating: " ", count: max(1, 9 - train.count)) + numerals.text(evaluation.test))
    }
    let seconds = numerals.text(result.seconds)
    lines.append(
      isKorean
        ? "\(result.losses.count)단계, \(seconds)초" : "\(result.losses.count) steps, \(seconds) s")
    return lines.joined(separator: "\n") + "\n"
  }
}
