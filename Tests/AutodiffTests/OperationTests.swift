import RealModule
import Testing

@testable import Autodiff

/// An operation with operands to try it on.
struct Sample: CustomTestStringConvertible, Sendable {
  let kind: OperationKind
  let operands: [Tensor<Double>]
  var attributes = Attributes.none
  var testDescription: String {
    "\(kind.name) of \(operands.map(\.shape.description).joined(separator: ", "))"
  }
}

/// Numbers away from kinks, in the domain of logarithms and roots.
func tensor(_ extents: [Int], from start: Double = 0.3, step: Double = 0.137) -> Tensor<Double> {
  let shape = Shape(extents)
  return Tensor(
    shape: shape, elements: (0..<shape.count).map { start + step * Double(($0 * 7) % 11) })
}

private func signed(_ extents: [Int]) -> Tensor<Double> {
  tensor(extents, from: -0.61, step: 0.173)
}
private func oneHot(_ rows: Int, _ columns: Int) -> Tensor<Double> {
  Tensor(
    shape: Shape([rows, columns]),
    elements: (0..<(rows * columns)).map { $0 % columns == $0 / columns % columns ? 1 : 0 })
}

private let shapes: [[Int]] = [[], [3], [2, 3], [2, 1, 3]]
private let pairs: [([Int], [Int])] = [
  ([], []), ([3], [3]), ([2, 3], [3]), ([], [2, 2]), ([2, 1], [3]), ([2, 3, 2], [3, 1]),
  ([1, 3], [2, 1]), ([1], [4]),
]

