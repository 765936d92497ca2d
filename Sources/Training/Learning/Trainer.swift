import Autodiff
import Kernels
import TensorFiles
import Wording

/// Trains a computation on its tape: the built-in network, or a graph.
package struct Trainer {
  private let plan: LearningPlan
  private let subject: TrainingResult.Subject
  private let data: TrainingData
  private let threads: Int
  private let record: ModelRecorder

  /// Prepares a run.
  ///
  /// - Parameters:
  ///   - subject: What is to learn.
  ///   - threads: How many threads work and measure; the result does not depend on it.
  ///   - record: Records it for batches of a size.
  package init(
    _ plan: LearningPlan, of subject: TrainingResult.Subject, on data: TrainingData, threads: Int,
    record: @escaping ModelRecorder
  ) {
    self.plan = plan
    self.subject = subject
    self.data = data
    self.threads = threads
    self.record = record
  }

  /// Prepares a run of the built-in network.
  ///
  /// - Parameter threads: How many threads work and measure; the result does not depend on it.
  package init(_ plan: TrainingPlan, training: ImageDataset, test: ImageDataset, threads: Int) {
    let network = plan.network
    let parameters = NetworkParameters<Float>(initial: network, seed: plan.seed)
    self.init(
      plan.learning, of: .network(network), on: .images(training: training, test: test),
      threads: threads
    ) { extent in
      try network.requireFit(training)
      return try fitting { () throws(ShapeError) in
        try Network(network, parameters: parameters, batch: extent.rows)
      }.model()
    }
  }

  /// Runs the plan. A batch as large as the training set is the whole set, each image once.
  ///
  /// - Parameters:
  ///   - weights: What the parameters begin as; as they are recorded when left out.
  ///   - progress: Called after each update; false ends the run with what was learned.
  /// - Throws: `FitError` where the computation and the data do not fit each other,
  ///   `ParameterFileError` where the weights do not, and what recording throws.
  package func run(
    from weights: Safetensors<Float>? = nil,
    progress: (TrainingProgress) -> Bool = { _ in true }
  ) throws -> TrainingResult {
    let clock = ContinuousClock()
    let start = clock.now
    let feed = try feed()
    let (shelf, gauge) = (feed.shelf, try gauge(feed.shelf))
    if let weights { try shelf.current.setWeights(weights) }
    let before = shelf.current.weights
    var optimizer = Optimizer<Float>(plan.optimizer, rate: plan.rate)
    var masks = SeededGenerator(seed: plan.seed, name: "dropout")
    var losses: [Float] = []
    losses.reserveCapacity(plan.steps)
    var evaluations: [TrainingResult.Evaluation] = []
    let groups = shelf.current.gradientGroups
    var gradients: [(step: Int, means: [Double])] = []
    for step in 0..<plan.steps {
      try feed.next()
      let model = shelf.current
      model.tape.threads = threads
      model.tape.redrawMasks(using: &masks)
      model.tape.accumulateGradients(from: model.loss)
      losses.append(model.tape.withValue(of: model.loss) { $0[0] })
      if plan.gradientInterval > 0, step % plan.gradientInterval == 0 {
        gradients.append((step, model.gradientSizes(groups)))
      }
      optimizer.step(
        model.parameters, on: model.tape,
        factor: plan.schedule.factor(atStep: step, of: plan.steps))
      if plan.evaluationInterval > 0, step % plan.evaluationInterval == 0 {
        evaluations += try gauge.map { try $0.evaluation(updates: step + 1) }.array
      }
      let goesOn = progress(
        TrainingProgress(
          step: step + 1, steps: plan.steps, loss: losses[step], evaluation: evaluations.last,
          measure: gauge?.measure))
      if !goesOn { break }
    }
    let elapsed = clock.now - start
    // The run may end between two measurements, but what it ends with is measured.
    if plan.evaluationInterval > 0, evaluations.last?.updates != losses.count {
      evaluations += try gauge.map { try $0.evaluation(updates: losses.count) }.array
    }
    let model = shelf.current
    return TrainingResult(
      plan: plan, subject: subject, losses: losses, measure: gauge?.measure,
      evaluations: evaluations, gradientGroups: groups, gradients: gradients,
      outcome: gauge?.outcome, imageSize: imageSize, pictures: model.pictures,
      samples: try samples(shelf), before: before, after: model.weights, seconds: elapsed.seconds)
  }

  /// Whether batches are images, whose products threads share.
  private var isOfImages: Bool { imageSize != nil }

  /// The extents of an image, where there are images.
  private var imageSize: (rows: Int, columns: Int)? {
    switch data {
    case .images(let training, _): (training.rows, training.columns)
    case .fixed, .text: nil
    }
  }

  private func samples(_ shelf: ModelShelf) throws -> [String] {
    guard case .text(let text) = data, shelf.current.predicted != nil, plan.samples > 0 else {
      return []
    }
    var sampler = Sampler(shelf, text, temperature: plan.temperature, seed: plan.seed)
    return try (0..<plan.samples).map { _ in try sampler.next() }
  }

  // MARK: Parts

  /// What fills the batches. Recordings are made for it, for the longest document first.
  private func feed() throws -> BatchFeed {
    let longest: Int
    switch data {
    case .fixed: longest = 1
    case .images(let training, let test):
      try training.requireSize(ofTest: test)
      longest = 1
    case .text(let text): longest = text.longest
    }
    let first = try record(BatchExtent(rows: plan.batch, length: longest))
    try first.requireFit(data)
    return BatchFeed(plan, data, ModelShelf(first, record: record))
  }

  /// What measures; nil where nothing can be.
  private func gauge(_ shelf: ModelShelf) throws -> Gauge? {
    switch data {
    case .fixed: nil
    case .images(let training, let test):
      // A graph may be of one size of batches only.
      ImageEvaluator(
        (try? record(BatchExtent(rows: ImageEvaluator.chunk(of: shelf.current))))
          ?? shelf.current.copy(),
        threads: threads
      ).map { Gauge(shelf, .images($0, training: training, test: test)) }
    case .text(let text): Gauge(shelf, .text(TextEvaluator(threads: threads), text))
    }
  }
}

extension Optional {
  /// The value as a list of one, or an empty list.
  fileprivate var array: [Wrapped] { map { [$0] } ?? [] }
}
