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
}

/// On which side of its kinks each entry of a node lies: −1, 0 (on one) or 1, or which entry was
/// selected; empty for a smooth operation.
func branches<S: TapeScalar>(_ recording: Recording, _ values: Buffer<S>, node: Int) -> [Int32] {
  var visitor = Branches(recording: recording, values: values, node: node)
  return recording.rows[node].kind.accept(&visitor)
}

private struct Branches<S: TapeScalar>: OperationVisitor {
  let recording: Recording
  let values: Buffer<S>
  let node: Int

  func visit<Op: UnaryOperation>(unary: Op.Type) -> [Int32] {
    let parameter = recording.signature(of: node).attributes.parameter
    guard let place = Op.kinkLocation(parameter).map({ S($0) }) else { return [] }
    let operand = recording.operand(of: node, slot: 0)
    let offset = Int(recording.rows[operand].offset)
    var sides = [Int32](repeating: 0, count: recording.count(of: operand))
    // A check of a network looks here twice for each of its parameters.
    withExtendedLifetime(values) {
      for entry in sides.indices {
        let x = values.base[offset + entry]
        if x != place { sides[entry] = x > place ? 1 : x < place ? -1 : 0 }
      }
    }
    return sides
  }

  func visit<Op: BinaryOperation>(binary: Op.Type) -> [Int32] {
    guard Op.kink != nil else { return [] }
    return operandPairs(recording, values, node: node).map { $0 > $1 ? 1 : $0 < $1 ? -1 : 0 }
  }

  func visit<Op: TensorOperation>(tensor: Op.Type) -> [Int32] {
    guard let kinked = Op.self as? any KinkedOperation.Type else { return [] }
    // Nothing is written there.
    return withExtendedLifetime(values) {
      kinked.branches(Evaluation(signature: recording.signature(of: node), values: values.base))
    }
  }

  func visitLeaf() -> [Int32] { [] }
}
