import Autodiff
import Notation
import Testing

@testable import Derivation

/// A derivation that is tried: of an operation on numbers, or on a vector of three.
struct AlgebraCase: CustomTestStringConvertible, Sendable {
  let kind: OperationKind
  let shapes: [Shape]
  var testDescription: String { "\(kind.name) of \(shapes)" }

  var signature: Signature { Signature(operands: shapes, shape: .scalar) }

  func script() throws -> AlgebraScript {
    try #require(AlgebraScript.script(for: kind, slot: 0, signature: signature))
  }
}

private let vector = Shape([3])

private let cases: [AlgebraCase] =
  [OperationKind.sigmoid, .tanh, .softplus, .silu, .gelu, .mish].map {
    AlgebraCase(kind: $0, shapes: [.scalar])
  }
  + [OperationKind.mse, .sse, .halfSSE, .bce, .sigmoidBCE].flatMap { kind in
    [[Shape.scalar, .scalar], [vector, vector], [vector, .scalar]].map {
      AlgebraCase(kind: kind, shapes: $0)
    }
  }
  + [OperationKind.softmax, .logSoftmax].map { AlgebraCase(kind: $0, shapes: [vector]) }
  + [OperationKind.variance, .standardDeviation, .logSumExp, .norm].map {
    AlgebraCase(kind: $0, shapes: [vector])
  }
  + [OperationKind.crossEntropy, .softmaxCrossEntropy, .softmaxLoss, .nll, .kl].map {
    AlgebraCase(kind: $0, shapes: [vector, vector])
  }

@Suite struct AlgebraTests {
  private func isClose(_ a: Double, _ b: Double) -> Bool {
    abs(a - b) <= 1e-12 * max(1, abs(a), abs(b))
  }

  /// The lines' values where i and k take every pair of places.
  private func forEachPlace(_ script: AlgebraScript, _ body: (AlgebraSample) -> Void) {
    let places = script.sample.indices["i"] == nil || script.sample.extents.isEmpty ? 1 : 3
    for i in 0..<places {
      for k in 0..<places {
        var sample = script.sample
        if places > 1 { sample.indices = ["i": i, "k": k] }
        body(sample)
      }
    }
  }

  private func check(_ script: AlgebraScript) {
    forEachPlace(script) { sample in
      var last = sample.value(of: script.left)
      #expect(last.isFinite)
      for (term, reason) in script.lines {
        let value = sample.value(of: term)
        #expect(isClose(value, last), "\(reason.english)")
        last = value
      }
    }
  }

  @Test func everyDerivationIsTried() {
    let written = OperationKind.allCases.filter {
      AlgebraScript.script(for: $0, slot: 0, signature: nil) != nil
    }
    #expect(Set(cases.map(\.kind)) == Set(written))
  }

  @Test(arguments: cases)
  func everyLineEqualsTheOneBefore(_ example: AlgebraCase) throws {
    check(try example.script())
  }

  @Test(arguments: [OperationKind.crossEntropy, .softmaxCrossEntropy, .softmaxLoss, .nll, .kl])
  func everyLineEqualsTheOneBeforeInABatch(_ kind: OperationKind) throws {
    let rows = Shape([4, 3])
    check(try AlgebraCase(kind: kind, shapes: [rows, rows]).script())
  }

  @Test func theLossBehindASigmoidToo() {
    check(.bceBehindSigmoid(LossEntries(nil)))
    check(
      .bceBehindSigmoid(LossEntries(Signature(operands: [vector, vector], shape: .scalar))))
  }

  @Test(arguments: cases)
  func theLastLineIsWhatTheEngineComputes(_ example: AlgebraCase) throws {
    let script = try example.script()
    let last = try #require(script.lines.last).term
    forEachPlace(script) { sample in
      let tape = Tape<Double>()
      let leaves = zip(script.variables, example.shapes).map { name, shape in
        tape.leaf(Tensor(shape: shape, elements: Array(sample.values[name]!.prefix(shape.count))))
      }
      guard let node = try? tape.record(example.kind, leaves) else {
        Issue.record("\(example) cannot be recorded")
        return
      }
      let shape = tape.shape(of: node)
      let upstream = Tensor(
        shape: shape,
        elements: (0..<shape.count).map { shape.isScalar || $0 == sample.indices["k"] ? 1.0 : 0 })
      let gradient = tape.backward(from: node, upstream: upstream).gradient(of: leaves[0]).tensor
      let entry = example.shapes[0].isScalar ? 0 : sample.indices["i"] ?? 0
      #expect(isClose(gradient?.elements[entry] ?? .nan, sample.value(of: last)))
    }
  }

  @Test func theSigmoidAsOnTheBoard() throws {
    let lines = try #require(Algebra.lines(for: .sigmoid, slot: 0))
    let writer = PlainTextWriter()
    #expect(
      lines.map { writer.text($0.math) } == [
        "∂/∂z(1/(1 + e^(−z)))", "−1/(1 + e^(−z))² · ∂/∂z(1 + e^(−z))",
        "−1/(1 + e^(−z))² · (−e^(−z))", "e^(−z)/(1 + e^(−z))²",
        "1/(1 + e^(−z)) · e^(−z)/(1 + e^(−z))", "1/(1 + e^(−z)) · (1 + e^(−z) − 1)/(1 + e^(−z))",
        "1/(1 + e^(−z)) · (1 − 1/(1 + e^(−z)))", "y · (1 − y)",
      ])
    #expect(lines.allSatisfy { !$0.reason.english.isEmpty && !$0.reason.korean.isEmpty })
  }

  @Test func namesStandForVariables() throws {
    let algebra = try #require(
      Algebra.derivation(
        for: .bce, slot: 0,
        names: AlgebraNames(operands: [.name("sigma3"), .identifier("y")], output: "L")))
    let writer = PlainTextWriter()
    #expect(writer.text(algebra.left) == "∂L/∂σ₃")
    #expect(writer.text(try #require(algebra.lines.last).math) == "(σ₃ − y)/(σ₃ · (1 − σ₃))")
  }
}
