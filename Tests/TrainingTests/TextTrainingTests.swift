import Autodiff
import TensorFiles
import Testing
import Wording

@testable import Training

/// Names of letters that always follow each other in the same way: ab, abc, abcd.
private func names() throws -> TextDataset {
  let lines = (0..<40).map { ["ab", "abc", "abcd"][$0 % 3] }
  return try TextDataset(Array(lines.joined(separator: "\n").utf8))
}

/// Each letter looks up the scores of the next: a bigram model, for documents or for windows.
private func bigrams(_ extent: BatchExtent, tokens: Int = 5, windows: Bool = false) throws -> Model
{
  let tape = Tape<Double>()
  let shape = Shape(windows ? [extent.rows, 3] : [extent.length])
  let text = tape.leaf(Tensor(repeating: 0, shape: shape), role: .constant)
  let next = tape.leaf(Tensor(repeating: 0, shape: shape), role: .constant)
  let table = tape.leaf(
    Tensor(repeating: 0, shape: Shape([tokens, tokens])), role: .parameter, name: "table")
  var scores = try tape.record(.embedding, [table, text])
  var targets = next
  if windows {
    scores = try tape.record(.reshape, [scores], Attributes(shape: [-1, tokens]))
    targets = try tape.record(.reshape, [next], Attributes(shape: [-1]))
  }
  let loss = try tape.record(.softmaxCrossEntropy, [scores, targets])
  tape.annotations.batches = [text: .text, next: .tokens]
  tape.annotations.predicted = scores
  return try Model(Tape<Float>(converting: tape), loss: loss)
}

private func plan(_ change: (inout LearningPlan) -> Void = { _ in }) -> LearningPlan {
  var plan = LearningPlan()
  plan.optimizer = .adam(beta1: 0.85, beta2: 0.99, epsilon: 1e-8)
  plan.rate = 0.2
  plan.steps = 300
  plan.batch = 4
  plan.evaluationInterval = 100
  plan.samples = 30
  plan.temperature = 0.3
  change(&plan)
  return plan
}

@Suite struct TextTrainingTests {
  private func run(
    _ plan: LearningPlan, threads: Int = 1, windows: Bool = false,
    record: ModelRecorder? = nil
  ) throws -> TrainingResult {
    try Trainer(
      plan, of: .graph(title: LocalizedText(), name: "bigrams"), on: .text(try names()),
      threads: threads,
      record: record ?? { try bigrams($0, windows: windows) }
    ).run()
  }

  @Test(arguments: [false, true]) func lettersAreLearned(windows: Bool) throws {
    let result = try run(plan(), windows: windows)
    #expect(result.measure == .loss && result.evaluations.map(\.updates) == [1, 101, 201, 300])
    let (first, last) = (result.evaluations[0], try #require(result.final))
    // ln 5 before anything is known; what is left is where a name ends.
    #expect(abs(first.test - 1.6) < 0.4 && last.test < 0.6 && last.train < 0.6)
    #expect(result.samples.count == 30)
    #expect(result.samples.allSatisfy { ["ab", "abc", "abcd"].contains($0) })
    #expect(Set(result.samples).count > 1)
  }

  @Test func threadsAndRunsDoNotChangeABit() throws {
    let (one, three) = (try run(plan()), try run(plan(), threads: 3))
    #expect(one.losses == three.losses && one.evaluations == three.evaluations)
    #expect(one.after.bytes == three.after.bytes && one.samples == three.samples)
    let other = try run(plan { $0.seed = 9 })
    #expect(other.losses != one.losses && other.samples != one.samples)
  }

  /// Recordings for other lengths have the same parameters and the same optimizer: one document after
  /// another, of lengths 3, 4 and 5, is what one recording with room for all would learn.
  @Test func lengthsShareParametersAndWhatTheOptimizerRemembers() throws {
    var recorded: [Int] = []
    let data = try names()
    let result = try Trainer(
      plan { $0.steps = 20 }, of: .graph(title: LocalizedText(), name: "bigrams"), on: .text(data),
      threads: 1
    ) { extent in
      recorded.append(extent.length)
      return try bigrams(extent)
    }.run()
    #expect(recorded.filter { $0 >= 3 }.sorted() == [3, 4, 5])
    // By hand: the same documents through one recording for each step.
    var generator = SeededGenerator(seed: 1 &+ 0x9E37_79B9_7F4A_7C15)
    var weights = try bigrams(BatchExtent(rows: 1, length: 3)).weights
    var optimizer = Optimizer<Float>(plan().optimizer, rate: plan().rate)
    for step in 0..<20 {
      let document = generator.index(below: data.training.count)
      let length = data.training.length(of: document)
      let model = try bigrams(BatchExtent(rows: 1, length: length))
      try model.setWeights(weights)
      model.load([data.training.starts[document]], length: length, of: data.training)
      model.tape.accumulateGradients(from: model.loss)
      #expect(model.tape.value(of: model.loss).scalar == result.losses[step])
      optimizer.step(model.parameters, on: model.tape)
      weights = model.weights
    }
    #expect(weights.bytes == result.after.bytes)
  }

  @Test func tooSmallATableIsRefused() throws {
    #expect(throws: FitError.labels(4, needed: 5)) {
      try run(plan()) { try bigrams($0, tokens: 4) }
    }
  }

  @Test func aTextOfTooFewWindowsIsRefused() throws {
    #expect(throws: FitError.windows(5, needed: 6, length: 3)) {
      try run(plan { $0.batch = 6 }, windows: true)
    }
  }

  @Test func scoresThatAreNoNumbersGiveEmptyTexts() throws {
    let result = try run(
      plan {
        $0.rate = 1e38
        $0.optimizer = .sgd
        $0.steps = 5
        $0.samples = 3
      })
    #expect(result.samples.count == 3)
  }
}
