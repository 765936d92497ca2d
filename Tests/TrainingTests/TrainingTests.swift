import Autodiff
import Foundation
import Testing

@testable import Training

/// The data that the project carries.
private func mnist(_ name: String) throws -> [UInt8] {
  let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Data/mnist")
  return [UInt8](try Data(contentsOf: folder.appending(path: name)))
}

@Suite struct TrainingTests {
  /// x = (1, 2), W1 = 1, W2 = identity: one step by hand against one on the tape.
  @Test func oneStepIsTheOneByHand() throws {
    let description = NetworkDescription(widths: [2, 2, 2], activation: .relu)
    let parameters = NetworkParameters<Double>(layers: [
      .init(weights: try Tensor([[1, -1], [1, -1]]), biases: Tensor([0, 0])),
      .init(weights: try Tensor([[1, 0], [0, 1]]), biases: Tensor([0, 0])),
    ])
    let network = try Network(description, parameters: parameters, batch: 1)
    network.tape.setValue(of: network.input, to: [1, 2])
    network.tape.setValue(of: network.labels, to: [1])
    let loss = try #require(network.loss)
    network.tape.accumulateGradients(from: loss)
    // z = (3, −3), h = (3, 0), logits (3, 0), s = (e³, 1)/(e³ + 1), upstream s − t.
    let s = exp(3.0) / (exp(3.0) + 1)
    #expect(abs(network.tape.value(of: loss).elements[0] + log(1 - s)) < 1e-12)
    var optimizer = Optimizer<Double>(.sgd, rate: 0.5)
    optimizer.step(network.parameterNodes, on: network.tape)
    let after = network.parameters
    let expected1 = [1 - 0.5 * s, -1, 1 - 0.5 * 2 * s, -1]
    let expected2 = [1 - 0.5 * 3 * s, 0.5 * 3 * s, 0, 1]
    for (a, b) in zip(after.layers[0].weights.elements, expected1) { #expect(abs(a - b) < 1e-12) }
    for (a, b) in zip(after.layers[1].weights.elements, expected2) { #expect(abs(a - b) < 1e-12) }
    #expect(abs(after.layers[1].biases.elements[1] - 0.5 * s) < 1e-12)
  }

  /// Each optimizer's first two updates of w under the loss w², against its paper's formulas.
  @Test(arguments: [
    (OptimizerKind.sgd, [0.8, 0.64]), (.momentum(0.9), [0.8, 0.46]),
    (.adam, [0.9, 0.800_412_228_9]),
  ])
  func optimizersFollowTheirFormulas(_ kind: OptimizerKind, _ expected: [Double]) throws {
    let tape = Tape<Double>()
    let w = tape.parameter(1, name: "w")
    let loss = try w * w
    var optimizer = Optimizer<Double>(kind, rate: 0.1)
    for value in expected {
      tape.accumulateGradients(from: loss.id)
      optimizer.step([w.id], on: tape)
      #expect(abs(w.value.elements[0] - value) < 1e-7)
    }
  }

  @Test func shortRunLearnsRealDigitsWhateverTheThreads() throws {
    let training = try ImageDataset(
      images: mnist("train-images-idx3-ubyte.gz"), labels: mnist("train-labels-idx1-ubyte.gz"))
    let test = try ImageDataset(
      images: mnist("t10k-images-idx3-ubyte.gz"), labels: mnist("t10k-labels-idx1-ubyte.gz"))
    var plan = TrainingPlan()
    plan.steps = 601
    let one = try Trainer(plan, training: training, test: test, threads: 1).run()
    let two = try Trainer(plan, training: training, test: test, threads: 2).run()
    #expect(one.evaluations == two.evaluations)
    #expect(one.losses == two.losses)
    #expect(one.evaluations.map(\.step) == [0, 600])
    #expect(one.evaluations[1].test > 0.88)
    #expect(one.losses[600] < one.losses[0] / 2)
  }

  @Test func progressCanEndARun() throws {
    let data = try ImageDataset(
      images: mnist("t10k-images-idx3-ubyte.gz"), labels: mnist("t10k-labels-idx1-ubyte.gz"))
    let result = try Trainer(TrainingPlan(), training: data, test: data, threads: 1)
      .run { $0.step < 3 }
    #expect(result.losses.count == 3)
  }
}
