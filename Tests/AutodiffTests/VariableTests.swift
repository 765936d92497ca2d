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
  case .matmul:
    return Recorded(kind: kind, extents: [[2, 3], [3, 2]]) { try matmul($0[0], $0[1]) }
  case .affine:
    return Recorded(kind: kind, extents: [[2, 3], [3, 4], [4]]) {
      try affine($0[0], $0[1], $0[2])
    }
  case .dot: return Recorded(kind: kind, extents: [[3], [3]]) { try dot($0[0], $0[1]) }
  case .transpose: return unary(kind) { try $0.transposed() }
  case .sum: return along(kind, 1, { $0.sum() }, { try $0.sum(axis: 1) })
  case .mean: return along(kind, 1, { $0.mean() }, { try $0.mean(axis: 1) })
  case .maxOver: return along(kind, 1, { try $0.max() }, { try $0.max(axis: 1) })
  case .minOver: return along(kind, 1, { try $0.min() }, { try $0.min(axis: 1) })
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
      tape.variable(tensor($1, from: 0.2 + 0.1 * Double($0), step: 0.05))
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
  }

  @Test func aWrongShapeIsThrownAndNothingIsRecorded() throws {
    let tape = Tape<Double>()
    let a = tape.variable([1, 2]), b = tape.variable([1, 2, 3])
    let count = tape.nodeCount
    let wrong: [() throws -> Variable<Double>] = [
      { try a + b }, { try a * b }, { try a ** b }, { try max(a, b) }, { try matmul(a, b) },
      { try dot(a, b) }, { try affine(a, b, a) }, { try a.sum(axis: 1) }, { try a.mean(axis: -2) },
      { try a.max(axis: 7) }, { try a.reshaped([3]) }, { try a.reshaped([-1, -1]) },
      { try a.reshaped([.max, .max]) }, { try a[2] }, { try a[0, 0] }, { try a[1..<1] },
      { try a[0..<9] }, { try a.softmax(axis: .min) }, { try concat(a, b, axis: 3) },
      { try concat([Variable<Double>]()) }, { try mse(a, b) }, { try mse(a, [1, 2, 3]) },
      { try softmaxCrossEntropy(a, b) }, { try a.oneHot(classes: 0) },
      { try conv2d(a, b) }, { try maxPool2d(a, 2) }, { try layerNorm(a, b) },
      { try layerNorm(a, nil, a) }, { try batchNorm(a) }, { try rmsNorm(a, b) },
      { try attention(a, a, b) },
      { try tape.variable([[1, 2], [3]]) }, { try tape.variable([[], [3]]) },
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
        { try mse(a, b) }, { try bce(a, b) }, { try crossEntropy(a, b) },
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
