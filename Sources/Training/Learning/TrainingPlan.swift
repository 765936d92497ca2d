import Autodiff

/// What is to be trained, and how.
public struct TrainingPlan: Sendable, Hashable {
  /// The network.
  public var network = NetworkDescription()
  /// How parameters move.
  public var optimizer = OptimizerKind.sgd
  /// The learning rate.
  public var rate = 0.1
  /// How many images, drawn with replacement, make a batch.
  public var batch = 100
  /// How many updates are made.
  public var steps = 10_000
  /// After every how many updates the accuracies are measured, counting from the first.
  public var evaluationInterval = 600
  /// After every how many updates the gradients' sizes are kept, counting from the first; never
  /// where 0.
  public var gradientInterval = 50
  /// How many training images are used, the first ones; all when nil.
  public var imageLimit: Int?
  /// What the weights and the draws begin from.
  public var seed: UInt64 = 1

  /// Lesson 23: 784-50-10 with ReLU, SGD of rate 0.1, 10,000 batches of 100.
  public init() {}
}

/// What a training run gave.
public struct TrainingResult: Sendable {
  /// The accuracies after an update.
  public struct Evaluation: Sendable, Hashable {
    /// The number of the update, from 0.
    public let step: Int
    /// The share of training images that are classified as labelled.
    public let train: Double
    /// The share of test images that are classified as labelled.
    public let test: Double

    /// Accuracies after an update.
    public init(step: Int, train: Double, test: Double) {
      self.step = step
      self.train = train
      self.test = test
    }
  }

  /// What was asked for.
  public let plan: TrainingPlan
  /// The mean loss of each batch, before its update.
  public let losses: [Float]
  /// The accuracies, in the order in which they were measured.
  public let evaluations: [Evaluation]
  /// Each layer's mean |∂L/∂W|, after which updates.
  public let gradients: [(step: Int, means: [Double])]
  /// How the network classifies the test images at the end.
  public let outcome: TestOutcome
  /// The parameters before the first update.
  public let before: NetworkParameters<Float>
  /// The parameters after the last update.
  public let after: NetworkParameters<Float>
  /// The seconds that the steps and the evaluations took.
  public let seconds: Double
}

/// How far a training run has come.
public struct TrainingProgress: Sendable {
  /// How many updates have been made.
  public let step: Int
  /// How many there will be.
  public let steps: Int
  /// The last batch's loss.
  public let loss: Float
  /// The last accuracies.
  public let evaluation: TrainingResult.Evaluation?
}
