import Autodiff

/// What is to be trained, and how.
package struct TrainingPlan: Sendable, Hashable {
  /// The network.
  package var network = NetworkDescription()
  /// How parameters move.
  package var optimizer = OptimizerKind.sgd
  /// The learning rate.
  package var rate = 0.1
  /// How many images, drawn with replacement, make a batch.
  package var batch = 100
  /// How many updates are made.
  package var steps = 10_000
  /// After every how many updates the accuracies are measured, counting from the first.
  package var evaluationInterval = 600
  /// After every how many updates the gradients' sizes are kept, counting from the first; never
  /// where 0.
  package var gradientInterval = 50
  /// How many training images are used, the first ones; all when nil.
  package var imageLimit: Int?
  /// What the weights and the draws begin from.
  package var seed: UInt64 = 1

  /// Lesson 23: 784-50-10 with ReLU, SGD of rate 0.1, 10,000 batches of 100.
  package init() {}
}

/// What a training run gave.
package struct TrainingResult: Sendable {
  /// The accuracies after an update.
  package struct Evaluation: Sendable, Hashable {
    /// The number of the update, from 0.
    package let step: Int
    /// The share of training images that are classified as labelled.
    package let train: Double
    /// The share of test images that are classified as labelled.
    package let test: Double

    /// Accuracies after an update.
    package init(step: Int, train: Double, test: Double) {
      self.step = step
      self.train = train
      self.test = test
    }
  }

  /// What was asked for.
  package let plan: TrainingPlan
  /// The mean loss of each batch, before its update.
  package let losses: [Float]
  /// The accuracies, in the order in which they were measured.
  package let evaluations: [Evaluation]
  /// Each layer's mean |∂L/∂W|, after which updates.
  package let gradients: [(step: Int, means: [Double])]
  /// The accuracies of `after`, after the last update; nil where none were asked for.
  package let final: Evaluation?
  /// How the network classifies the test images at the end.
  package let outcome: TestOutcome
  /// The parameters before the first update.
  package let before: NetworkParameters<Float>
  /// The parameters after the last update.
  package let after: NetworkParameters<Float>
  /// The seconds that the steps and the evaluations took.
  package let seconds: Double
}

/// How far a training run has come.
package struct TrainingProgress: Sendable {
  /// How many updates have been made.
  package let step: Int
  /// How many there will be.
  package let steps: Int
  /// The last batch's loss.
  package let loss: Float
  /// The last accuracies.
  package let evaluation: TrainingResult.Evaluation?
}
