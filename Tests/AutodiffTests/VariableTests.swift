import Testing

@testable import Autodiff

/// An operation by its function, beside what the tape records of it.
private struct Recorded: CustomTestStringConvertible, Sendable {
  let kind: OperationKind
  let extents: [[Int]]
  var attributes = Attributes.none
  let function: @Sendable ([Variable<Double>]) throws -> Variable<Double>
  var testDescription: String { kind.name }
}

/// What a user writes for an operation. Without a `default`: an operation that lacks its function
/// does not compile.
private func recorded(_ kind: OperationKind) -> Recorded? {
  let pair = [[2, 3], [2, 3]]
  switch kind {
  case .leaf: return nil
  case .identity: return unary(kind) { $0.identity() }
  case .add: return Recorded(kind: kind, extents: pair) { try $0[0] + $0[1] }
  case .subtract: return Recorded(kind: kind, extents: pair) { try $0[0] - $0[1] }
  case .multiply: return Recorded(kind: kind, extents: pair) { try $0[0] * $0[1] }
  case .divide: return Recorded(kind: kind, extents: pair) { try $0[0] / $0[1] }
  case .generalPower: return Recorded(kind: kind, extents: pair) { try $0[0] ** $0[1] }
  case .power:
    return Recorded(kind: kind, extents: [[2, 3]], attributes: Attributes(exponent: 3)) {
      $0[0] ** 3
    }
  case .negate: return unary(kind) { -$0 }
  case .reciprocal: return unary(kind) { 1 / $0 }
  case .exp: return unary(kind) { exp($0) }
  case .log: return unary(kind) { log($0) }
  case .sqrt: return unary(kind) { sqrt($0) }
  case .square: return unary(kind) { square($0) }
  case .log2: return unary(kind) { log2($0) }
  case .mish: return unary(kind) { mish($0) }
  case .relu6: return unary(kind) { relu6($0) }
  case .hardTanh: return unary(kind) { hardTanh($0) }
  case .clip:
    return Recorded(kind: kind, extents: [[2, 3]], attributes: Attributes(low: -1, high: 2)) {
      clip($0[0], low: -1, high: 2)
    }
  case .dropout:
    var rate = Attributes.none
    rate[.dropRate] = 0
    return Recorded(kind: kind, extents: pair, attributes: rate) {
      try dropout($0[0], p: 0, seed: 1)
    }
  case .abs: return unary(kind) { abs($0) }
  case .sin: return unary(kind) { sin($0) }
  case .cos: return unary(kind) { cos($0) }
  case .tanh: return unary(kind) { tanh($0) }
  case .sigmoid: return unary(kind) { sigmoid($0) }
  case .relu: return unary(kind) { relu($0) }
  case .softplus: return unary(kind) { softplus($0) }
  case .erf: return unary(kind) { erf($0) }
  case .silu: return unary(kind) { silu($0) }
  case .gelu: return unary(kind) { gelu($0) }
  case .leakyReLU:
    return Recorded(kind: kind, extents: [[2, 3]], attributes: Attributes(slope: 0.01)) {
      leakyReLU($0[0])
    }
  case .elu:
    return Recorded(kind: kind, extents: [[2, 3]], attributes: Attributes(alpha: 1)) {
      elu($0[0])
    }
  case .max: return Recorded(kind: kind, extents: pair) { try max($0[0], $0[1]) }
  case .min: return Recorded(kind: kind, extents: pair) { try min($0[0], $0[1]) }
  case .less: return Recorded(kind: kind, extents: pair) { try $0[0] .< $0[1] }
  case .atMost: return Recorded(kind: kind, extents: pair) { try $0[0] .<= $0[1] }
  case .greater: return Recorded(kind: kind, extents: pair) { try $0[0] .> $0[1] }
  case .atLeast: return Recorded(kind: kind, extents: pair) { try $0[0] .>= $0[1] }
  case .equal: return Recorded(kind: kind, extents: pair) { try $0[0] .== $0[1] }
  case .notEqual: return Recorded(kind: kind, extents: pair) { try $0[0] .!= $0[1] }
  case .where:
    return Recorded(kind: kind, extents: [[2, 1], [2, 3], [3]]) { try select($0[0], $0[1], $0[2]) }
  case .matmul:
    return Recorded(kind: kind, extents: [[2, 3], [3, 2]]) { try matmul($0[0], $0[1]) }
  case .affine:
    return Recorded(kind: kind, extents: [[2, 3], [3, 4], [4]]) {
      try affine($0[0], $0[1], $0[2])
    }
  case .dot: return Recorded(kind: kind, extents: [[3], [3]]) { try dot($0[0], $0[1]) }
  case .transpose: return unary(kind) { try $0.transposed() }
  case .einsum:
    let equation = Attributes(equation: "ij,jk->ik")
    return Recorded(kind: kind, extents: [[2, 3], [3, 2]], attributes: equation) {
      try einsum("ij,jk->ik", $0[0], $0[1])
    }
  case .expandDims:
    return Recorded(kind: kind, extents: [[2, 3]], attributes: Attributes(axis: -1)) {
      try $0[0].expandingDimensions(at: -1)
    }
  case .squeeze:
    return Recorded(kind: kind, extents: [[2, 1]], attributes: Attributes(axis: 1)) {
      #expect(try $0[0].squeezed().shape == [2])
      return try $0[0].squeezed(axis: 1)
    }
  case .permute:
    return Recorded(kind: kind, extents: [[2, 3]], attributes: Attributes(axes: [1, 0])) {
      try $0[0].permuted([1, 0])
    }
  case .broadcastTo:
    return Recorded(kind: kind, extents: [[3]], attributes: Attributes(shape: [2, 3])) {
      try $0[0].broadcast(to: [2, 3])
    }
  case .stack:
    return Recorded(kind: kind, extents: pair, attributes: Attributes(axis: 2)) {
      try stack($0[0], $0[1], axis: 2)
    }
  case .pad:
    let padding = Attributes(padding: [[0, 0], [1, 2]])
    return Recorded(kind: kind, extents: [[2, 3]], attributes: padding) {
      try $0[0].padded([[0, 0], [1, 2]])
    }
  case .tril: return unary(kind) { try $0.lowerTriangle() }
  case .triu: return unary(kind) { try $0.upperTriangle() }
  case .embedding:
    return Recorded(kind: kind, extents: [[2, 3], []]) { try embedding($0[0], $0[1]) }
  case .sum: return along(kind, 1, { $0.sum() }, { try $0.sum(axis: 1) })
  case .mean: return along(kind, 1, { $0.mean() }, { try $0.mean(axis: 1) })
  case .maxOver: return along(kind, 1, { try $0.max() }, { try $0.max(axis: 1) })
  case .minOver: return along(kind, 1, { try $0.min() }, { try $0.min(axis: 1) })
  case .productOver: return along(kind, 1, { $0.product() }, { try $0.product(axis: 1) })
  case .logSumExp: return along(kind, 1, { $0.logSumExp() }, { try $0.logSumExp(axis: 1) })
  case .norm: return along(kind, 1, { $0.norm() }, { try $0.norm(axis: 1) })
  case .argmax: return along(kind, 1, { try $0.argmax() }, { try $0.argmax(axis: 1) })
  case .variance, .standardDeviation:
    var attributes = Attributes(over: [0, -1], keepsAxes: true)
    attributes[.ddof] = 1
    let isVariance = kind == .variance
    return Recorded(kind: kind, extents: [[2, 3]], attributes: attributes) {
      try isVariance
        ? $0[0].variance(axes: [0, -1], ddof: 1, keepsAxes: true)
        : $0[0].standardDeviation(axes: [0, -1], ddof: 1, keepsAxes: true)
    }
  case .cumsum:
    return Recorded(kind: kind, extents: [[2, 3]], attributes: Attributes(axis: -1)) {
      try $0[0].cumulativeSum(axis: -1)
    }
  case .reshape:
    return Recorded(kind: kind, extents: [[2, 3]], attributes: Attributes(shape: [3, 2])) {
      try $0[0].reshaped([3, -1])
    }
  case .flatten: return unary(kind) { $0.flattened() }
  case .concat:
    return Recorded(kind: kind, extents: pair, attributes: Attributes(axis: -1)) {
      try concat($0[0], $0[1], axis: -1)
    }
  case .index:
    let index = [Subscript.range(from: -1, to: nil), .at(1)]
    return Recorded(kind: kind, extents: [[2, 3]], attributes: Attributes(index: index)) {
      try $0[0][(-1)..., 1]
    }
  case .oneHot:
    return Recorded(kind: kind, extents: [[2]], attributes: Attributes(shape: [2, 3])) {
      try $0[0].oneHot(classes: 3)
    }
  case .softmax:
    return Recorded(kind: kind, extents: [[2, 3]], attributes: Attributes(axis: -1)) {
      try softmax($0[0])
    }
  case .logSoftmax:
    return Recorded(kind: kind, extents: [[2, 3]], attributes: Attributes(axis: 0)) {
      try logSoftmax($0[0], axis: 0)
    }
  case .conv2D:
    return Recorded(
      kind: kind, extents: [[1, 3, 3], [2, 1, 2, 2], [2]],
      attributes: Attributes(stride: 2, padding: 1)
    ) { try conv2d($0[0], $0[1], $0[2], stride: 2, padding: 1) }
  // What a convolution is taken apart into; nobody writes it.
  case .patches: return nil
  case .maxPool2D:
    return Recorded(
      kind: kind, extents: [[1, 4, 4]], attributes: Attributes(window: 2, stride: nil, padding: 0)
    ) { try maxPool2d($0[0], 2) }
  case .avgPool2D:
    return Recorded(
      kind: kind, extents: [[1, 4, 4]], attributes: Attributes(window: 3, stride: 1, padding: 1)
    ) { try avgPool2d($0[0], 3, stride: 1, padding: 1) }
  case .attention:
    var attributes = Attributes.none
    attributes[.causal] = true
    return Recorded(kind: kind, extents: [[3, 2], [3, 2], [3, 4]], attributes: attributes) {
      try attention($0[0], $0[1], $0[2], causal: true)
    }
  case .layerNorm: return normalized(kind, [3]) { try layerNorm($0[0], $0[1], $0[2]) }
  case .batchNorm: return normalized(kind, [3]) { try batchNorm($0[0], $0[1], $0[2]) }
  case .rmsNorm:
    return Recorded(kind: kind, extents: [[2, 3], [3]], attributes: epsilon) {
      try rmsNorm($0[0], $0[1])
    }
  case .mse: return loss(kind) { try mse($0, $1) }
  case .sse: return loss(kind) { try sse($0, $1) }
  case .halfSSE: return loss(kind) { try halfSSE($0, $1) }
  case .bce: return loss(kind) { try bce($0, $1) }
  case .crossEntropy: return loss(kind) { try crossEntropy($0, $1) }
  case .softmaxCrossEntropy: return loss(kind) { try softmaxCrossEntropy($0, $1) }
  case .softmaxLoss: return loss(kind) { try softmaxLoss($0, $1) }
  case .hinge: return loss(kind) { try hinge($0, $1) }
  case .mae: return loss(kind) { try mae($0, $1) }
  case .nll: return loss(kind) { try nll($0, $1) }
  case .sigmoidBCE: return loss(kind) { try sigmoidBCE($0, $1) }
  case .kl: return loss(kind) { try kl($0, $1) }
  case .huber:
    var attributes = Attributes.none
    attributes[.delta] = 0.1
    return Recorded(kind: kind, extents: pair, attributes: attributes) {
      try huber($0[0], $0[1], delta: 0.1)
    }
  }
}

