import Autodiff

/// How a computation learns.
package struct LearningPlan: Sendable, Hashable {
  /// How parameters move.
  package var optimizer = OptimizerKind.sgd
  /// The learning rate.
  package var rate = 0.1
  /// How the rate goes on over the run.
  package var schedule = RateSchedule.constant
  /// How many images, drawn with replacement, make a batch.
  package var batch = 100
  /// How many updates are made.
  package var steps = 10_000
  /// After every how many updates the network is measured, counting from the first; after the last one
  /// it always is. Never where 0.
  package var evaluationInterval = 600
  /// After every how many updates the gradients' sizes are kept, counting from the first; never
  /// where 0.
  package var gradientInterval = 50
  /// How many training images are used, the first ones; all when nil.
  package var imageLimit: Int?
  /// How many texts are drawn from what was learned.
  package var samples = 0
  /// How boldly they are drawn: scores are divided by it.
  package var temperature = 0.5
  /// What the draws begin from, and the weights where they are drawn.
  package var seed: UInt64 = 1

  /// SGD of rate 0.1, 10,000 batches of 100.
  package init() {}
}

/// What the built-in network is to be trained as, and how.
@dynamicMemberLookup
package struct TrainingPlan: Sendable, Hashable {
  /// The network.
  package var network = NetworkDescription()
  /// How it learns.
  package var learning = LearningPlan()

  /// Lesson 27: 784-50-10 with ReLU, SGD of rate 0.1, 10,000 batches of 100.
  package init() {}

  /// What it says of learning.
  package subscript<Value>(dynamicMember path: WritableKeyPath<LearningPlan, Value>) -> Value {
    get { learning[keyPath: path] }
    set { learning[keyPath: path] = newValue }
  }
}

/// How far a training run has come.
package struct TrainingProgress: Sendable {
  /// How many updates have been made.
  package let step: Int
  /// How many there will be.
  package let steps: Int
  /// The last batch's loss.
  package let loss: Float
  /// What was measured last.
  package let evaluation: TrainingResult.Evaluation?
  /// What is measured; nil where nothing is.
  package let measure: TrainingResult.Measure?
}
