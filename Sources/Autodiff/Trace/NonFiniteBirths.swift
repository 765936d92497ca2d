/// Where numbers stop being finite: an overflow, a division by 0, the logarithm of 0.
///
///     x = 0; y = log(x); z = y * 2   // born at y: x is finite, y = −∞; z follows from it
///     x = 0; y = sqrt(x)             // born along the arrow back to x: 1 · ∞
package struct NonFiniteBirths: Sendable {
  /// The nodes whose value is not finite although all of their operands are.
  package fileprivate(set) var values: [NodeID] = []
  /// The operand slots along which what flows back is not finite although all that it is made of is:
  /// the gradient that arrives, the operands and the result.
  package fileprivate(set) var arrows: [(node: NodeID, slot: Int)] = []
  /// The nodes whose gradient is not finite although all of the arrows that it is the sum of are.
  package fileprivate(set) var sums: [NodeID] = []

  /// Whether every number is finite, or was given as it is not.
  package var isEmpty: Bool { values.isEmpty && arrows.isEmpty && sums.isEmpty }
}

extension Trace {
  /// Where values and gradients that are not finite come from, each list in the order of nodes.
  ///
  /// - Complexity: O(n) for n numbers on the tape.
  package var nonFiniteBirths: NonFiniteBirths {
    var births = NonFiniteBirths()
    var isFinite = [Bool](repeating: true, count: nodeCount)
    for node in nodes {
      isFinite[node.index] = valueEntries(of: node).all { $0.double.isFinite }
      if !isFinite[node.index], operands(of: node).allSatisfy({ isFinite[$0.index] }) {
        births.values.append(node)
      }
    }
    for node in nodes where isOnPath(node) && recordsGradient(node) {
      let isGradientFinite = hasFiniteGradient(node)
      if !isGradientFinite, node != output,
        arrivals(at: node).allSatisfy({ hasFiniteArrow(into: $0.node, slot: $0.slot) })
      {
        births.sums.append(node)
      }
      let operands = operands(of: node)
      guard isGradientFinite, isFinite[node.index],
        operands.allSatisfy({ isFinite[$0.index] })
      else { continue }
      for (slot, operand) in operands.enumerated()
      where recordsGradient(operand) && !hasFiniteArrow(into: node, slot: slot) {
        births.arrows.append((node, slot))
      }
    }
    return births
  }

  private func hasFiniteGradient(_ node: NodeID) -> Bool {
    Entries(
      gradients, from: Int(recording.rows[node.index].offset), count: shape(of: node).count
    ).all { $0.double.isFinite }
  }

  private func hasFiniteArrow(into node: NodeID, slot: Int) -> Bool {
    let from = NodeID(recording.operand(of: node.index, slot: slot))
    return Entries(
      contributions, from: recording.contributionOffset(of: node.index, slot: slot),
      count: shape(of: from).count
    ).all { $0.double.isFinite }
  }
}
