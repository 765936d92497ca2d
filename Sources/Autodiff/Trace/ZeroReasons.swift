extension Trace {
  /// Why a node's gradient is zero: the reason of its only arrow, or that several cancel.
  @_specialize(where Scalar == Double)
  func zeroReason(of node: NodeID) -> ZeroReason? {
    if node == output { return .upstreamIsZero }
    var reasons: [ZeroReason?] = []
    let count = recording.count(of: node.index)
    for (user, slot) in arrivals(at: node) {
      let offset = recording.contributionOffset(of: user.index, slot: slot)
      guard Entries(contributions, from: offset, count: count).all({ $0 == 0 }) else {
        return .sumsToZero
      }
      reasons.append(zeroReason(from: node, to: user, slot: slot))
    }
    guard let first = reasons.first, reasons.allSatisfy({ $0 == first }) else { return nil }
    return first
  }

  /// Why the gradient along a slot is zero, as its operation knows.
  @_specialize(where Scalar == Double)
  func zeroReason(from: NodeID, to: NodeID, slot: Int) -> ZeroReason? {
    let operation = kind(of: to).type
    // Of many operands each gets a part of what arrives; looking at the whole for each is slow.
    if case .partIsZero = operation.zeros { return .upstreamIsZero }
    if let upstream = upstreamEntries(of: to), upstream.all({ $0 == 0 }) {
      return .upstreamIsZero
    }
    switch operation.zeros {
    case .because(let reason): return proved(reason, at: to, slot: slot)
    case .told(let reason):
      let operands = operands(of: to)
      let told = reason(
        ZeroSlot(index: slot, operandIsZero: { allEntries(of: operands[$0]) { $0 == 0 } }))
      return told.flatMap { proved($0, at: to, slot: slot) }
    case .partIsZero: return .upstreamIsZero
    case .unexplained:
      let labels = kind(of: to).labels(in: signature(of: to))
      return labels?.slot == slot ? .label : nil
    }
  }

  /// The reason where it holds for each entry by itself, whatever arrives there; else none.
  @_specialize(where Scalar == Double)
  private func proved(_ reason: ZeroReason, at node: NodeID, slot: Int) -> ZeroReason? {
    let operands = operands(of: node)
    func holds(_ isProved: Bool) -> ZeroReason? { isProved ? reason : nil }
    switch reason {
    case .reluIsOff: return holds(allEntries(of: operands[slot]) { $0 < 0 })
    case .kink:
      return holds(branches(recording, values, node: node.index).allSatisfy { $0 == 0 })
    case .condition: return holds(slot == 0)
    case .notChosen: return holds(allEntries(of: operands[0]) { ($0 != 0) == (slot == 2) })
    case .equalEntries: return holds(areEqual(operands[0], along: signature(of: node)))
    case .otherFactorIsZero where operands.count == 1:
      let others = evaluate(.otherFactors(.a, axis: signature(of: node).axes), at: node)
      return holds(others?.elements.allSatisfy { $0 == 0 } ?? false)
    case .outsideMargin:
      let sides = branches(recording, values, node: node.index)
      if sides.allSatisfy({ $0 == 0 }) { return .kink }
      return holds(sides.allSatisfy { $0 < 0 })
    case .outsideBounds:
      guard isFlat(node, slot: slot) else { return nil }
      let sides = branches(recording, values, node: node.index)
      if sides.allSatisfy({ $0 == 0 }) { return .kink }
      return holds(!sides.contains(0))
    case .otherFactorIsZero: return holds(allEntries(of: operands[slot == 0 ? 1 : 0]) { $0 == 0 })
    case .dropped: return holds(allEntries(of: operands[1]) { $0 == 0 })
    case .notTheMaximum, .notTheMinimum, .saturated: return holds(isFlat(node, slot: slot))
    case .notOnPath, .upstreamIsZero, .notTaken, .label, .sumsToZero, .onlySteps: return reason
    }
  }

  /// Whether the entries that a reduction puts into one are equal, everywhere.
  private func areEqual(_ operand: NodeID, along signature: Signature) -> Bool {
    let entries = valueEntries(of: operand)
    var areEqual = true
    signature.reduction.forEachRun { _, run in
      areEqual = areEqual && (0..<run.count).allSatisfy { entries[run[$0]] == entries[run[0]] }
    }
    return areEqual
  }

  /// Whether a result does not change with any entry of an operand.
  @_specialize(where Scalar == Double)
  private func isFlat(_ node: NodeID, slot: Int) -> Bool {
    switch rules(of: node)[slot] {
    case .derivative(let rule):
      return evaluate(rule, at: node)?.elements.allSatisfy { $0 == 0 } ?? false
    // Of what is normalized, where one entry has all.
    case .pullback: return allEntries(of: node) { $0 == 0 || $0 == 1 }
    case .label: return true
    }
  }

  @inline(__always)
  private func allEntries(of node: NodeID, _ isSo: (Scalar) -> Bool) -> Bool {
    valueEntries(of: node).all(isSo)
  }

  private func upstreamEntries(of node: NodeID) -> Entries<Scalar>? {
    reached[node.index] ? gradientEntries(of: node) : nil
  }
}
