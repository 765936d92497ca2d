// The numbers of a trace where they lie, for writers of all of them: no copies, no reasons.

extension Trace {
  /// Numbers of a trace in row-major order.
  package typealias Entries = Buffer<Scalar>.SubSequence

  /// How many operand slots a node has.
  package func operandCount(of node: NodeID) -> Int { recording.operandCount(of: node.index) }

  /// The entries of a node's value in row-major order, without a copy.
  package func valueEntries(of node: NodeID) -> Entries {
    let offset = Int(recording.rows[node.index].offset)
    return values[offset..<(offset + recording.count(of: node.index))]
  }

  /// The entries of a node's gradient in row-major order, without a copy; nil where none is
  /// computed, zeros where the output does not depend on the node.
  package func gradientEntries(of node: NodeID) -> Entries? {
    guard recordsGradient(node) else { return nil }
    let count = recording.count(of: node.index)
    guard isOnPath(node) else { return zeros(count) }
    let offset = Int(recording.rows[node.index].offset)
    return gradients[offset..<(offset + count)]
  }

  /// Calls `body` for each operand slot of a node, in order, with the entries of the gradient that
  /// flowed back along it, as for `gradientEntries(of:)`.
  ///
  /// - Complexity: Linear in the number of slots.
  package func forEachSlot(
    of node: NodeID,
    _ body: (_ slot: Int, _ from: NodeID, _ gradient: Entries?) throws -> Void
  ) rethrows {
    var offset = Int(recording.rows[node.index].slots)
    for slot in 0..<recording.operandCount(of: node.index) {
      let from = NodeID(recording.operand(of: node.index, slot: slot))
      let count = recording.count(of: from.index)
      if !recordsGradient(from) {
        try body(slot, from, nil)
      } else if isOnPath(node) {
        try body(slot, from, contributions[offset..<(offset + count)])
      } else {
        try body(slot, from, zeros(count))
      }
      offset += count
    }
  }

  /// Where no gradient arrived, the buffers hold nothing.
  private func zeros(_ count: Int) -> Entries {
    Buffer(repeating: 0, count: count)[...]
  }
}