/// Every operation over shapes, axes and ranks.
let samples: [Sample] = {
  var samples: [Sample] = []
  let unary: [OperationKind] = [
    .identity, .negate, .exp, .sin, .cos, .tanh, .sigmoid, .relu, .softplus, .erf, .silu, .gelu,
    .abs, .square, .mish, .relu6, .hardTanh,
  ]
  let positive: [OperationKind] = [.log, .log2, .sqrt, .reciprocal]
  for shape in shapes {
    samples += unary.map { Sample(kind: $0, operands: [signed(shape)]) }
    samples += positive.map { Sample(kind: $0, operands: [tensor(shape)]) }
    for exponent in [2.0, -1, 0.5, 3, 0] {
      samples.append(
        Sample(
          kind: .power, operands: [tensor(shape)], attributes: Attributes(exponent: exponent)))
    }
    samples.append(
      Sample(kind: .leakyReLU, operands: [signed(shape)], attributes: Attributes(slope: 0.01)))
    samples.append(
      Sample(kind: .elu, operands: [signed(shape)], attributes: Attributes(alpha: 1.5)))
    samples.append(
      Sample(
        kind: .clip, operands: [signed(shape)], attributes: Attributes(low: -0.5, high: 0.7)))
    let mask = Tensor(
      shape: Shape(shape), elements: (0..<Shape(shape).count).map { $0 % 3 == 1 ? 0 : 1.25 })
    var rate = Attributes.none
    rate[.dropRate] = 0.2
    samples.append(Sample(kind: .dropout, operands: [signed(shape), mask], attributes: rate))
    samples += [
      .flatten, .sum, .mean, .maxOver, .minOver, .productOver, .logSumExp, .norm, .argmax,
    ].map { Sample(kind: $0, operands: [signed(shape)]) }
    if !shape.isEmpty {
      samples += [.variance, .standardDeviation].map {
        Sample(kind: $0, operands: [signed(shape)])
      }
    }
  }
  let binary: [OperationKind] = [
    .add, .subtract, .multiply, .divide, .generalPower, .max, .min, .less, .atMost, .greater,
    .atLeast, .equal, .notEqual,
  ]
  for (a, b) in pairs {
    samples += binary.map {
      Sample(kind: $0, operands: [tensor(a), tensor(b, from: 0.25, step: 0.211)])
    }
  }
  for axis in [0, 1, 2, -1] {
    samples += [
      .sum, .mean, .maxOver, .minOver, .softmax, .logSoftmax, .variance, .standardDeviation,
      .productOver, .logSumExp, .norm, .cumsum, .argmax,
    ].map {
      Sample(kind: $0, operands: [signed([2, 3, 4])], attributes: Attributes(axis: axis))
    }
  }
  let reductions: [OperationKind] = [
    .sum, .mean, .maxOver, .minOver, .variance, .standardDeviation, .productOver, .logSumExp, .norm,
  ]
  for axes: Axes in [[0, 1], [-1, 0], [1, 2], [0, 1, 2], 1, nil] {
    for keepsAxes in [false, true] {
      samples += reductions.map { kind in
        // Of so many entries none may tie.
        let operand = Tensor(
          shape: Shape([2, 3, 4]),
          elements: (0..<24).map { (i: Int) -> Double in 0.21 * Double(i * 7 % 25) - 2.3 })
        return Sample(
          kind: kind, operands: [operand],
          attributes: Attributes(over: axes, keepsAxes: keepsAxes))
      }
    }
  }
  for kind in [OperationKind.variance, .standardDeviation] {
    var attributes = Attributes(over: [0, 2], keepsAxes: true)
    attributes[.ddof] = 1
    samples.append(Sample(kind: kind, operands: [signed([2, 3, 4])], attributes: attributes))
  }
  for zeros in [[0.5, 0, 2, -1], [0, 3, 0, 2], [0, 0, 0, 0]] {
    samples.append(Sample(kind: .productOver, operands: [Tensor(zeros)]))
    samples.append(
      Sample(
        kind: .productOver, operands: [Tensor(shape: [2, 2], elements: zeros)],
        attributes: Attributes(axis: 0)))
  }
  let conditions: [([Int], [Double])] = [
    ([], [0]), ([], [2]), ([3], [1, 0, -1]), ([2, 1], [0, 1]), ([2, 3], [1, 0, 0, 1, 1, 0]),
  ]
  for (extents, entries) in conditions {
    let condition = Tensor(shape: Shape(extents), elements: entries)
    samples.append(
      Sample(kind: .where, operands: [condition, signed([2, 3]), tensor([3])]))
    samples.append(Sample(kind: .where, operands: [condition, signed([]), tensor([1, 3])]))
  }
  samples += [
    Sample(kind: .softmax, operands: [signed([4])], attributes: Attributes(axis: -1)),
    Sample(kind: .logSoftmax, operands: [signed([2, 3])], attributes: Attributes(axis: 0)),
    Sample(kind: .matmul, operands: [signed([2, 3]), tensor([3, 4])]),
    Sample(kind: .matmul, operands: [signed([3]), tensor([3, 4])]),
    Sample(kind: .matmul, operands: [signed([2, 3]), tensor([3])]),
    Sample(kind: .matmul, operands: [signed([3]), tensor([3])]),
    Sample(kind: .dot, operands: [signed([5]), tensor([5])]),
  ]
  // Products of matrices side by side, with and without repeating, and of vectors with them.
  let products: [([Int], [Int])] = [
    ([2, 3, 4], [2, 4, 2]), ([2, 3, 4], [4, 2]), ([3, 4], [2, 4, 2]), ([2, 1, 3, 4], [3, 4, 2]),
    ([1, 3, 4], [5, 4, 2]), ([2, 2, 3, 2], [2, 2, 2, 3]), ([2, 1, 3], [2, 3, 1]), ([4], [2, 4, 3]),
    ([2, 3, 4], [4]), ([3], [2, 2, 3, 2]), ([1, 1, 2], [1, 2, 1]),
    ([2, 3, 1, 1, 2], [3, 4, 2, 1]),
  ]
  samples += products.map { Sample(kind: .matmul, operands: [signed($0), tensor($1)]) }
  let sums: [(String, [[Int]])] = [
    ("ij,jk->ik", [[2, 3], [3, 4]]), ("ij,jk->ki", [[2, 3], [3, 4]]),
    ("ji,kj->ik", [[3, 2], [4, 3]]),
    ("bij,bjk->bik", [[2, 3, 4], [2, 4, 2]]), ("bhqd,bhkd->bhqk", [[2, 2, 3, 2], [2, 2, 3, 2]]),
    ("bqhd,bkhd->bhqk", [[2, 3, 2, 4], [2, 2, 2, 4]]), ("ij,ij->", [[2, 3], [2, 3]]),
    ("i,j->ij", [[3], [4]]), ("ij->ji", [[2, 3]]), ("ij->i", [[2, 3]]), ("ij->", [[2, 3]]),
    ("ij,ik->i", [[2, 3], [2, 4]]), ("i,i->i", [[4], [4]]), ("ij,j,k->ik", [[2, 3], [3], [2]]),
    ("i,,ij->j", [[2], [], [2, 3]]), ("abc,cd,de->aeb", [[2, 1, 3], [3, 2], [2, 2]]),
    ("ij,jk", [[2, 3], [3, 2]]), ("ba", [[2, 3]]), ("ij,jk->k", [[1, 3], [3, 2]]),
    ("aij,jb->baji", [[2, 3, 2], [2, 3]]),
  ]
  samples += sums.map { equation, shapes in
    Sample(
      kind: .einsum,
      operands: shapes.enumerated().map {
        $0 == 0 ? signed($1) : tensor($1, from: 0.2 * Double($0))
      },
      attributes: Attributes(equation: equation))
  }
  let indices: [([Int], [Subscript])] = [
    ([5], [.range(from: nil, to: nil, step: 2)]), ([5], [.range(from: nil, to: nil, step: -1)]),
    ([5], [.range(from: -1, to: 0, step: -2)]),
    ([4, 5], [.range(from: 3, to: 1, step: -1), .at(2)]),
    ([4, 5], [.range(from: nil, to: nil), .range(from: 1, to: nil, step: 3)]),
    ([2, 3, 4], [.range(from: nil, to: nil), .at(-1), .range(from: nil, to: nil, step: 3)]),
    ([4, 3], [.list([2, 0, 2])]), ([4, 3], [.range(from: 1, to: 3), .list([-1, 0, 0, 1])]),
    ([4, 3], [.list([1, 1, 0]), .list([2, -1, 0])]), ([3, 2, 4], [.at(1), .list([0, 1, 1])]),
    ([3, 2, 4], [.list([0, 2]), .range(from: nil, to: nil), .list([3, 3])]), ([3], [.list([1])]),
    ([2, 1, 3], [.range(from: nil, to: nil), .list([0, 0])]),
  ]
  samples += indices.map {
    Sample(kind: .index, operands: [signed($0)], attributes: Attributes(index: $1))
  }
  let orders: [([Int], [Int])] = [
    ([2, 3], [1, 0]), ([2, 3, 4], [0, 2, 1]), ([2, 3, 4], [2, 0, 1]),
    ([2, 1, 3, 2], [-1, 0, 2, 1]),
    ([3], [0]), ([], []),
  ]
  samples += orders.map {
    Sample(kind: .permute, operands: [signed($0)], attributes: Attributes(axes: $1))
  }
  let stretched: [([Int], [Int])] = [
    ([3], [2, 3]), ([], [2, 2]), ([2, 1], [2, 3]), ([1, 3], [4, 2, 3]), ([2, 3], [2, 3]),
    ([2, 1, 3], [2, 4, 3]), ([1], [3]),
  ]
  samples += stretched.map {
    Sample(kind: .broadcastTo, operands: [signed($0)], attributes: Attributes(shape: $1))
  }
  samples += [
    Sample(kind: .expandDims, operands: [signed([2, 3])], attributes: Attributes(axis: 1)),
    Sample(kind: .expandDims, operands: [signed([2, 3])], attributes: Attributes(axis: -1)),
    Sample(kind: .expandDims, operands: [signed([])], attributes: Attributes(axis: 0)),
    Sample(kind: .squeeze, operands: [signed([2, 1, 3])], attributes: Attributes(axis: 1)),
    Sample(kind: .squeeze, operands: [signed([1, 2, 1])]),
    Sample(kind: .stack, operands: [signed([3]), tensor([3])], attributes: Attributes(axis: 0)),
    Sample(
      kind: .stack, operands: [signed([2, 3]), tensor([2, 3]), tensor([2, 3])],
      attributes: Attributes(axis: -1)),
    Sample(
      kind: .stack, operands: [signed([2, 3]), tensor([2, 3])], attributes: Attributes(axis: 1)),
    Sample(kind: .stack, operands: [signed([]), tensor([])], attributes: Attributes(axis: 0)),
    Sample(kind: .pad, operands: [signed([3])], attributes: Attributes(padding: [[1, 2]])),
    Sample(
      kind: .pad, operands: [signed([2, 3])], attributes: Attributes(padding: [[0, 0], [1, 1]])),
    Sample(
      kind: .pad, operands: [signed([2, 1, 3])],
      attributes: Attributes(padding: [[1, 0], [0, 2], [1, 1]])),
    Sample(kind: .tril, operands: [signed([3, 3])]),
    Sample(kind: .tril, operands: [signed([2, 4])]),
    Sample(kind: .tril, operands: [signed([2, 4, 3])]),
    Sample(kind: .triu, operands: [signed([3, 3])]),
    Sample(kind: .triu, operands: [signed([4, 2])]),
    Sample(kind: .triu, operands: [signed([2, 3, 4])]),
    Sample(kind: .embedding, operands: [signed([4, 3]), Tensor([2, 0, 2])]),
    Sample(
      kind: .embedding,
      operands: [signed([4, 2]), Tensor(shape: Shape([2, 2]), elements: [3, 3, 1, 3])]),
    Sample(kind: .embedding, operands: [signed([3, 2]), Tensor(1)]),
    Sample(kind: .embedding, operands: [signed([3]), Tensor([0, 0, 2])]),
  ]
  samples += [
    Sample(kind: .affine, operands: [signed([2]), tensor([2, 3]), signed([3])]),
    Sample(kind: .affine, operands: [signed([4, 2]), tensor([2, 3]), signed([3])]),
    Sample(kind: .affine, operands: [signed([4, 2]), tensor([2, 3]), signed([])]),
    Sample(kind: .transpose, operands: [signed([2, 3])]),
    Sample(kind: .transpose, operands: [signed([3])]),
    Sample(kind: .reshape, operands: [signed([2, 3])], attributes: Attributes(shape: [3, 2])),
    Sample(kind: .reshape, operands: [signed([4, 3])], attributes: Attributes(shape: [2, -1, 2])),
    Sample(
      kind: .concat, operands: [signed([2, 3]), tensor([1, 3]), tensor([2, 3])],
      attributes: Attributes(axis: 0)),
    Sample(
      kind: .concat, operands: [signed([2, 3]), tensor([2, 1])], attributes: Attributes(axis: -1)),
    Sample(kind: .index, operands: [signed([4])], attributes: Attributes(index: [.at(-1)])),
    Sample(kind: .index, operands: [signed([4, 3])], attributes: Attributes(index: [.at(2)])),
    Sample(
      kind: .index, operands: [signed([4, 3])],
      attributes: Attributes(index: [.range(from: 1, to: -1), .at(0)])),
    Sample(
      kind: .index, operands: [signed([4, 3])],
      attributes: Attributes(index: [.range(from: nil, to: 2), .range(from: 1, to: nil)])),
  ]
  samples += [
    Sample(kind: .oneHot, operands: [Tensor(2)], attributes: Attributes(shape: [4])),
    Sample(kind: .oneHot, operands: [Tensor([2, 0])], attributes: Attributes(shape: [2, 3])),
  ]
  for kind in [OperationKind.mse, .sse, .halfSSE, .bce, .mae, .sigmoidBCE] {
    for shape in [[], [3], [2, 3]] {
      let y = tensor(shape, from: 0.1, step: 0.07)
      samples.append(Sample(kind: kind, operands: [y, tensor(shape, from: 0.2, step: 0.05)]))
      samples.append(Sample(kind: kind, operands: [y, Tensor(1)]))
    }
  }
  for delta in [0.05, 0.3, 2] {
    var attributes = Attributes.none
    attributes[.delta] = delta
    samples += [[], [3], [2, 3]].flatMap { shape in
      [tensor(shape, from: 0.2, step: 0.05), Tensor(1)].map {
        Sample(kind: .huber, operands: [signed(shape), $0], attributes: attributes)
      }
    }
  }
  samples += [[4], [3, 4]].map {
    Sample(
      kind: .kl,
      operands: [tensor($0, from: 0.05, step: 0.08), tensor($0, from: 0.1, step: 0.03)])
  }
  for kind in [OperationKind.crossEntropy, .softmaxCrossEntropy, .softmaxLoss, .nll] {
    let y = tensor([3, 4], from: 0.05, step: 0.08)
    samples += [
      Sample(kind: kind, operands: [y, oneHot(3, 4)]),
      Sample(kind: kind, operands: [y, tensor([3, 4], from: 0.1, step: 0.05)]),
      Sample(kind: kind, operands: [y, Tensor([2, 0, 3])]),
      Sample(kind: kind, operands: [tensor([4], from: 0.05, step: 0.08), Tensor(2)]),
    ]
  }
  samples += [
    Sample(
      kind: .hinge,
      operands: [signed([3, 2]), Tensor(shape: Shape([3, 2]), elements: [1, -1, -1, 1, 1, 1])]),
    Sample(kind: .hinge, operands: [signed([3]), Tensor([1, -1, -1])]),
    Sample(kind: .hinge, operands: [Tensor(0.3), Tensor(-1)]),
  ]
  return samples + networkSamples
}()

