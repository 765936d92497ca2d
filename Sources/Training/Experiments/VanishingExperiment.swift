import Autodiff
import Concurrency
import Synchronization

/// Measures how gradients shrink from layer to layer in networks that differ in depth, activation
/// and first weights, and lets the same networks learn, to see which do.
///
/// Everything is in double precision: in single precision a gradient below 10⁻⁴⁵ would be zero, and
/// tiny numbers are to be told from exact zeros.
package struct VanishingExperiment: Sendable {
  private let plan: VanishingPlan
  private let training: ImageDataset
  private let test: ImageDataset

  /// Prepares a comparison.
  package init(_ plan: VanishingPlan, training: ImageDataset, test: ImageDataset) {
    self.plan = plan
    self.training = training
    self.test = test
  }

  /// Runs all networks, on several threads; the result does not depend on how many.
  ///
  /// - Parameter progress: Called with how many networks are done, and of how many.
  /// - Throws: `FitError` where a network, the images and the test images do not fit each other.
  package func run(
    threads: Int = 1, progress: @Sendable (_ done: Int, _ of: Int) -> Void = { _, _ in }
  ) throws(FitError) -> VanishingResult {
    try training.requireSize(ofTest: test)
    let descriptions = plan.networks(
      depth: plan.depth, inputs: training.pixelCount, classes: training.classes)
    let done = Mutex(0)
    let networks = try descriptions.concurrentMap(threads: threads) {
      description throws(FitError) in
      let network = try fitting { () throws(ShapeError) in try run(description) }
      done.withLock {
        $0 += 1
        progress($0, descriptions.count)
      }
      return network
    }
    return VanishingResult(plan: plan, networks: networks)
  }

  private func run(_ description: NetworkDescription) throws(ShapeError) -> VanishingNetwork {
    let network = try network(description)
    var draws = Draws(seed: plan.seed, count: training.count)
    let batch = draws.next(plan.batch)
    let anatomy = Anatomy(network, plan)
    network.load(batch, from: training)
    let before = anatomy.layers()
    let path = anatomy.path(plan.path)
    let accuracyBefore = accuracy(network)
    let losses = train(network)
    let accuracyAfter = accuracy(network)
    network.load(batch, from: training)
    return VanishingNetwork(
      description: description, before: before, after: anatomy.layers(), losses: losses,
      accuracy: (accuracyBefore, accuracyAfter), path: path,
      firstGradientByDepth: try firstGradients(like: description, batch))
  }

  private func network(_ description: NetworkDescription) throws(ShapeError) -> Network<Double> {
    var parameters = NetworkParameters<Double>(initial: description, seed: plan.seed)
    for layer in parameters.layers.indices {
      parameters.layers[layer].weights = parameters.layers[layer].weights.map { $0 * plan.scale }
    }
    return try Network(description, parameters: parameters, batch: plan.batch)
  }

  /// The first layer's mean |∂L/∂W| in networks of 2, 3, … layers of the same kind.
  private func firstGradients(
    like description: NetworkDescription, _ batch: [Int32]
  ) throws(ShapeError) -> [Double] {
    var means: [Double] = []
    for depth in 2...max(2, plan.depth) {
      var shallower = description
      shallower.widths.removeSubrange(1...(plan.depth - depth + 1))
      shallower.widths.insert(plan.width, at: 1)
      let network = try network(shallower)
      network.load(batch, from: training)
      guard let loss = network.loss else { continue }
      network.tape.accumulateGradients(from: loss)
      means.append(network.tape.withGradient(of: network.layers[0].weights, meanSize))
    }
    return means
  }

  private func train(_ network: Network<Double>) -> [Double] {
    guard let loss = network.loss else { return [] }
    var draws = Draws(seed: plan.seed, count: training.count)
    var optimizer = Optimizer<Double>(.sgd, rate: plan.rate)
    var losses: [Double] = []
    let parameters = network.parameterNodes
    for _ in 0..<plan.steps {
      network.load(draws.next(plan.batch), from: training)
      network.tape.accumulateGradients(from: loss)
      losses.append(network.tape.withValue(of: loss) { $0[0] })
      optimizer.step(parameters, on: network.tape)
    }
    return losses
  }

  /// The share of test images that are classified as labelled; a network whose numbers have
  /// overflowed says nothing and is wrong.
  private func accuracy(_ network: Network<Double>) -> Double {
    var correct = 0
    let classes = training.classes
    for first in stride(from: 0, to: test.count, by: plan.batch) {
      let count = min(plan.batch, test.count - first)
      network.load(
        (0..<plan.batch).map { Int32(first + min($0, count - 1)) }, from: test)
      network.tape.withValue(of: network.logits) { logits in
        for row in 0..<count {
          let scores = logits[(row * classes)..<((row + 1) * classes)]
          guard scores.allSatisfy({ $0.isFinite }),
            let best = scores.indices.max(by: { scores[$0] < scores[$1] })
          else { continue }
          if best - scores.startIndex == Int(test.labels[first + row]) { correct += 1 }
        }
      }
    }
    return test.count == 0 ? 0 : Double(correct) / Double(test.count)
  }
}

/// Batches drawn with replacement: the same for every network.
private struct Draws {
  private var generator: SeededGenerator
  private let count: Int

  init(seed: UInt64, count: Int) {
    generator = SeededGenerator(seed: seed &+ 0x9E37_79B9_7F4A_7C15)
    self.count = count
  }

  mutating func next(_ batch: Int) -> [Int32] {
    (0..<batch).map { _ in Int32(generator.index(below: count)) }
  }
}

extension Network where Scalar == Double {
  /// Puts chosen images and their labels on the tape, in double precision.
  func load(_ chosen: [Int32], from data: ImageDataset) {
    tape.withMutableValue(of: input) { data.copyImages(chosen, into: $0) }
    tape.withMutableValue(of: labels) { buffer in
      for (row, image) in chosen.enumerated() { buffer[row] = Double(data.labels[Int(image)]) }
    }
  }
}

/// The mean of the sizes of numbers.
func meanSize(_ numbers: UnsafeBufferPointer<Double>) -> Double {
  numbers.reduce(0) { $0 + abs($1) } / Double(max(1, numbers.count))
}
