import Markdown

/// What a lesson can show of networks that learned: `{{train last-test}}`, `{{chart loss}}`,
/// `{{batches images}}`, `{{optimizers accuracy-1}}`.
enum TrainingTag: Sendable, Hashable {
  /// A chart of the training run.
  case chart(Chart)
  /// A number of the training run, or what it says.
  case number(Number)
  /// All accuracies that were measured on the way, as a table.
  case accuracies
  /// Loss curves of networks that learn from batches of different sizes.
  case batchCurves(BatchCurves)
  /// A number of one of those networks, counted from 1.
  case batchRun(RunNumber, run: Int)
  /// Loss curves of networks that learn under different optimizers.
  case optimizerCurves
  /// A number of one of those networks, counted from 1.
  case optimizerRun(RunNumber, run: Int)

  /// The charts of a training run.
  enum Chart: String, Sendable, CaseIterable {
    case loss, accuracy, gradients, confusion, mistakes
    case weightsBefore = "weights-before"
    case weightsAfter = "weights-after"
  }

  /// The numbers of a training run.
  enum Number: String, Sendable, CaseIterable {
    case parameters, network, inputs, hidden, classes, batch, rate, steps, interval
    case testImages = "test-images"
    case firstTrain = "first-train"
    case firstTest = "first-test"
    case epochTrain = "epoch-train"
    case epochTest = "epoch-test"
    case lastTrain = "last-train"
    case lastTest = "last-test"
    case firstLoss = "first-loss"
    case wrong, confused
  }

  /// What the losses of batches of different sizes are drawn against.
  enum BatchCurves: String, Sendable, CaseIterable {
    case steps, images
  }

  /// The numbers of one run among several.
  enum RunNumber: String, Sendable, CaseIterable {
    case accuracy, steps, images, batch, network, rate
  }

  /// What a tag's words ask for; nil where that is nothing.
  init?(_ words: [String]) {
    guard words.count == 2 else { return nil }
    switch words[0] {
    case "chart":
      guard let chart = Chart(rawValue: words[1]) else { return nil }
      self = .chart(chart)
    case "train" where words[1] == "accuracies": self = .accuracies
    case "train":
      guard let number = Number(rawValue: words[1]) else { return nil }
      self = .number(number)
    case "batches":
      if let curves = BatchCurves(rawValue: words[1]) {
        self = .batchCurves(curves)
      } else if let (number, run) = Self.runNumber(words[1]) {
        self = .batchRun(number, run: run)
      } else {
        return nil
      }
    case "optimizers":
      if words[1] == "chart" {
        self = .optimizerCurves
      } else if let (number, run) = Self.runNumber(words[1]) {
        self = .optimizerRun(number, run: run)
      } else {
        return nil
      }
    default: return nil
    }
  }

  /// `accuracy-1`, `steps-1`, …: of the first run, and so on.
  private static func runNumber(_ word: String) -> (RunNumber, Int)? {
    let parts = word.split(separator: "-")
    guard parts.count == 2, let number = RunNumber(rawValue: String(parts[0])),
      let run = Int(parts[1])
    else { return nil }
    return (number, run)
  }

  /// Where it may stand.
  var flow: InsertionFlow {
    switch self {
    case .chart, .accuracies, .batchCurves, .optimizerCurves: .block
    case .number, .batchRun, .optimizerRun: .inline
    }
  }

  /// The experiment of whose results it speaks.
  var experiment: Experiment {
    switch self {
    case .chart, .accuracies, .number: .training
    case .batchCurves, .batchRun: .batches
    case .optimizerCurves, .optimizerRun: .optimizers
    }
  }
}