/// Convolutions, pooling and normalization over ranks, strides and paddings, with and without what may
/// be left out.
private let networkSamples: [Sample] = {
  var samples: [Sample] = []
  func windows(_ stride: Int?, _ padding: Int, window: Int? = nil) -> Attributes {
    Attributes(window: window, stride: stride, padding: padding)
  }
  let convolutions: [([Int], [Int], stride: Int, padding: Int)] = [
    ([1, 4, 4], [1, 1, 2, 2], 1, 0), ([2, 1, 4, 4], [1, 1, 2, 2], 1, 0),
    ([2, 3, 5, 4], [2, 3, 3, 2], 1, 1), ([1, 2, 5, 6], [3, 2, 3, 3], 2, 1),
    ([2, 2, 3, 3], [2, 2, 1, 1], 1, 0), ([2, 2, 4, 5], [3, 2, 2, 2], 3, 2),
    ([1, 2, 2], [2, 1, 4, 2], 1, 1),
  ]
  for (images, filters, stride, padding) in convolutions {
    let operands = [signed(images), signed(filters)]
    let bias = tensor([filters[0]])
    samples += [
      Sample(kind: .conv2D, operands: operands, attributes: windows(stride, padding)),
      Sample(kind: .conv2D, operands: operands + [bias], attributes: windows(stride, padding)),
    ]
    var patches = windows(stride, padding)
    patches[AttributeName<[Int]>.window] = Array(filters.suffix(2))
    samples.append(Sample(kind: .patches, operands: [operands[0]], attributes: patches))
  }
  let pools: [([Int], window: Int, stride: Int?, padding: Int)] = [
    ([1, 4, 4], 2, nil, 0), ([2, 3, 5, 4], 2, nil, 0), ([1, 2, 5, 5], 3, 2, 1),
    ([2, 1, 4, 6], 3, 1, 0), ([1, 1, 3, 3], 2, 3, 1),
  ]
  for (images, window, stride, padding) in pools {
    samples += [.maxPool2D, .avgPool2D].map {
      Sample(
        kind: $0, operands: [distinct(images)],
        attributes: windows(stride, padding, window: window))
    }
  }
  var epsilon = Attributes.none
  epsilon[.epsilon] = 0.01
  for (kind, shape, scales) in [
    (OperationKind.layerNorm, [4], 4), (.layerNorm, [3, 4], 4), (.layerNorm, [2, 2, 3], 3),
    (.batchNorm, [4, 3], 3), (.batchNorm, [2, 3, 4], 3), (.batchNorm, [2, 2, 3, 2], 2),
    (.rmsNorm, [4], 4), (.rmsNorm, [3, 4], 4), (.rmsNorm, [2, 2, 3], 3),
  ] {
    let operands = [signed(shape), tensor([scales]), signed([scales])]
    for count in 1...(kind == .rmsNorm ? 2 : 3) {
      samples.append(
        Sample(kind: kind, operands: Array(operands.prefix(count)), attributes: epsilon))
    }
  }
  for isCausal in [false, true] {
    var attributes = Attributes.none
    if isCausal { attributes[.causal] = true }
    for (q, k, v) in [
      ([3, 2], [3, 2], [3, 2]), ([2, 3], [4, 3], [4, 1]), ([2, 3, 2], [2, 3, 2], [2, 3, 4]),
      ([2, 1, 2, 3], [2, 1, 3, 3], [2, 1, 3, 2]),
    ] {
      samples.append(
        Sample(
          kind: .attention, operands: [signed(q), tensor(k), signed(v)], attributes: attributes))
    }
  }
  return samples
}()

