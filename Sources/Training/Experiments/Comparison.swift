import Autodiff

/// The same network trained in several ways, to lay their curves over one another.
package struct TrainingComparison: Sendable {
  /// One way.
  package struct Run: Sendable {
    /// What was asked for.
    package let plan: TrainingPlan
    /// The mean loss of each batch, before its update.
    package let losses: [Float]
    /// The accuracy on the test images at the end.
    package let accuracy: Double
  }

  /// The runs, in the order in which they were asked for.
  package let runs: [Run]

  /// Trains a network as each of some plans says.
  ///
  /// - Throws: `FitError` where a network, the images and the test images do not fit each other.
  package init(
    _ plans: [TrainingPlan], training: ImageDataset, test: ImageDataset, threads: Int,
    progress: (Int) -> Void = { _ in }
  ) throws {
    var runs: [Run] = []
    for (index, plan) in plans.enumerated() {
      progress(index + 1)
      let result = try Trainer(plan, training: training, test: test, threads: threads).run()
      runs.append(
        Run(
          plan: plan, losses: result.losses,
          accuracy: result.outcome.map {
            1 - Double($0.wrong) / Double(max(test.count, 1))
          } ?? 0))
    }
    self.runs = runs
  }

  /// Lesson 26: batches of 1, of 100 and of all of the first 6,000 images.
  package static let batchSizes: [TrainingPlan] = [(1, 12_000), (100, 300), (6_000, 120)].map {
    var plan = TrainingPlan()
    (plan.batch, plan.steps) = $0
    plan.imageLimit = 6_000
    plan.rate = $0.0 == 1 ? 0.02 : 0.1
    plan.network.initialization = .he
    plan.evaluationInterval = 0
    plan.gradientInterval = 0
    return plan
  }

  /// The optimizers, each with a rate that suits it, for 600 batches of 100.
  package static let optimizers: [TrainingPlan] = [
    (OptimizerKind.sgd, 0.1), (.momentum(0.9), 0.1), (.adam, 0.001),
  ].map {
    var plan = TrainingPlan()
    (plan.optimizer, plan.rate) = $0
    plan.steps = 600
    plan.network.initialization = .he
    plan.evaluationInterval = 0
    plan.gradientInterval = 0
    return plan
  }
}
