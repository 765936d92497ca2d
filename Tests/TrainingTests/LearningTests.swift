import Autodiff
import TensorFiles
import Testing
import Wording

@testable import Training

private func plan(_ change: (inout TrainingPlan) -> Void = { _ in }) -> TrainingPlan {
  var plan = TrainingPlan()
  plan.network = NetworkDescription(widths: [4, 6, 4], initialization: .he)
  plan.batch = 8
  plan.steps = 200
  plan.evaluationInterval = 50
  change(&plan)
  return plan
}

@Suite struct LearningTests {
  private func run(
    _ plan: TrainingPlan, threads: Int = 1, from weights: Safetensors<Float>? = nil,
    until last: Int = .max
  ) throws -> TrainingResult {
    let images = try easyImages(80)
    return try Trainer(plan, training: images, test: images, threads: threads)
      .run(from: weights) { $0.step < last }
  }

  @Test func everyOptimizerLearnsAndCountsItsMistakes() throws {
    for (optimizer, rate) in [(OptimizerKind.sgd, 0.5), (.momentum(0.9), 0.1), (.adam, 0.02)] {
      let result = try run(
        plan {
          $0.optimizer = optimizer
          $0.rate = rate
        })
      #expect(result.losses[199] < result.losses[0] / 3)
      let outcome = try #require(result.outcome)
      let right = outcome.confusion.enumerated().reduce(0) { $0 + $1.element[$1.offset] }
      #expect(right + outcome.wrong == 80 && right > 70)
      // What is said at the end is of one moment: after the last update.
      let final = try #require(result.final)
      #expect(final.updates == 200 && final.test == Double(right) / 80)
      #expect(result.gradients.map(\.step) == [0, 50, 100, 150])
      #expect(result.gradients.allSatisfy { $0.means.count == 2 && $0.means[0] > 0 })
    }
  }

  @Test func threadsDoNotChangeTheResult() throws {
    let (one, three) = (try run(plan(), threads: 1), try run(plan(), threads: 3))
    #expect(one.losses == three.losses && one.evaluations == three.evaluations)
    #expect(one.outcome?.confusion == three.outcome?.confusion)
    #expect(one.after.bytes == three.after.bytes)
  }

  @Test func savedWeightsGiveTheSameAccuracies() throws {
    let whole = plan()
    let result = try run(whole)
    let parameters = try NetworkParameters(result.after)
    let file = try Safetensors<Float>(
      reading: parameters.safetensors(of: whole.network).bytes)
    #expect(parameters.widths == [4, 6, 4])
    #expect(try NetworkDescription.Activation(of: file.metadata) == .relu)
    let again = try run(plan { $0.steps = 0 }, from: file)
    #expect(again.losses.isEmpty && again.evaluations.map(\.updates) == [0])
    #expect(again.outcome?.confusion == result.outcome?.confusion)
    #expect(again.final?.test == result.final?.test)
  }

  @Test func weightsThatAreNoNetworkAreRefused() {
    let tensor = Tensor<Float>(repeating: 0, shape: Shape([2, 3]))
    #expect(throws: ParameterFileError.self) { try NetworkParameters(Safetensors<Float>([])) }
    #expect(throws: ParameterFileError.self) {
      try NetworkParameters(Safetensors([.init("W1", tensor)]))
    }
    #expect(throws: ParameterFileError.self) {
      try NetworkParameters(
        Safetensors([
          .init("W1", tensor), .init("b1", Tensor<Float>(repeating: 0, shape: Shape([2]))),
        ]))
    }
  }

  @Test func imagesThatDoNotFitAreRefused() throws {
    let (four, images) = (plan(), try easyImages(8))
    #expect(throws: FitError.classes(3, labels: 4)) {
      try run(plan { $0.network.widths = [4, 6, 3] })
    }
    #expect(throws: FitError.inputs(5, pixels: 4)) {
      try run(plan { $0.network.widths = [5, 6, 4] })
    }
    let wide = try ImageDataset(
      images: [0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 4, 1, 2, 3, 4],
      labels: [0, 0, 8, 1, 0, 0, 0, 1, 0], classes: 4)
    #expect(throws: FitError.size(training: [2, 2], test: [1, 4])) {
      try Trainer(four, training: images, test: wide, threads: 1).run()
    }
    #expect(throws: FitError.size(training: [2, 2], test: [1, 4])) {
      try VanishingExperiment(VanishingPlan(), training: images, test: wide).run()
    }
    var check = NetworkCheckPlan()
    check.network.widths = [4, 3, 4]
    check.batch = 9
    #expect(throws: FitError.images(8, needed: 9)) { try NetworkCheck(check, images: images) }
  }

  @Test func anEarlyEndKeepsWhatWasLearned() throws {
    let result = try run(plan(), until: 30)
    #expect(result.losses.count == 30)
    #expect(result.after["W1"] != result.before["W1"])
    #expect(result.evaluations.map(\.updates) == [1, 30])
  }

  @Test func aBatchOfAllIsTheWholeSetInOrder() throws {
    let all = plan {
      $0.batch = 20
      $0.imageLimit = 20
      $0.steps = 3
    }
    // The draws' seed does not matter where nothing is drawn.
    let weights = NetworkParameters<Float>(initial: all.network, seed: 5)
      .safetensors(of: all.network)
    var other = all
    other.seed = 99
    let (a, b) = (try run(all, from: weights), try run(other, from: weights))
    #expect(a.losses == b.losses)
    #expect(zip(a.losses, a.losses.dropFirst()).allSatisfy { $0 > $1 })
  }
}
