import Autodiff
import Kernels

/// Trains a network on labelled images, on the tape itself.
package struct Trainer {
  private let plan: TrainingPlan
  private let training: ImageDataset
  private let test: ImageDataset
  private let threads: Int

  /// Prepares a run.
  ///
  /// - Parameter threads: How many threads learn and evaluate; the result does not depend on it.
  package init(_ plan: TrainingPlan, training: ImageDataset, test: ImageDataset, threads: Int) {
    self.plan = plan
    self.training = training
    self.test = test
    self.threads = threads
  }

  /// Runs the plan. A batch as large as the training set is the whole set, each image once.
  ///
  /// - Parameters:
  ///   - parameters: What the network begins with; drawn from the seed when left out.
  ///   - progress: Called after each update; false ends the run with what was learned.
  /// - Throws: `FitError` where the network, the images and the test images do not fit each other.
  package func run(
    from parameters: NetworkParameters<Float>? = nil,
    progress: (TrainingProgress) -> Bool = { _ in true }
  ) throws(FitError) -> TrainingResult {
    try training.requireSize(ofTest: test)
    try plan.network.requireFit(training)
    let clock = ContinuousClock()
    let start = clock.now
    let before = parameters ?? NetworkParameters<Float>(initial: plan.network, seed: plan.seed)
    let (network, evaluator) = try fitting { () throws(ShapeError) in
      (
        try Network(plan.network, parameters: before, batch: plan.batch),
        try Evaluator(plan.network, parameters: before, threads: threads)
      )
    }
    network.tape.team = Team(threads: threads)
    // The draws have a generator of their own, so that a wider network sees the same images.
    var generator = SeededGenerator(seed: plan.seed &+ 0x9E37_79B9_7F4A_7C15)
    var optimizer = Optimizer<Float>(plan.optimizer, rate: plan.rate)
    var losses: [Float] = []
    losses.reserveCapacity(plan.steps)
    var evaluations: [TrainingResult.Evaluation] = []
    var drawn = [Int32](repeating: 0, count: plan.batch)
    var gradients: [(step: Int, means: [Double])] = []
    let count = min(plan.imageLimit ?? training.count, training.count)
    let parameters = network.parameterNodes
    if plan.steps == 0 { evaluations.append(evaluation(evaluator, network.parameters, step: 0)) }
    for step in 0..<plan.steps {
      for row in drawn.indices {
        drawn[row] = Int32(plan.batch == count ? row : generator.index(below: count))
      }
      network.load(drawn, of: training)
      guard let loss = network.loss else { break }
      network.tape.accumulateGradients(from: loss)
      losses.append(network.tape.withValue(of: loss) { $0[0] })
      if plan.gradientInterval > 0, step % plan.gradientInterval == 0 {
        gradients.append((step, network.gradientSizes))
      }
      optimizer.step(parameters, on: network.tape)
      if plan.evaluationInterval > 0, step % plan.evaluationInterval == 0 {
        evaluations.append(evaluation(evaluator, network.parameters, step: step))
      }
      let goesOn = progress(
        TrainingProgress(
          step: step + 1, steps: plan.steps, loss: losses[step], evaluation: evaluations.last))
      if !goesOn { break }
    }
    let elapsed = clock.now - start
    let after = network.parameters
    let classes = plan.network.widths[plan.network.depth]
    // The run may end between two measurements, but what it ends with is measured.
    let last = max(0, losses.count - 1)
    var final = evaluations.last
    if plan.evaluationInterval > 0, final?.step != last {
      final = evaluation(evaluator, after, step: last)
    }
    return TrainingResult(
      plan: plan, losses: losses, evaluations: evaluations, gradients: gradients, final: final,
      outcome: TestOutcome(
        logits: evaluator.logits(after, on: test), classes: classes, of: test),
      before: before, after: after, seconds: elapsed.seconds)
  }
}

extension Trainer {
  private func evaluation(
    _ evaluator: Evaluator, _ parameters: NetworkParameters<Float>, step: Int
  ) -> TrainingResult.Evaluation {
    TrainingResult.Evaluation(
      step: step, train: evaluator.accuracy(parameters, on: training),
      test: evaluator.accuracy(parameters, on: test))
  }
}

extension Network where Scalar == Float {
  /// Each layer's mean |∂L/∂W|, of the gradients that are on the tape.
  var gradientSizes: [Double] {
    layers.map { layer in
      tape.withGradient(of: layer.weights) { gradient in
        gradient.reduce(0) { $0 + Double(abs($1)) } / Double(max(gradient.count, 1))
      }
    }
  }

  /// Puts chosen images and their labels on the tape.
  func load(_ chosen: [Int32], of data: ImageDataset) {
    if let rows = data.listed {
      tape.setRows(of: input, to: chosen, of: rows)
    } else {
      tape.withMutableValue(of: input) { data.copyImages(chosen, into: $0) }
    }
    tape.withMutableValue(of: labels) { buffer in
      for (row, image) in chosen.enumerated() { buffer[row] = Float(data.labels[Int(image)]) }
    }
  }
}
