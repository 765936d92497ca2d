// Trains a small GPT on first names, one name a step, and prints the time a step takes.
//
// One layer of 16 dimensions and 4 heads over at most 16 letters, RMS norm, ReLU, no biases, 4,192
// parameters; Adam with a rate that falls to zero. The operations are those of a graph file:
//
//     x = rms_norm(embedding(E, text) + embedding(P, positions))
//     h = rms_norm(x);  q = permute(reshape(h @ Q, (n, 4, 4)), (1, 0, 2));  k, v likewise
//     x = x + reshape(permute(attention(q, k, v, causal=true), (1, 0, 2)), (n, 16)) @ O
//     x = x + relu(rms_norm(x) @ U) @ D
//     loss = softmax_cross_entropy(x @ V, letters)

import Autodiff
import Kernels

/// The names in the order in which they are trained on, again and again.
let names = [
  "emma", "olivia", "ava", "isabella", "sophia", "charlotte", "mia", "amelia", "harper", "evelyn",
  "abigail", "emily", "elizabeth", "mila", "ella", "avery", "sofia", "camila", "aria", "scarlett",
  "victoria", "madison", "luna", "grace", "chloe", "penelope", "layla", "riley", "zoey", "nora",
]

/// The parameters' shapes, in their order.
let shapes: [(name: String, shape: Shape)] = [
  ("E", [27, 16]), ("P", [16, 16]), ("Q", [16, 16]), ("K", [16, 16]), ("W", [16, 16]),
  ("O", [16, 16]), ("U", [16, 64]), ("D", [64, 16]), ("V", [16, 27]),
]

/// The network recorded for names of one length.
struct Network {
  let tape = Tape<Float>()
  let parameters: [NodeID]
  let text: NodeID
  let letters: NodeID
  let loss: NodeID

  /// Records the network for so many places.
  init(places: Int) throws {
    let tape = tape
    let parameters = shapes.map {
      tape.leaf(Tensor(repeating: 0, shape: $0.shape), role: .parameter, name: $0.name)
    }
    func constant(_ elements: [Float]) -> NodeID {
      tape.leaf(Tensor(elements), role: .constant)
    }
    func product(_ a: NodeID, _ b: Int) throws -> NodeID {
      try tape.record(.matmul, [a, parameters[b]])
    }
    var small = Attributes()
    small[AttributeName<Double>("eps")] = 1e-5
    func norm(_ x: NodeID) throws -> NodeID { try tape.record(.rmsNorm, [x], small) }
    func heads(_ x: NodeID) throws -> NodeID {
      let parted = try tape.record(.reshape, [x], Attributes(shape: [places, 4, 4]))
      return try tape.record(.permute, [parted], Attributes(axes: [1, 0, 2]))
    }

    text = constant(Array(repeating: 0, count: places))
    letters = constant(Array(repeating: 0, count: places))
    let positions = constant((0..<places).map(Float.init))
    var x = try norm(
      try tape.record(
        .add,
        [
          try tape.record(.embedding, [parameters[0], text]),
          try tape.record(.embedding, [parameters[1], positions]),
        ]))
    let h = try norm(x)
    var causal = Attributes()
    causal[AttributeName<Bool>("causal")] = true
    let attention = try tape.record(
      .attention,
      [heads(product(h, 2)), heads(product(h, 3)), heads(product(h, 4))], causal)
    let joined = try tape.record(
      .reshape, [try tape.record(.permute, [attention], Attributes(axes: [1, 0, 2]))],
      Attributes(shape: [places, 16]))
    x = try tape.record(.add, [x, product(joined, 5)])
    let hidden = try tape.record(.relu, [product(norm(x), 6)])
    x = try tape.record(.add, [x, product(hidden, 7)])
    loss = try tape.record(.softmaxCrossEntropy, [product(x, 8), letters])
    self.parameters = parameters
  }
}

/// The parameters, shared by networks of all lengths, and what Adam remembers of them.
struct State {
  var parameters: [[Float]]
  var first: [[Float]]
  var second: [[Float]]
  private var power1 = 1.0
  private var power2 = 1.0

  init() {
    parameters = shapes.map { name, shape in
      var generator = SeededGenerator(seed: 1, name: name)
      return (0..<shape.count).map { _ in Float(0.08 * generator.normal()) }
    }
    first = shapes.map { Array(repeating: 0, count: $0.shape.count) }
    second = first
  }

  /// Moves all parameters by Adam's rule, by the gradients that a network has.
  mutating func move(_ network: Network, rate: Double) {
    (power1, power2) = (power1 * 0.85, power2 * 0.99)
    let correction = (1 - power2).squareRoot()
    for (index, node) in network.parameters.enumerated() {
      network.tape.withGradient(of: node) { gradient in
        guard let g = gradient.baseAddress else { return }
        Kernels.adam(
          &parameters[index], gradient: g, first: &first[index], second: &second[index],
          count: gradient.count, rate: Float(rate * correction / (1 - power1)), beta1: 0.85,
          beta2: 0.99, tiny: Float(1e-8 * correction))
      }
    }
  }
}

/// The tokens of a name: 0…25 for its letters, between two of 26.
func tokens(_ name: String) -> [Float] {
  [26] + name.unicodeScalars.map { Float($0.value - 97) } + [26]
}

/// Trains for so many steps, and gives the last losses' mean and the time of a step.
func train(steps: Int, networks: inout [Int: Network]) throws -> (loss: Float, microseconds: Double)
{
  let documents = names.map(tokens)
  var state = State()
  var losses: [Float] = []
  losses.reserveCapacity(steps)
  let clock = ContinuousClock()
  let start = clock.now
  for step in 0..<steps {
    let document = documents[step % documents.count]
    let places = document.count - 1
    if networks[places] == nil { networks[places] = try Network(places: places) }
    guard let network = networks[places] else { continue }
    let tape = network.tape
    for (node, values) in zip(network.parameters, state.parameters) {
      tape.setValue(of: node, to: values)
    }
    tape.setValue(of: network.text, to: document.dropLast())
    tape.setValue(of: network.letters, to: document.dropFirst())
    tape.accumulateGradients(from: network.loss)
    losses.append(tape.withValue(of: network.loss) { $0[0] })
    state.move(network, rate: 0.01 * (1 - Double(step) / Double(steps)))
  }
  let parts = (clock.now - start).components
  let seconds = Double(parts.seconds) + Double(parts.attoseconds) * 1e-18
  return (
    losses.suffix(names.count).reduce(0, +) / Float(names.count), seconds / Double(steps) * 1e6
  )
}

let arguments = CommandLine.arguments.dropFirst()
let steps = arguments.first.flatMap { Int($0) } ?? 1_000
// The instructions of an older processor.
arguments.dropFirst().first.flatMap(KernelLevel.init)?.choose()
var networks: [Int: Network] = [:]
let runs = try (0..<5).map { _ in try train(steps: steps, networks: &networks) }
let best = runs.map(\.microseconds).min() ?? 0
print("\((best * 10).rounded() / 10) µs a step (best of 5 runs of \(steps)), loss \(runs[0].loss)")