private let epsilon: Attributes = {
  var attributes = Attributes.none
  attributes[.epsilon] = 1e-5
  return attributes
}()

private func normalized(
  _ kind: OperationKind, _ scales: [Int],
  _ function: @escaping @Sendable ([Variable<Double>]) throws -> Variable<Double>
) -> Recorded {
  Recorded(
    kind: kind, extents: [[2, 3], scales, scales], attributes: epsilon, function: function)
}

private func unary(
  _ kind: OperationKind,
  _ function: @escaping @Sendable (Variable<Double>) throws -> Variable<Double>
) -> Recorded {
  Recorded(kind: kind, extents: [[2, 3]]) { try function($0[0]) }
}

/// A reduction, here along an axis; of all entries it gives a single number.
private func along(
  _ kind: OperationKind, _ axis: Int,
  _ whole: @escaping @Sendable (Variable<Double>) throws -> Variable<Double>,
  _ function: @escaping @Sendable (Variable<Double>) throws -> Variable<Double>
) -> Recorded {
  Recorded(kind: kind, extents: [[2, 3]], attributes: Attributes(axis: axis)) {
    #expect(try whole($0[0]).shape == .scalar)
    return try function($0[0])
  }
}

private func loss(
  _ kind: OperationKind,
  _ function:
    @escaping @Sendable (Variable<Double>, Variable<Double>) throws -> Variable<Double>
) -> Recorded {
  Recorded(kind: kind, extents: [[2, 3], [2, 3]]) { try function($0[0], $0[1]) }
}

