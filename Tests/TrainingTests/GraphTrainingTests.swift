import Autodiff
import TensorFiles
import Testing
import Wording

@testable import Training

/// Numbers as `normal(0, deviation, shape=…)` draws them for a leaf.
private func normal(_ name: String, _ deviation: Double, _ extents: [Int]) -> Tensor<Double> {
  var generator = SeededGenerator(seed: 1, name: name)
  let shape = Shape(extents)
  return Tensor(
    shape: shape, elements: (0..<shape.count).map { _ in 0 + deviation * generator.normal() })
}

/// The network 4-6-4 as a graph would record it, in double precision and in another order of leaves.
private func perceptron(
  rows: Int, classes: Int = 4, predicts: Bool = true, weightsAre role: Role = .parameter,
  dropping p: Double? = nil
) throws -> Model {
  let tape = Tape<Double>()
  let x = tape.leaf(
    Tensor(repeating: 0, shape: Shape([rows, 4])), role: .constant, name: "x")
  let t = tape.leaf(Tensor(repeating: 0, shape: Shape([rows])), role: .constant, name: "t")
  func zeros(_ count: Int, _ name: String) -> NodeID {
    tape.leaf(Tensor(repeating: 0, shape: Shape([count])), role: role, name: name)
  }
  let (b2, b1) = (zeros(classes, "b2"), zeros(6, "b1"))
  let w1 = tape.leaf(normal("W1", 0.5, [4, 6]), role: role, name: "W1")
  let w2 = tape.leaf(normal("W2", 0.5, [6, classes]), role: role, name: "W2")
  var h = try tape.record(.relu, [try tape.record(.affine, [x, w1, b1])])
  if let p { h = try dropout(Variable(h, on: tape), p: p, seed: 3).id }
  let y = try tape.record(.affine, [h, w2, b2])
  let p = try tape.record(.softmax, [y])
  let loss = try tape.record(.softmaxCrossEntropy, [y, t])
  tape.annotations.batches = [x: .images, t: .labels]
  if predicts { tape.annotations.predicted = rows % 2 == 0 ? y : p }
  return try Model(Tape<Float>(converting: tape), loss: loss)
}

private func plan(_ change: (inout LearningPlan) -> Void = { _ in }) -> LearningPlan {
  var plan = LearningPlan()
  plan.batch = 8
  plan.steps = 60
  plan.rate = 0.3
  plan.evaluationInterval = 25
  change(&plan)
  return plan
}

private let graph = TrainingResult.Subject.graph(title: LocalizedText(), name: "x.graph")

@Suite struct GraphTrainingTests {
  private func run(
    _ plan: LearningPlan, threads: Int = 1, from weights: Safetensors<Float>? = nil,
    record: @escaping ModelRecorder = { try perceptron(rows: $0.rows) }
  ) throws -> TrainingResult {
    let images = try easyImages(80)
    return try Trainer(
      plan, of: graph, on: .images(training: images, test: images), threads: threads,
      record: record
    ).run(from: weights)
  }

  /// Each step drops others, and measuring drops nothing.
  @Test func masksAreDrawnForEachStepAndLeftOutOfMeasurements() throws {
    // All images in each batch, and weights that stand still.
    let still = plan {
      $0.batch = 80
      $0.steps = 6
      $0.rate = 1e-30
      $0.evaluationInterval = 1
    }
    func losses(_ p: Double?, _ plan: LearningPlan) throws -> TrainingResult {
      try run(plan, threads: 2) { try perceptron(rows: $0.rows, dropping: p) }
    }
    let (plain, thinned) = (try losses(nil, still), try losses(0.5, still))
    #expect(Set(thinned.losses).count == 6)
    #expect(thinned.evaluations.map(\.test) == plain.evaluations.map(\.test))
    #expect(try losses(0.5, still).losses == thinned.losses)
    #expect(try losses(0.2, plan { $0.steps = 300 }).evaluations.last?.test ?? 0 > 0.9)
  }

