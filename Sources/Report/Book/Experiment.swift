import Training

/// An experiment whose results lessons show.
package enum Experiment: CaseIterable, Hashable, Sendable {
  /// The network of lesson 27, trained on MNIST.
  case training
  /// The batch sizes of lesson 26.
  case batches
  /// The optimizers of lesson 26.
  case optimizers
  /// The gradient check of lesson 25.
  case check
  /// The networks that lesson 24 compares.
  case vanishing
  /// The convolutional network of lesson 28.
  case cnn
  /// The GPT of lesson 37.
  case gpt
}

/// What the experiments gave.
package struct ExperimentResults: Sendable {
  /// The network of lesson 27, trained on MNIST.
  package var training: TrainingResult?
  /// The batch sizes of lesson 26.
  package var batches: TrainingComparison?
  /// The optimizers of lesson 26.
  package var optimizers: TrainingComparison?
  /// The gradient check of lesson 25.
  package var check: NetworkCheck?
  /// The networks that lesson 24 compares.
  package var vanishing: VanishingResult?
  /// The convolutional network of lesson 28.
  package var cnn: GraphRun?
  /// The GPT of lesson 37.
  package var gpt: GraphRun?

  /// No results yet.
  package init() {}

  /// Adds what other experiments gave.
  mutating func add(_ other: ExperimentResults) {
    training = other.training ?? training
    batches = other.batches ?? batches
    optimizers = other.optimizers ?? optimizers
    check = other.check ?? check
    vanishing = other.vanishing ?? vanishing
    cnn = other.cnn ?? cnn
    gpt = other.gpt ?? gpt
  }

  /// The results of some of the experiments.
  func only(_ experiments: Set<Experiment>) -> ExperimentResults {
    var results = self
    for experiment in Experiment.allCases where !experiments.contains(experiment) {
      switch experiment {
      case .training: results.training = nil
      case .batches: results.batches = nil
      case .optimizers: results.optimizers = nil
      case .check: results.check = nil
      case .vanishing: results.vanishing = nil
      case .cnn: results.cnn = nil
      case .gpt: results.gpt = nil
      }
    }
    return results
  }
}
