// Trains a small network of convolutions on drawn images, and prints the time a step takes.
//
//     x = relu(conv2d(images, F1, b1, padding=1));  x = max_pool2d(x, 2)
//     x = relu(conv2d(x, F2, b2, padding=1));       x = max_pool2d(x, 2)
//     loss = softmax_cross_entropy(affine(reshape(x, (100, 784)), W, b), labels)
//
// 100 images of 28×28, 8 and 16 filters of 3×3, and a step of gradient descent.
//
//     convolution-benchmark [--threads 2] [--padding 0] [--kernels avx2]

import Autodiff
import Kernels

/// What stands behind an option.
func option(_ name: String) -> String? {
  let arguments = CommandLine.arguments
  guard let place = arguments.firstIndex(of: name) else { return nil }
  return arguments.dropFirst(place + 1).first
}

/// The number behind an option.
func option(_ name: String, _ standard: Int) -> Int {
  option(name).flatMap { Int($0) } ?? standard
}

option("--kernels").flatMap(KernelLevel.init)?.choose()

/// The network, recorded once.
struct Network {
  let tape = Tape<Float>()
  private(set) var parameters: [NodeID] = []
  private(set) var loss = NodeID(0)

  /// Records the network for a batch of drawn images.
  init(batch: Int, padding: Int, threads: Int) throws {
    tape.threads = threads
    var pixels = SeededGenerator(seed: 2)
    var x = tape.leaf(
      Tensor(
        shape: [batch, 1, 28, 28],
        elements: (0..<batch * 784).map { _ in Float(pixels.uniform()) }),
      role: .constant)
    let labels = tape.leaf(
      Tensor((0..<batch).map { _ in Float(pixels.index(below: 10)) }), role: .constant)
    for (channels, filters) in [(1, 8), (8, 16)] {
      let sums = try tape.record(
        .conv2D,
        [
          x, drawn("F\(filters)", [filters, channels, 3, 3], channels == 1 ? 0.3 : 0.1),
          drawn("b\(filters)", [filters], 0),
        ], Attributes(stride: 1, padding: padding))
      x = try tape.record(
        .maxPool2D, [try tape.record(.relu, [sums])],
        Attributes(window: 2, stride: nil, padding: 0))
    }
    let features = tape.shape(of: x).count / batch
    let flat = try tape.record(.reshape, [x], Attributes(shape: [batch, features]))
    let scores = try tape.record(
      .affine, [flat, drawn("W", [features, 10], 0.03), drawn("b", [10], 0)])
    loss = try tape.record(.softmaxCrossEntropy, [scores, labels])
  }

  /// A parameter of drawn numbers.
  private mutating func drawn(_ name: String, _ shape: Shape, _ deviation: Double) -> NodeID {
    var generator = SeededGenerator(seed: 1, name: name)
    let elements = (0..<shape.count).map { _ in Float(deviation * generator.normal()) }
    parameters.append(
      tape.leaf(Tensor(shape: shape, elements: elements), role: .parameter, name: name))
    return parameters[parameters.count - 1]
  }

  /// A step of gradient descent.
  func step() {
    tape.accumulateGradients(from: loss)
    for parameter in parameters {
      tape.update(parameter) { w, g in
        for i in w.indices { w[i] = w[i] - 0.05 * g[i] }
      }
    }
  }
}

let network = try Network(
  batch: option("--batch", 100), padding: option("--padding", 1), threads: option("--threads", 1))
let (steps, clock) = (20, ContinuousClock())
for _ in 0..<5 { network.step() }
let runs = (0..<10).map { _ in
  let parts = clock.measure { for _ in 0..<steps { network.step() } }.components
  return (Double(parts.seconds) * 1e3 + Double(parts.attoseconds) * 1e-15) / Double(steps)
}
let best = runs.min() ?? 0
let value = network.tape.withValue(of: network.loss) { $0[0] }
print(
  "\((best * 100).rounded() / 100) ms a step on \(network.tape.threads) thread(s), best of 10 ×",
  "\(steps); loss \(value)")