/// Numbers of which no two are alike.
private func distinct(_ extents: [Int]) -> Tensor<Double> {
  let shape = Shape(extents)
  return Tensor(
    shape: shape, elements: (0..<shape.count).map { Double(($0 * 37) % 127) / 50 - 1 })
}

private func near(_ a: Double, _ b: Double, _ tolerance: Double = 1e-10) -> Bool {
  a == b || abs(a - b) <= tolerance * max(1, abs(a), abs(b))
}

private func record<S>(_ sample: Sample, on tape: Tape<S>, _ operands: [Tensor<S>]) throws -> NodeID
{
  try tape.record(sample.kind, operands.map { tape.leaf($0) }, sample.attributes)
}

/// An upstream gradient without symmetry.
private func upstream(_ shape: Shape) -> Tensor<Double> {
  Tensor(
    shape: shape,
    elements: (0..<shape.count).map { (i: Int) -> Double in 0.7 + 0.31 * Double(i * 5 % 7) })
}

@Suite struct OperationTests {
  @Test func everyOperationHasASample() {
    let tried = Set(samples.map(\.kind))
    #expect(OperationKind.allCases.filter { $0 != .leaf && !tried.contains($0) } == [])
  }

  @Test(arguments: samples) func valueIsItsDefinition(_ sample: Sample) throws {
    let tape = Tape<Double>()
    let node = try record(sample, on: tape, sample.operands)
    let trace = tape.backward(from: node, upstream: upstream(tape.shape(of: node)))
    let formula = sample.kind.definition(for: trace.signature(of: node))
    let expected = try #require(trace.evaluate(formula, at: node))
    #expect(expected.elements.count == trace.value(of: node).elements.count)
    for (a, b) in zip(trace.value(of: node).elements, expected.elements) { #expect(near(a, b)) }
  }

  @Test(arguments: samples) func gradientsAreTheirRules(_ sample: Sample) throws {
    let tape = Tape<Double>()
    let node = try record(sample, on: tape, sample.operands)
    let trace = tape.backward(from: node, upstream: upstream(tape.shape(of: node)))
    let rules = sample.kind.rules(for: trace.signature(of: node))
    #expect(rules.count == sample.operands.count)
    for (slot, rule) in rules.enumerated() {
      let edge = trace.edge(into: node, slot: slot)
      if sample.kind.isFlat {
        #expect(edge.gradient.tensor == nil && trace.gradient(of: node).tensor == nil)
        continue
      }
      let gradient = try #require(edge.gradient.tensor)
      #expect(gradient.shape == sample.operands[slot].shape)
      let expected = try #require(expectation(rule, trace, node, gradient.shape))
      for (a, b) in zip(gradient.elements, expected) { #expect(near(a, b)) }
    }
  }

  /// What a rule says the gradient along a slot is.
  private func expectation(
    _ rule: LocalRule, _ trace: Trace<Double>, _ node: NodeID, _ shape: Shape
  ) -> [Double]? {
    switch rule {
    case .label: return [Double](repeating: 0, count: shape.count)
    case .pullback(let formula): return trace.evaluate(formula, at: node)?.elements
    case .derivative(let formula):
      guard let product = trace.evaluate(.upstream * formula, at: node) else { return nil }
      // Summed over the axes along which the operand was repeated.
      var sums = [Double](repeating: 0, count: shape.count)
      guard let broadcast = Broadcast([shape], to: product.shape) else { return product.elements }
      if product.shape.isScalar { return sums.map { _ in product.elements[0] } }
      if shape.rank > product.shape.rank { return nil }
      for entry in product.elements.indices {
        let (run, i) = (entry / broadcast.run, entry % broadcast.run)
        sums[broadcast.start(ofRun: run, slot: 0) + i * broadcast.step(slot: 0)] +=
          product.elements[entry]
      }
      return sums
    }
  }

  @Test(arguments: samples) func gradientsAreThoseOfDualNumbers(_ sample: Sample) throws {
    let tape = Tape<Double>()
    let node = try record(sample, on: tape, sample.operands)
    let seed = upstream(tape.shape(of: node))
    let trace = tape.backward(from: node, upstream: seed)
    let labels = sample.kind.labels(in: trace.signature(of: node))
    guard !sample.kind.isFlat else { return }
    for (slot, operand) in sample.operands.enumerated() where slot != labels?.slot {
      let gradient = try #require(trace.edge(into: node, slot: slot).gradient.tensor)
      for index in operand.elements.indices {
        let dual = Tape<Dual>()
        var operands = sample.operands.map { $0.map { Dual($0) } }
        operands[slot].elements[index].slope = 1
        let result = try record(sample, on: dual, operands)
        let slope = zip(dual.value(of: result).elements, seed.elements)
          .reduce(0) { $0 + $1.0.slope * $1.1 }
        #expect(near(gradient.elements[index], slope))
      }
    }
  }

  @Test(arguments: samples) func gradientsAreCentralDifferences(_ sample: Sample) throws {
    let tape = Tape<Double>()
    let node = try record(sample, on: tape, sample.operands)
    let trace = tape.backward(from: node, upstream: upstream(tape.shape(of: node)))
    let labels = sample.kind.labels(in: trace.signature(of: node))
    let leaves = sample.operands.indices.filter { $0 != labels?.slot }.map { NodeID($0) }
    let check = tape.checkGradients(trace, of: leaves)
    #expect(check.failures(tolerance: 1e-7).isEmpty)
  }

  /// An operation with a kink tells on which side of it operands lie, a smooth one does not.
  @Test(arguments: samples) func kinksHaveSides(_ sample: Sample) throws {
    let tape = Tape<Double>()
    let node = try record(sample, on: tape, sample.operands)
    let trace = tape.backward(from: node, upstream: upstream(tape.shape(of: node)))
    let sides = branches(trace.recording, trace.values, node: node.index)
    #expect(sides.isEmpty == (sample.kind.kink == nil && !sample.kind.isFlat))
  }

  @Test(arguments: samples) func labelsAreWhatNoGradientReaches(_ sample: Sample) throws {
    let tape = Tape<Double>()
    let node = try record(sample, on: tape, sample.operands)
    let signature = tape.backward(from: node, upstream: upstream(tape.shape(of: node)))
      .signature(of: node)
    let hasLabels = sample.kind.rules(for: signature).contains { rule in
      if case .label = rule { true } else { false }
    }
    #expect(sample.kind.takesLabels || !hasLabels)
    #expect((sample.kind.labels(in: signature) != nil) == hasLabels)
  }
}
