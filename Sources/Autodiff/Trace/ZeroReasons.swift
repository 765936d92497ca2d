extension Trace {
  /// Why a node's gradient is zero: the reason of its only arrow, or that several cancel.
  func zeroReason(of node: NodeID) -> ZeroReason? {
    if node == output { return .upstreamIsZero }
    var reasons: [ZeroReason?] = []
    for (user, slot) in uses(of: node) where reached[user.index] {
      let offset = recording.contributionOffset(of: user.index, slot: slot)
      let count = recording.count(of: node.index)
      guard contributions[offset..<(offset + count)].allSatisfy({ $0 == 0 }) else {
        return .sumsToZero
      }
      reasons.append(zeroReason(from: node, to: user, slot: slot))
    }
    guard let first = reasons.first, reasons.allSatisfy({ $0 == first }) else { return nil }
    return first
  }

  /// Why the gradient along a slot is zero, as its operation knows.
  func zeroReason(from: NodeID, to: NodeID, slot: Int) -> ZeroReason? {
    let operation = kind(of: to).type
    // Of many operands each gets a part of what arrives; looking at the whole for each is slow.
    if case .partIsZero = operation.zeros { return .upstreamIsZero }
    if let upstream = upstreamEntries(of: to), upstream.allSatisfy({ $0 == 0 }) {
      return .upstreamIsZero
    }
    switch operation.zeros {
    case .because(let reason): return reason
    case .told(let reason):
      let operands = operands(of: to)
      return reason(
        ZeroSlot(
          index: slot,
          operandIsZero: { value(of: operands[$0]).elements.allSatisfy { $0 == 0 } }))
    case .partIsZero: return .upstreamIsZero
    case .unexplained:
      let labels = kind(of: to).labels(in: signature(of: to))
      return labels?.slot == slot ? .label : nil
    }
  }

  private func upstreamEntries(of node: NodeID) -> Slice<Buffer<Scalar>>? {
    guard reached[node.index] else { return nil }
    let offset = Int(recording.rows[node.index].offset)
    return gradients[offset..<(offset + recording.count(of: node.index))]
  }
}
