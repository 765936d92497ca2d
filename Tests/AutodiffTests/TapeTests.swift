import Testing

@testable import Autodiff

@Suite struct TapeTests {
  @Test func theReadmesExample() throws {
    let tape = Tape<Double>()
    let x = tape.variable(3, name: "x")
    let trace = try tape.backward(from: x * x + 1)
    #expect(trace.gradient(of: x) == 6)
    #expect(trace.contributions(to: x).map(\.gradient.scalar) == [3, 3])
  }

  @Test func aMillionNodesNeitherRecurseNorOverflow() {
    let tape = Tape<Double>()
    let x = tape.leaf(Tensor(1))
    let one = tape.leaf(Tensor(1), role: .constant)
    var y = x
    for _ in 0..<1_000_000 { y = tape.recordScalar(.add, y, one) }
    let trace = tape.backward(from: y)
    #expect(trace.scalar(of: y) == 1_000_001)
    #expect(trace.gradient(of: x) == 1)
    #expect(trace.gradient(of: one) == .notComputed)
  }

  @Test func aTapeRunsAgainWithNewInputs() throws {
    let tape = Tape<Double>()
    let x = tape.variable([1, 2, 3], name: "x")
    let y = x.sum()
    let loss = try y * y
    #expect(loss.value == 36)
    tape.setValue(of: x.id, to: [1, 1, 1])
    #expect(loss.value == 9)
    tape.accumulateGradients(from: loss.id)
    tape.withGradient(of: x.id) { #expect(Array($0) == [6, 6, 6]) }
    tape.accumulateGradients(from: loss.id)
    tape.withGradient(of: x.id) { #expect(Array($0) == [6, 6, 6]) }
  }

  /// What is recorded in double precision and converted is to the bit what is recorded in single
  /// precision, values and gradients, and both tapes go on by themselves.
  @Test func aConvertedTapeIsTheOneRecordedDirectly() throws {
    func record<Scalar>(on tape: Tape<Scalar>) throws -> (loss: NodeID, w: NodeID) {
      let x = try tape.leaf(
        Tensor<Double>([[0.1, -0.7, 2.3], [1.7, 0.3, -0.2]]).map { Scalar($0) }, role: .constant)
      let w = try tape.leaf(
        Tensor<Double>([[0.3, 0.9], [-1.1, 0.2], [0.7, 0.1]]).map { Scalar($0) },
        role: .parameter, name: "w")
      let z = try tape.record(.matmul, [x, w])
      let h = try tape.record(.leakyReLU, [z], Attributes(slope: 0.1))
      let t = tape.leaf(Tensor<Double>([1, 0]).map { Scalar($0) }, role: .constant)
      return (try tape.record(.softmaxCrossEntropy, [h, t]), w)
    }
    let (double, direct) = (Tape<Double>(), Tape<Float>())
    let (loss, w) = try record(on: double)
    _ = try record(on: direct)
    double.evaluate()
    let converted = Tape<Float>(converting: double)
    #expect(converted.annotations.names[w] == "w" && converted.role(of: w) == .parameter)
    #expect(converted.nodeCount == direct.nodeCount)
    for node in direct.nodes {
      #expect(converted.value(of: node) == direct.value(of: node))
    }
    converted.accumulateGradients(from: loss)
    direct.accumulateGradients(from: loss)
    let gradient = direct.withGradient(of: w) { Array($0) }
    converted.withGradient(of: w) { #expect(Array($0) == gradient && $0[0] != 0) }
    let before = double.value(of: loss)
    converted.setValue(of: w, to: Array(repeating: 0, count: 6))
    #expect(double.value(of: loss) == before && converted.value(of: loss) != direct.value(of: loss))
    // Either may be recorded on.
    let (more, other) = (double.leaf(Tensor(1)), converted.leaf(Tensor(2)))
    #expect(more == other && double.value(of: more).scalar == 1)
    #expect(converted.value(of: other).scalar == 2)
  }

  /// What is not asked for is not computed, and is when it is.
  @Test func valuesAreComputedAsFarAsTheyAreAskedFor() throws {
    let tape = Tape<Double>()
    let x = tape.variable(3, name: "x")
    let (y, z) = (try x * x, try x * x * x)
    tape.setValue(of: x.id, to: [2])
    tape.withValue(of: y.id) { #expect(Array($0) == [4]) }
    tape.setValue(of: x.id, to: [4])
    tape.accumulateGradients(from: y.id)
    #expect(z.value == 64)
    tape.withGradient(of: x.id) { #expect(Array($0) == [8]) }
  }

  @Test func aTraceIsAValue() throws {
    let tape = Tape<Double>()
    let x = tape.variable(2)
    let y = try x * x
    let trace = try tape.backward(from: y)
    tape.setValue(of: x.id, to: [5])
    _ = try (y + x).value
    #expect(trace.scalar(of: y.id) == 4)
    #expect(trace.nodeCount == 2)
  }

  @Test(arguments: [37.0, 50, 800])
  func theSoftmaxLossHoldsWhereAProbabilityRoundsToOne(_ score: Double) throws {
    let tape = Tape<Double>()
    let x = tape.variable([score, 0])
    let right = tape.constant([1, 0]), wrong = tape.constant([0, 1])
    let loss = try tape.record(.softmaxLoss, [x.id, wrong.id])
    #expect(abs(tape.backward(from: loss).scalar(of: loss)! - 2 * score) < 1e-12)
    #expect(tape.backward(from: loss).gradient(of: x).tensor?.elements == [2, -2])
    // What is tiny does not round to zero.
    let small = try tape.record(.softmaxLoss, [x.id, right.id])
    let gradient = try #require(tape.backward(from: small).gradient(of: x).tensor)
    #expect(gradient.elements == [-2 * .exp(-score), 2 * .exp(-score)])
  }

  @Test func aScalarThatIsOnlyMovedHasALocalDerivative() throws {
    let tape = Tape<Double>()
    let x = tape.leaf(Tensor(3)), z = tape.leaf(Tensor([1, 2]), role: .constant)
    let label = tape.leaf(Tensor(1))
    let moved = try tape.record(.transpose, [x])
    let loss = try tape.record(.softmaxCrossEntropy, [z, label])
    let trace = tape.backward(from: moved, upstream: Tensor(5))
    #expect(trace.localDerivative(of: moved, slot: 0) == 1)
    #expect(trace.localDerivative(of: loss, slot: 1) == 0)
    #expect(trace.localDerivative(of: loss, slot: 0) == nil)
  }

  @Test func theStatesOfAGradientAreNotConfused() throws {
    let tape = Tape<Double>()
    let x = tape.variable(-2, name: "x")
    let unused = tape.variable(1, name: "unused")
    let constant = tape.constant(3, name: "c")
    let off = relu(x)
    let trace = try tape.backward(from: off * constant)
    #expect(trace.gradient(of: x).zeroReason == .reluIsOff)
    #expect(trace.gradient(of: unused).zeroReason == .notOnPath)
    #expect(trace.gradient(of: constant) == .notComputed)
  }

  @Test func whatIsNotOnThePathDoesNotSpoilIt() throws {
    let tape = Tape<Double>()
    let x = tape.variable(0)
    _ = log(x)
    let trace = try tape.backward(from: x + 1)
    #expect(trace.gradient(of: x) == 1)
  }

  @Test func arrowsSumToTheirNode() throws {
    let tape = Tape<Double>()
    let x = tape.variable([0.5, -1.5])
    let y = try x * x + exp(x) - x / (cos(x) + 2)
    let trace = try tape.backward(from: y.sum())
    let total = try #require(trace.gradient(of: x).tensor)
    let sums = trace.contributions(to: x.id).compactMap(\.gradient.tensor).reduce([0.0, 0.0]) {
      [$0[0] + $1.elements[0], $0[1] + $1.elements[1]]
    }
    for (a, b) in zip(total.elements, sums) { #expect(abs(a - b) < 1e-12) }
  }

  @Test func kinksThatAreHitAreNamed() throws {
    let tape = Tape<Double>()
    let x = tape.variable(0, name: "x")
    let trace = try tape.backward(from: relu(x))
    #expect(trace.kinks.map(\.kink) == [Kink(at: .operand([0]), derivative: .number(0))])
    let check = tape.checkGradients(trace)
    #expect(check.failures(tolerance: 1e-6).isEmpty)
    #expect(check.atKinks.count == 1)
  }

  @Test(arguments: [
    (OperationKind.add, [[2], [3]], ShapeError.Reason.mismatch(Shape([2]), Shape([3]))),
    (.matmul, [[2, 3], [2, 3]], .mismatch(Shape([2, 3]), Shape([2, 3]))),
    (.matmul, [[], [2, 3]], .notMatrices(.scalar, Shape([2, 3]))),
    (.dot, [[2], [3]], .mismatch(Shape([2]), Shape([3]))),
    (.dot, [[2, 3], [3]], .notVectors(Shape([2, 3]), Shape([3]))),
    (.softmax, [[]], .rank(.scalar, needed: .vectorOrMore)),
    (.affine, [[2]], .operandCount(needed: 3, found: 1)),
  ])
  func whatDoesNotFitIsTold(
    _ kind: OperationKind, _ extents: [[Int]], _ reason: ShapeError.Reason
  ) {
    let tape = Tape<Double>()
    let operands = extents.map { tape.leaf(Tensor(repeating: 1, shape: Shape($0))) }
    #expect(throws: ShapeError(kind, reason)) { try tape.record(kind, operands) }
    #expect(tape.nodeCount == operands.count)
  }

  /// Attributes are the same in whatever order they were given.
  @Test func attributesHaveAnOrderOfTheirOwn() {
    var attributes = Attributes(shape: [2])
    attributes[.axis] = -1
    #expect(attributes == Attributes(axis: -1, shape: [2]))
    #expect(attributes.entries.map(\.name) == ["axis", "shape"])
    attributes[.shape] = nil
    #expect(attributes == Attributes(axis: -1) && attributes[.slope] == nil)
    attributes[.axis] = nil
    #expect(attributes == .none)
  }
}
