import Autodiff
import Foundation
import Testing

@testable import Training

/// A few of the test images that the project carries, as training and test set.
private func digits() throws -> ImageDataset {
  let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Data/mnist")
  func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appending(path: name)))
  }
  return try ImageDataset(
    images: bytes("t10k-images-idx3-ubyte.gz"), labels: bytes("t10k-labels-idx1-ubyte.gz"))
}

private func plan() -> VanishingPlan {
  var plan = VanishingPlan()
  plan.depth = 6
  plan.width = 12
  plan.batch = 8
  plan.steps = 2
  plan.activations = [.sigmoid, .relu]
  plan.initializations = [.normal(0.01), .he]
  return plan
}

@Suite struct VanishingTests {
  @Test func sigmoidLosesGradientsLayerByLayerAndReLUKeepsThem() throws {
    let data = try digits()
    let result = try VanishingExperiment(plan(), training: data, test: data).run(threads: 2)
    let one = try VanishingExperiment(plan(), training: data, test: data).run(threads: 1)
    #expect(result.networks.map(\.before) == one.networks.map(\.before))
    #expect(result.networks.map(\.losses) == one.networks.map(\.losses))
    let means = result.networks.map { $0.before.map(\.meanGradient) }
    // N(0, 0.01²): each sigmoid layer gets less than a twentieth of the one behind it.
    for (near, far) in zip(means[0], means[0].dropFirst()) { #expect(near < far / 20) }
    // He with ReLU: all layers within a factor of 30.
    #expect((means[3].max() ?? 0) < 30 * (means[3].min() ?? 0))
    // A sigmoid is never off, a ReLU half the time.
    #expect(result.networks[0].before[0].units?.off == 0)
    #expect(abs((result.networks[3].before[0].units?.off ?? 0) - 0.5) < 0.2)
  }

  /// The factors of the path through a network of one unit per layer are all there is: their
  /// product is the gradient of the first bias.
  @Test func theOnlyPathIsTheGradient() throws {
    let data = try digits()
    var plan = plan()
    plan.width = 1
    plan.batch = 1
    plan.activations = [.tanh]
    plan.initializations = [.xavier]
    let description = plan.networks(depth: 4, inputs: 784, classes: 10)[0]
    let network = try Network(
      description, parameters: NetworkParameters<Double>(initial: description, seed: 3), batch: 1)
    network.load([7], from: data)
    let loss = try #require(network.loss)
    network.tape.accumulateGradients(from: loss)
    let bias = network.tape.withGradient(of: network.layers[0].biases) { $0[0] }
    // Ten classes join in the last layer.
    let products = (0..<10).map { Anatomy(network, plan).path([0, 0, 0, $0]).product }
    #expect(abs(products.reduce(0, +) - bias) < 1e-12)
    let strongest = Anatomy(network, plan).path(nil)
    #expect(abs(strongest.product) == products.map(abs).max())
    #expect(strongest.factors.count == 7)
  }

  @Test func slopesComeFromTheRules() {
    let sigmoid = Slopes(of: .sigmoid)
    #expect(sigmoid.steepest == 0.25)
    #expect(sigmoid.at(Tensor([0, 4])).elements[0] == 0.25)
    #expect(sigmoid.isFlat(0.0249) && !sigmoid.isFlat(0.0251) && sigmoid.isFlat(.nan))
    #expect(Slopes(of: .relu).at(Tensor([-1, 0, 2])).elements == [0, 0, 1])
  }
}
