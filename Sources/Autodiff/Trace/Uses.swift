import Synchronization

/// For each node the operand slots that use it, found once and kept.
final class UseIndex: Sendable {
  private let found = Mutex<Uses?>(nil)

  /// The uses of all nodes of a recording, by those of its nodes that count; worked out at the first
  /// call, whose condition is that of all.
  func uses(of recording: Recording, where counts: (Int) -> Bool = { _ in true }) -> Uses {
    found.withLock { found in
      if let found { return found }
      let uses = Uses(recording, where: counts)
      found = uses
      return uses
    }
  }
}

/// The operand slots that use each node, in one flat list.
struct Uses: Sendable {
  /// Where each node's uses begin in `slots`; one more than there are nodes.
  private var starts: [Int]
  private var slots: [(node: NodeID, slot: Int)]

  init(_ recording: Recording, where counts: (Int) -> Bool) {
    let count = recording.rows.count
    starts = [Int](repeating: 0, count: count + 1)
    for node in 0..<count where counts(node) {
      for slot in 0..<recording.operandCount(of: node) {
        starts[recording.operand(of: node, slot: slot) + 1] += 1
      }
    }
    for node in 0..<count { starts[node + 1] += starts[node] }
    slots = Array(repeating: (NodeID(0), 0), count: starts[count])
    var next = starts
    // The backward pass visits later nodes first, and of one node the slots in order.
    for node in stride(from: count - 1, through: 0, by: -1) where counts(node) {
      for slot in 0..<recording.operandCount(of: node) {
        let operand = recording.operand(of: node, slot: slot)
        slots[next[operand]] = (NodeID(node), slot)
        next[operand] += 1
      }
    }
  }

  subscript(node: NodeID) -> ArraySlice<(node: NodeID, slot: Int)> {
    slots[starts[node.index]..<starts[node.index + 1]]
  }
}

/// Whether the value of an output depends on nodes, found once and kept.
final class Dependence: Sendable {
  private let found = Mutex<[Bool]?>(nil)

  /// For each node whether the output's value depends on it; nil where nothing of a recording changes
  /// in steps, so that the gradient goes wherever the value depends.
  func influences(_ recording: Recording, on output: NodeID) -> [Bool]? {
    let influences = found.withLock { found in
      if let found { return found }
      let influences = Self.find(recording, output)
      found = influences
      return influences
    }
    return influences.isEmpty ? nil : influences
  }

  private static func find(_ recording: Recording, _ output: NodeID) -> [Bool] {
    guard (0..<recording.rows.count).contains(where: { recording.rows[$0].kind.isFlat }) else {
      return []
    }
    var influences = [Bool](repeating: false, count: recording.rows.count)
    influences[output.index] = true
    for node in (0...output.index).reversed() where influences[node] {
      for slot in 0..<recording.operandCount(of: node) {
        influences[recording.operand(of: node, slot: slot)] = true
      }
    }
    return influences
  }
}