@Suite struct VariableTests {
  @Test(arguments: OperationKind.allCases.compactMap(recorded))
  private func everyOperationHasAFunction(_ recorded: Recorded) throws {
    let tape = Tape<Double>()
    let operands = recorded.extents.enumerated().map {
      let value = tensor($1, from: 0.2 + 0.1 * Double($0), step: 0.05)
      // The numbers of rows are whole, and a mask that drops nothing is of ones.
      return tape.variable(
        recorded.kind == .embedding && $0 == 1
          ? value.map { $0.rounded() }
          : recorded.kind == .dropout && $0 == 1 ? value.map { _ in 1 } : value)
    }
    let result = try recorded.function(operands)
    #expect(tape.kind(of: result.id) == recorded.kind)
    let plain = try tape.record(recorded.kind, operands.map(\.id), recorded.attributes)
    #expect(tape.attributes(of: result.id) == tape.attributes(of: plain))
    #expect(result.value == tape.value(of: plain))
  }

  @Test func numbersStandOnEitherSide() throws {
    let tape = Tape<Double>()
    let x = tape.variable(4)
    // One by one: as one literal they take the compiler seconds.
    var results = [x + 2, 2 + x]
    results += [x - 2, 2 - x]
    results += [x * 2, 2 * x]
    results += [x / 2, 2 / x]
    results += [x ** 2, 2 ** x]
    #expect(results.map(\.value.elements[0]) == [6, 6, 2, -2, 8, 8, 2, 0.5, 16, 16])
    #expect([max(x, 5), min(x, 5)].map(\.value.elements[0]) == [5, 4])
    #expect((2 * tape.variable([1, 2]) + 1).value == [3, 5])
    // 1 / x is an operation of its own, and so is a power with a number.
    #expect(tape.kind(of: (1 / x).id) == .reciprocal)
    #expect(tape.kind(of: x.squared().id) == .power)
  }

