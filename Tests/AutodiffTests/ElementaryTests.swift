import Testing

@testable import Autodiff

/// A tape alone, without places and limits.
private struct PlainRecorder: PartsRecorder {
  let tape: Tape<Double>

  func recordConstant(_ numbers: Tensor<Double>) throws(ShapeError) -> NodeID {
    tape.leaf(numbers, role: .constant)
  }

  func recordPart(
    _ kind: OperationKind, _ operands: [NodeID], _ attributes: Attributes
  ) throws(ShapeError) -> NodeID {
    try tape.record(kind, operands, attributes)
  }

  func shape(of node: NodeID) -> Shape { tape.shape(of: node) }
}

@Suite struct ElementaryTests {
  /// Every sample of an operation that can be taken apart.
  static let composites = samples.filter { OperationKind.composites.contains($0.kind) }

  @Test func compositesAreAllThatIsDrawnInPartsOnTheBoard() {
    #expect(
      OperationKind.composites == [
        .tanh, .sigmoid, .softplus, .silu, .gelu, .mish, .affine, .dot, .mean, .variance,
        .standardDeviation, .logSumExp, .norm, .softmax, .logSoftmax, .conv2D, .layerNorm, .rmsNorm,
        .batchNorm, .dropout, .attention, .mse, .sse, .halfSSE, .bce,
        .crossEntropy, .softmaxCrossEntropy, .softmaxLoss, .hinge, .mae, .huber, .nll, .sigmoidBCE,
        .kl,
      ])
  }

  @Test(arguments: composites)
  func thePartsHaveTheValueAndTheGradientsOfTheWhole(_ sample: Sample) throws {
    let tape = Tape<Double>()
    let leaves = sample.operands.map { tape.leaf($0) }
    let whole = try tape.record(sample.kind, leaves, sample.attributes)
    let signature = Signature(
      operands: sample.operands.map(\.shape), shape: tape.shape(of: whole),
      attributes: sample.attributes)
    guard let elementary = sample.kind.elementary(for: signature) else {
      #expect(sample.kind == .mean && sample.operands[0].shape.isScalar)
      return
    }
    var recorder = PlainRecorder(tape: tape)
    let parts = try elementary.record(leaves, signature, on: &recorder)
    #expect(tape.kind(of: parts) != sample.kind && tape.shape(of: parts) == signature.shape)
    #expect(close(tape.value(of: parts), tape.value(of: whole)))

    let upstream = Tensor(
      shape: signature.shape,
      elements: (0..<signature.shape.count).map { (i: Int) -> Double in
        0.7 + 0.31 * Double(i * 5 % 7)
      })
    let ofWhole = tape.backward(from: whole, upstream: upstream)
    let ofParts = tape.backward(from: parts, upstream: upstream)
    for leaf in leaves {
      let (a, b) = (ofWhole.gradient(of: leaf).tensor, ofParts.gradient(of: leaf).tensor)
      #expect(close(try #require(a), try #require(b)))
    }
  }

  private func close(_ a: Tensor<Double>, _ b: Tensor<Double>) -> Bool {
    a.shape == b.shape
      && zip(a.elements, b.elements).allSatisfy {
        abs($0 - $1) <= 1e-12 * max(1, abs($0), abs($1))
      }
  }
}
