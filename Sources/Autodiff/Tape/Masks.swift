// Masks of dropout: drawn when they are recorded, drawn again for each step of training, and left out
// for predictions.

/// Calls `put` with each entry of a mask: 0 with probability p, else 1/(1 − p).
///
/// One number from 0 to 1 is drawn for each entry in its order; what is below p is dropped.
private func drawMask<Generator: RandomNumberGenerator>(
  _ count: Int, dropping p: Double, using generator: inout Generator, _ put: (Int, Double) -> Void
) {
  let kept = 1 / (1 - p)
  for place in 0..<count {
    // As `SeededGenerator.uniform` has it.
    let number = Double(generator.next() >> 11) * 0x1p-53
    put(place, number < p ? 0 : kept)
  }
}

extension Tape {
  /// Draws a mask for `dropout` of a node.
  ///
  /// - Parameter p: With what probability an entry is dropped.
  /// - Throws: `ShapeError` where p is no such probability.
  package func drawnMask<Generator: RandomNumberGenerator>(
    for x: NodeID, dropping p: Double, using generator: inout Generator
  ) throws(ShapeError) -> Tensor<Scalar> {
    guard p >= 0, p < 1 else { throw ShapeError(.dropout, .dropRate(p)) }
    var mask = Tensor<Scalar>(repeating: 0, shape: shape(of: x))
    drawMask(mask.elements.count, dropping: p, using: &generator) {
      mask.elements[$0] = Scalar($1)
    }
    return mask
  }

  /// The nodes of `dropout`, in their order.
  private var dropouts: some Sequence<NodeID> {
    (0..<nodeCount).lazy.map(NodeID.init).filter { [recording] in
      recording.rows[$0.index].kind == .dropout
    }
  }

  /// Whether there is a mask that each step of training draws anew.
  package var hasMasks: Bool { dropouts.contains { _ in true } }

  /// Draws all masks of `dropout` anew, in the order of their nodes; what depends on them is computed
  /// again. A training step begins with it; nothing is allocated.
  package func redrawMasks<Generator: RandomNumberGenerator>(using generator: inout Generator) {
    for node in dropouts {
      let p = attributes(of: node)[.dropRate] ?? 0
      withMutableValue(of: mask(of: node)) { entries in
        drawMask(entries.count, dropping: p, using: &generator) { entries[$0] = Scalar($1) }
      }
    }
  }

  /// Lets every entry pass as it is, as predictions do; the next `redrawMasks` ends that.
  package func liftMasks() {
    for node in dropouts {
      withMutableValue(of: mask(of: node)) { $0.update(repeating: 1) }
    }
  }

  private func mask(of dropout: NodeID) -> NodeID {
    NodeID(recording.operand(of: dropout.index, slot: 1))
  }
}