  @Test func entriesAreTakenByTheirPlaces() throws {
    let tape = Tape<Double>()
    let x = try tape.variable([[1, 2, 3], [4, 5, 6]])
    #expect(try x[1, 0].value == 4)
    #expect(try x[-1].value == [4, 5, 6])
    #expect(try x[0..., 1].value == [2, 5])
    #expect(try x[0, ..<2].value == [1, 2])
    #expect(try x[0, 1...2].value == [2, 3])
    #expect(try x[0, (-2)...(-1)].value == [2, 3])
    #expect(try x[0, ...(-2)].value == [1, 2])
    #expect(throws: ShapeError.self) { try x[0, ...Int.max] }
    #expect(try x[0, [2, 0, 2]].value == [3, 1, 3])
    #expect(try x[[1, 0], [0, 2]].value == [4, 3])
    #expect(try x[1, Subscript.range(from: nil, to: nil, step: -2)].value == [6, 4])
    for index in [[], [2], [-3]] { #expect(throws: ShapeError.self) { try x[index] } }
    #expect(throws: ShapeError.self) { try x[[0, 1], [0, 1, 2]] }
    let cube = tape.variable(tensor([2, 3, 2]))
    #expect(throws: ShapeError.self) { try cube[0, 0..., [0, 1, 1]] }
    #expect(try cube[0..., 0, [0, 1, 1]].shape == [2, 3])
    #expect(try cube[[0, 1], 0..., [0, 1]].shape == [2, 3])
    #expect(throws: ShapeError.self) { try x[0, Subscript.range(from: nil, to: nil, step: 0)] }
    #expect(throws: ShapeError.self) { try x[0, Subscript.range(from: 0, to: 2, step: .min)] }
    #expect(try x[0, Subscript.range(from: 0, to: 2, step: .max)].value == [1])
    #expect(try x[0, Subscript.range(from: 2, to: nil, step: .min)].value == [3])
  }

  /// A row that is not in a table has no number, and nothing flows back to it.
  @Test func aRowThatIsNotThereIsNotANumber() throws {
    let tape = Tape<Double>()
    let table = try tape.variable([[1, 2], [3, 4]])
    for id in [2, -1, 0.5, .nan, .infinity] {
      let row = try embedding(table, tape.constant(id))
      let isNumber = row.value.elements.map { !$0.isNaN }
      #expect(isNumber == [false, false])
      let trace = try tape.backward(from: row, upstream: [1, 1])
      #expect(trace.gradient(of: table).tensor?.elements == [0, 0, 0, 0])
    }
  }

  /// What was recorded once runs again for other values.
  @Test func shapesRunAgainForOtherValues() throws {
    let tape = Tape<Double>()
    let x = try tape.variable([[1, 2], [3, 4]]), table = try tape.variable([[1, 0], [0, 1]])
    let rows = try embedding(table, tape.constant([1, 1, 0]))
    let product = try matmul(rows.expandingDimensions(at: 0), x)
    let y = try einsum("bij,j->", product.permuted([0, 1, 2]), tape.constant([1, 10]))
    #expect(y.value.scalar == 107)
    try x.assign(Tensor([[1, 1], [1, 1]]))
    tape.accumulateGradients(from: y.id)
    #expect(y.value.scalar == 33)
    tape.withGradient(of: x.id) { #expect(Array($0) == [1, 10, 2, 20]) }
    tape.withGradient(of: table.id) { #expect(Array($0) == [11, 11, 22, 22]) }
  }

  @Test func aWrongShapeIsThrownAndNothingIsRecorded() throws {
    let tape = Tape<Double>()
    let a = tape.variable([1, 2]), b = tape.variable([1, 2, 3])
    let number = tape.variable(1)
    let count = tape.nodeCount
    let wrong: [() throws -> Variable<Double>] = [
      { try a + b }, { try a * b }, { try a ** b }, { try max(a, b) }, { try matmul(a, b) },
      { try dot(a, b) }, { try affine(a, b, a) }, { try a.sum(axis: 1) }, { try a.mean(axis: -2) },
      { try a.max(axis: 7) }, { try a.reshaped([3]) }, { try a.reshaped([-1, -1]) },
      { try a.reshaped([.max, .max]) }, { try a[2] }, { try a[0, 0] }, { try a[1..<1] },
      { try a[0..<9] }, { try a.softmax(axis: .min) }, { try concat(a, b, axis: 3) },
      { try concat([Variable<Double>]()) }, { try mse(a, b) }, { try mse(a, [1, 2, 3]) },
      { try softmaxCrossEntropy(a, b) }, { try a.oneHot(classes: 0) }, { try a .< b },
      { try select(a, b, b) }, { try select(a, a, b) }, { try a.sum(axes: [0, 0]) },
      { try a.product(axes: [0, 1]) }, { try a.variance(ddof: 2) },
      { try a.cumulativeSum(axis: 1) },
      { try a.standardDeviation(ddof: -1) }, { try huber(a, a, delta: 0) }, { try kl(a, b) },
      { try mae(a, [1, 2, 3]) }, { try nll(a, b) }, { try a.argmax(axis: 1) },
      { try conv2d(a, b) }, { try maxPool2d(a, 2) }, { try layerNorm(a, b) },
      { try layerNorm(a, nil, a) }, { try batchNorm(a) }, { try rmsNorm(a, b) },
      { try attention(a, a, b) },
      { try tape.variable([[1, 2], [3]]) }, { try tape.variable([[], [3]]) },
      { try a.permuted([1]) }, { try a.permuted([0, 0]) }, { try a.expandingDimensions(at: 3) },
      { try a.expandingDimensions(at: .min) }, { try a.squeezed(axis: 0) },
      { try a.broadcast(to: [3]) }, { try a.broadcast(to: [0]) },
      { try a.broadcast(to: [.max, 2]) },
      { try a.lowerTriangle() }, { try a.padded([[1]]) }, { try a.padded([[-1, 0]]) },
      { try a.padded([[.max, .max]]) }, { try stack(a, b) }, { try stack(a, a, axis: 2) },
      { try embedding(number, a) }, { try einsum("i,i->", a, b) },
      { try einsum("ii->i", a) }, { try einsum("i->j", a) }, { try einsum("i,j->i", a) },
      { try einsum("...i->i", a) }, { try einsum("i->ii", a) }, { try einsum("é->é", a) },
      { try einsum("", a) },
    ]
    for function in wrong { #expect(throws: ShapeError.self) { try function() } }
    #expect(tape.nodeCount == count)
    #expect(throws: ShapeError.self) { try Tensor([1.0, 2], shape: [3]) }
    #expect(throws: ShapeError.self) { try Tensor([1.0, 2], shape: [-1, -2]) }
    #expect(throws: ShapeError.self) { try tape.backward(from: a) }
    #expect(throws: ShapeError.self) { try tape.backward(from: a, upstream: [1, 2, 3]) }
    #expect(try tape.backward(from: a, upstream: [1, 2]).gradient(of: a).tensor == [1, 2])
  }

  @Test func differentTapesDoNotMix() throws {
    let (one, other) = (Tape<Double>(), Tape<Double>())
    let a = one.variable(1), b = other.variable(2)
    for function in [
      { try a + b }, { try matmul(a, b) }, { try concat(a, b) }, { try mse(a, b) },
    ] as [() throws -> Variable<Double>] {
      #expect(throws: ShapeError.self) { try function() }
    }
    #expect(throws: ShapeError.self) { try one.backward(from: b) }
    let trace = try one.backward(from: a * a)
    #expect(throws: ShapeError.self) { try other.descend(along: trace, rate: 1) }
    // What is not in a trace has no gradient there.
    #expect(trace.gradient(of: b) == .notComputed)
    #expect(trace.gradient(of: a + 1) == .notComputed)
    #expect(trace.value(of: b) == nil && trace.contributions(to: b).isEmpty)
  }

  @Test func whatIsAssignedIsComputedAnew() throws {
    let tape = Tape<Double>()
    let x = tape.variable([1, 2]), y = (x ** 2).sum()
    #expect(y.value == 5)
    try x.assign([3, 4])
    #expect(y.value == 25)
    #expect(throws: ShapeError.self) { try x.assign(3) }
    #expect(throws: ShapeError.self) { try y.assign(3) }
  }

  /// w ← w − 0.1 · 2w, from 1: 0.8, 0.64.
  @Test func parametersGoAgainstTheirGradients() throws {
    let tape = Tape<Double>()
    let w = tape.parameter(1, name: "w"), unused = tape.parameter(7), x = tape.variable(1)
    let loss = try w * w * x
    for expected in [0.8, 0.64] {
      try tape.descend(along: tape.backward(from: loss), rate: 0.1)
      #expect(abs(w.value.elements[0] - expected) < 1e-15)
    }
    #expect(unused.value == 7 && x.value == 1)
    #expect(try tape.checkGradients(from: loss).failures(tolerance: 1e-8).isEmpty)
  }

  @Test func namesLayersAndGroupsAreKept() throws {
    let tape = Tape<Double>()
    tape.title = "A title"
    tape.learningRate = 0.5
    let x = tape.variable(3, name: "x")
    let y = try tape.layer("First") { try tape.group("twice") { try x + x } }.named("y")
    _ = tape.group("twice") { -x }
    let trace = try tape.backward(from: y)
    #expect(trace.names == ["x", "y"] && trace.name(of: y.id) == "y" && y.name == "y")
    #expect(trace.gradientsByName["x"] == 2 && trace.valuesByName["y"] == 6)
    #expect(trace.annotations.layer(of: y.id) == 0 && trace.annotations.layer(of: x.id) == nil)
    #expect(trace.annotations.groups.map(\.call) == [1, 2])
    #expect(trace.annotations.title.general == "A title" && trace.annotations.rate == 0.5)
  }

  /// A tape that goes on from a trace changes neither it nor the tape that made it.
  @Test func aTapeGoesOnFromATrace() throws {
    let tape = Tape<Double>()
    let x = tape.variable(3), y = try x * x
    let trace = try tape.backward(from: y)
    let next = Tape(continuing: trace)
    next.setValue(of: x.id, to: [5])
    _ = next.recordScalar(.add, y.id, x.id)
    #expect(next.value(of: y.id) == 25 && y.value == 9 && trace.value(of: y) == 9)
    _ = x + 1
    #expect(next.nodeCount == 3 && next.value(of: NodeID(2)) == 30)
    #expect(next.checkGradients(trace).failures(tolerance: 1e-7).isEmpty)
    #expect(next.quickCheck(trace)?.entries.count == 1)
  }

  @Test func tensorsAreWrittenAsNumPyDoes() throws {
    #expect("\(Tensor<Double>(6))" == "6.0" && "\(Tensor<Double>([1, 2]))" == "[1.0, 2.0]")
    #expect("\(try Tensor<Double>([[1, 2], [3, 4]]))" == "[[1.0, 2.0], [3.0, 4.0]]")
    let tape = Tape<Double>()
    #expect("\(tape.variable(3, name: "x"))" == "x = 3.0")
  }

  /// Whatever the shapes, of up to three axes and without entries too: a value, a gradient, or an
  /// error, and never a trap.
  @Test(arguments: 0..<60) func noShapeTraps(_ seed: Int) throws {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    func random(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    let tape = Tape<Double>()
    func shape() -> [Int] { (0..<random(4)).map { _ in [0, 1, 2, 2, 3, 3][random(6)] } }
    var variables = (0..<4).map { _ in tape.variable(tensor(shape())) }
    for _ in 0..<60 {
      let (a, b, c) = (
        variables[random(variables.count)], variables[random(variables.count)],
        variables[random(variables.count)]
      )
      let axis = random(6) - 3
      let functions: [() throws -> Variable<Double>] = [
        { try a + b }, { try a / b }, { try a ** b }, { try min(a, b) }, { a + 1 }, { 2 ** a },
        { sigmoid(a) }, { a ** 3 }, { leakyReLU(a) }, { a.sum() }, { a.mean() }, { try a.max() },
        { try a.sum(axis: axis) }, { try a.mean(axis: axis) }, { try a.min(axis: axis) },
        { try matmul(a, b) }, { try affine(a, b, c) }, { try dot(a, b) }, { try a.transposed() },
        { a.flattened() }, { try a.reshaped(shape() + [-1]) }, { try concat(a, b, c, axis: axis) },
        { try a[axis] }, { try a[axis..., random(3)] }, { try a[..<random(4)] },
        { try a.softmax(axis: axis) }, { try a.logSoftmax() }, { try a.oneHot(classes: random(4)) },
        { try a.permuted([axis, 0, 1]) }, { try a.expandingDimensions(at: axis) },
        { try a.squeezed(axis: axis) }, { try a.squeezed() }, { try a.broadcast(to: shape()) },
        { try a.lowerTriangle() }, { try a.upperTriangle() },
        { try a.padded([[1, 0], [0, axis]]) },
        { try stack(a, b, axis: axis) }, { try embedding(a, b) }, { try einsum("ij,jk", a, b) },
        { try a[[axis, 0, 0]] },
        { try a[Subscript.range(from: nil, to: axis, step: random(5) - 2)] },
        { try mse(a, b) }, { try bce(a, b) }, { try crossEntropy(a, b) },
        { try a .<= b }, { try select(a, b, c) }, { try a.sum(axes: [axis, 0], keepsAxes: true) },
        { try a.variance(axes: [axis], ddof: random(3)) }, { a.norm() }, { a.product() },
        { try a.standardDeviation() }, { try a.logSumExp(axis: axis, keepsAxis: true) },
        { try a.cumulativeSum(axis: axis) }, { try a.argmax(axis: axis) }, { try mae(a, b) },
        { try huber(a, b) }, { try nll(a, b) }, { try sigmoidBCE(a, b) }, { try kl(a, b) },
        { try softmaxCrossEntropy(a, b) }, { try softmaxLoss(a, b) }, { try hinge(a, b) },
        { try conv2d(a, a.reshaped([1, 1, 1, -1])) }, { try layerNorm(a, b) },
        { try maxPool2d(a, 2, stride: 1, padding: random(2)) }, { try batchNorm(a) },
        { try avgPool2d(a, 1 + random(2)) }, { try rmsNorm(a) },
      ]
      if let result = try? functions[random(functions.count)]() { variables.append(result) }
    }
    for variable in variables {
      let trace = try tape.backward(
        from: variable, upstream: Tensor(repeating: 1, shape: variable.shape))
      #expect(trace.value(of: variable)?.shape == variable.shape)
      _ = trace.kinks
    }
  }
}