  @Test(arguments: [
    OptimizerKind.sgd, .momentum(0.9), .adam(beta1: 0.85, beta2: 0.99, epsilon: 1e-8),
  ])
  func aGraphTrainsToTheBitAsTheBuiltInNetworkDoes(optimizer: OptimizerKind) throws {
    let how = plan {
      $0.optimizer = optimizer
      $0.rate = 0.05
      $0.schedule = .linear
    }
    let images = try easyImages(80)
    var builtIn = TrainingPlan()
    builtIn.network = NetworkDescription(widths: [4, 6, 4], initialization: .normal(0.5))
    builtIn.learning = how
    let (a, b) = (
      try Trainer(builtIn, training: images, test: images, threads: 2).run(), try run(how)
    )
    #expect(a.losses == b.losses && a.evaluations == b.evaluations)
    #expect(a.losses[59] < a.losses[0] && a.final?.updates == 60)
    for name in ["W1", "b1", "W2", "b2"] { #expect(a.after[name] == b.after[name]) }
    #expect(a.outcome?.confusion == b.outcome?.confusion)
    // Bit for bit, probabilities and all.
    #expect(a.outcome?.mistakes == b.outcome?.mistakes)
  }

  @Test func threadsAndRunsDoNotChangeABit() throws {
    let (one, three) = (try run(plan(), threads: 1), try run(plan(), threads: 3))
    #expect(one.after.bytes == three.after.bytes && one.evaluations == three.evaluations)
    #expect(one.after.bytes != (try run(plan { $0.seed = 2 })).after.bytes)
  }

  @Test func whatIsSavedGoesOnUnderItsNames() throws {
    let learned = try run(plan())
    let file = try Safetensors<Float>(reading: learned.after.bytes)
    #expect(file.entries.map(\.name) == ["b2", "b1", "W1", "W2"])
    let again = try run(plan { $0.steps = 0 }, from: file)
    #expect(again.final?.test == learned.final?.test && again.before.bytes == learned.after.bytes)
    var wrong = file
    wrong.entries[2].tensor = Tensor(repeating: 0, shape: Shape([6, 4]))
    let error = #expect(throws: ParameterFileError.self) { try run(plan(), from: wrong) }
    #expect(error?.message[.english].contains("'W1' has the shape (6, 4), but") == true)
    wrong.entries.remove(at: 2)
    let missing = #expect(throws: ParameterFileError.self) { try run(plan(), from: wrong) }
    #expect(missing?.message[.english].contains("there is no tensor 'W1'; the file has") == true)
  }

  @Test func withoutAPredictionNothingIsMeasured() throws {
    let result = try run(plan()) { try perceptron(rows: $0.rows, predicts: false) }
    #expect(result.measure == nil && result.evaluations.isEmpty && result.outcome == nil)
    #expect(result.losses.count == 60)
  }

  @Test func probabilitiesAreNoScores() throws {
    // Recorded for an odd number of rows the model predicts a softmax.
    let result = try run(
      plan {
        $0.batch = 9
        $0.steps = 1
      }
    ) { _ in try perceptron(rows: 9) }
    let mistakes = try #require(result.outcome?.mistakes)
    #expect(!mistakes.isEmpty)
    let scores = try run(
      plan {
        $0.batch = 8
        $0.steps = 0
      }, from: result.after
    ) { _ in try perceptron(rows: 8) }
    for (a, b) in zip(mistakes, try #require(scores.outcome?.mistakes)) {
      #expect(a.image == b.image && abs(a.probability - b.probability) < 1e-6)
    }
  }

  @Test func whatDoesNotFitIsSaidBeforeWork() throws {
    #expect(throws: FitError.labels(3, needed: 4)) {
      try run(plan()) { try perceptron(rows: $0.rows, classes: 3) }
    }
    #expect(throws: FitError.nothingToLearn) {
      try run(plan()) { try perceptron(rows: $0.rows, weightsAre: .constant) }
    }
    #expect(throws: FitError.loss(Shape([3]))) {
      let tape = Tape<Float>()
      let w = tape.leaf(Tensor([1, 2, 3]), role: .parameter, name: "w")
      return try Model(tape, loss: w)
    }
    #expect(throws: FitError.predicted(Shape([8]), needed: [8, 4])) {
      try run(plan()) { extent in
        let model = try perceptron(rows: extent.rows)
        model.tape.annotations.predicted = model.leaf(.labels)
        return model
      }
    }
    #expect(throws: FitError.mixedSources) {
      try run(plan()) { extent in
        let model = try perceptron(rows: extent.rows)
        let labels = try #require(model.leaf(.labels))
        model.tape.annotations.batches[labels] = .tokens
        return try Model(model.tape, loss: model.loss)
      }
    }
  }

  /// w ← w − rate · 2(w − 3) with rate 0.25 halves the way to 3 at each step.
  @Test func aGraphWithoutBatchesDescendsOnItsOwnNumbers() throws {
    let result = try Trainer(
      plan {
        $0.rate = 0.25
        $0.steps = 10
      }, of: graph, on: .fixed, threads: 1
    ) { _ in
      let tape = Tape<Float>()
      let w = tape.leaf(Tensor(1), role: .parameter, name: "w")
      let three = tape.leaf(Tensor(3), role: .constant)
      let difference = try tape.record(.subtract, [w, three])
      return try Model(tape, loss: try tape.record(.multiply, [difference, difference]))
    }.run()
    #expect(result.losses == (0..<10).map { step in (0..<step).reduce(Float(4)) { l, _ in l / 4 } })
    #expect(result.after["w"]?.scalar == 3 - Float(2) / 1024)
    #expect(result.final == nil && result.outcome == nil)
  }

  /// The numbers of `torch.optim.Adam` in double precision with betas 0.85 and 0.99 and a rate that
  /// falls from 0.1 in six equal steps, under the loss Σ (c w² + sin w) with c = (1, 2, 3).
  @Test func adamWithAFallingRateIsPyTorchs() throws {
    let expected: [[Double]] = [
      [0.9000000003936539, -1.9000000001188193, 0.4000000002578926],
      [0.8168420879890566, -1.816895681060183, 0.317403488535938],
      [0.7505298923832239, -1.750683690715031, 0.2522709059704531],
      [0.7009941960526979, -1.701269614201682, 0.20433045990106974],
      [0.6681132134387839, -1.6684991240821938, 0.17304352948346552],
      [0.6517409447525521, -1.6521946694297518, 0.15772938996574568],
    ]
    let tape = Tape<Double>()
    let w = tape.parameter([1, -2, 0.5], name: "w")
    let c = tape.constant([1, 2, 3])
    let loss = try (c * w * w).sum() + sin(w).sum()
    var optimizer = Optimizer<Double>(
      .adam(beta1: 0.85, beta2: 0.99, epsilon: 1e-8), rate: 0.1)
    for (step, numbers) in expected.enumerated() {
      tape.accumulateGradients(from: loss.id)
      optimizer.step(
        [w.id], on: tape, factor: RateSchedule.linear.factor(atStep: step, of: expected.count))
      for (a, b) in zip(w.value.elements, numbers) { #expect(abs(a - b) < 1e-12) }
    }
  }
}
