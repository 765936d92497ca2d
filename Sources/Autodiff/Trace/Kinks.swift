/// A kink that the forward pass hit exactly.
package struct KinkHit: Sendable, Hashable {
  /// The node whose operation has the kink.
  package let node: NodeID
  /// How many of its entries lie on it.
  package let entries: Int
  /// Where it is and what the derivative is taken to be there.
  package let kink: Kink
}

extension Trace {
  /// The kinks that were hit, in the order of nodes.
  package var kinks: [KinkHit] {
    var hits: [KinkHit] = []
    for node in 0..<nodeCount {
      guard let kink = recording.rows[node].kind.kink else { continue }
      let on = branches(recording, values, node: node).count { $0 == 0 }
      if on > 0 { hits.append(KinkHit(node: NodeID(node), entries: on, kink: kink)) }
    }
    return hits
  }

  /// Whether a node lies on the same sides of its kinks where its operands are rounded: otherwise
  /// nobody can tell from the rounded numbers which entry was taken, or which piece holds.
  ///
  /// - Parameter operands: The rounded operands, each of its shape.
  package func keepsSides(of node: NodeID, operands: [Tensor<Scalar>]) -> Bool {
    guard recording.rows[node.index].kind.kink != nil else { return true }
    var rounded = values
    let base = rounded.own()
    for (slot, tensor) in operands.enumerated() {
      let offset = Int(recording.rows[recording.operand(of: node.index, slot: slot)].offset)
      for (entry, number) in tensor.elements.enumerated() { base[offset + entry] = number }
    }
    return branches(recording, rounded, node: node.index)
      == branches(recording, values, node: node.index)
  }
}

/// On which side of its kinks each entry of a node lies: −1, 0 (on one), 1 or more, or which entry
/// was selected; empty for a smooth operation. What changes in steps has sides, too: its steps.
func branches<S: TapeScalar>(_ recording: Recording, _ values: Buffer<S>, node: Int) -> [Int32] {
  var visitor = Branches(recording: recording, values: values, node: node)
  return recording.rows[node].kind.accept(&visitor)
}

private struct Branches<S: TapeScalar>: OperationVisitor {
  let recording: Recording
  let values: Buffer<S>
  let node: Int

  func visit<Op: UnaryOperation>(unary: Op.Type) -> [Int32] {
    let places = Op.kinkLocations(recording.signature(of: node).attributes.parameters).map { S($0) }
    guard !places.isEmpty else { return [] }
    let operand = recording.operand(of: node, slot: 0)
    let offset = Int(recording.rows[operand].offset)
    var sides = [Int32](repeating: 0, count: recording.count(of: operand))
    // A check of a network looks here twice for each of its parameters.
    withExtendedLifetime(values) {
      let x = values.base + offset
      if places.count == 1 {
        let place = places[0]
        for entry in sides.indices where x[entry] != place {
          sides[entry] = x[entry] > place ? 1 : x[entry] < place ? -1 : 0
        }
      } else {
        // −1 below all, else above how many; what is not a number is on no side.
        for entry in sides.indices where !places.contains(x[entry]) && x[entry] == x[entry] {
          let below = places.count { $0 < x[entry] }
          sides[entry] = below > 0 ? Int32(below) : -1
        }
      }
    }
    return sides
  }

  func visit<Op: BinaryOperation>(binary: Op.Type) -> [Int32] {
    guard Op.kink != nil || Op.isFlat else { return [] }
    return operandPairs(recording, values, node: node).map { $0 > $1 ? 1 : $0 < $1 ? -1 : 0 }
  }

  func visit<Op: TensorOperation>(tensor: Op.Type) -> [Int32] {
    guard let kinked = Op.self as? any KinkedOperation.Type else { return [] }
    // Nothing is written there.
    return withExtendedLifetime(values) {
      withUnsafePointer(to: recording.signature(of: node)) {
        kinked.branches(Evaluation(place: $0, values: values.base))
      }
    }
  }

  func visitLeaf() -> [Int32] { [] }
}
