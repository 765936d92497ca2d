import Training

/// An experiment whose results lessons show.
package enum Experiment: CaseIterable, Hashable, Sendable {
  /// The network of lesson 23, trained on MNIST.
  case training
  /// The batch sizes of lesson 22.
  case batches
  /// The optimizers of lesson 22.
  case optimizers
  /// The gradient check of lesson 21.
  case check
  /// The networks that lesson 20 compares.
  case vanishing
}

/// What the experiments gave.
package struct ExperimentResults: Sendable {
  /// The network of lesson 23, trained on MNIST.
  package var training: TrainingResult?
  /// The batch sizes of lesson 22.
  package var batches: TrainingComparison?
  /// The optimizers of lesson 22.
  package var optimizers: TrainingComparison?
  /// The gradient check of lesson 21.
  package var check: NetworkCheck?
  /// The networks that lesson 20 compares.
  package var vanishing: VanishingResult?

  /// No results yet.
  package init() {}
}
