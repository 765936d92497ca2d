/// A leaf whose entries are moved a little, to see what the output makes of it: only what depends on
/// the leaf is computed anew.
struct MovableLeaf {
  private let tape: Tape<Double>
  private let leaf: NodeID
  /// What the output depends on the leaf through, in the order of recording.
  private let dependents: [Int]
  /// Those of them that have a kink or steps.
  private let kinky: [NodeID]

  /// A leaf of the tape.
  init(_ leaf: NodeID, of tape: Tape<Double>, _ dependents: inout Dependents) {
    self.tape = tape
    self.leaf = leaf
    self.dependents = dependents.nodes(of: leaf)
    kinky = self.dependents.filter {
      let kind = tape.recording.rows[$0].kind
      return kind.kink != nil || kind.isFlat
    }.map(NodeID.init)
    tape.evaluate()
  }

  /// Gives an entry another value.
  func set(_ entry: Int, to x: Double) {
    tape.withMutableValue(of: leaf) { $0[entry] = x }
    tape.evaluate(only: dependents)
  }

  /// The first node with a kink whose entries do not lie on the sides that they lay on; nil where
  /// all do.
  func kinkCrossed(from here: [[Int32]]) -> NodeID? {
    guard !kinky.isEmpty else { return nil }
    let there = sides()
    return kinky.indices.first { there[$0] != here[$0] }.map { kinky[$0] }
  }

  /// On which side of its kinks each entry of each node with a kink lies.
  func sides() -> [[Int32]] {
    kinky.map { branches(tape.recording, tape.values, node: $0.index) }
  }
}

/// Finds what the output depends on a node through.
struct Dependents {
  private let arrivals: Uses
  /// A bit for each node that was found and not yet looked at.
  private var found: [UInt64]

  init(in trace: Trace<Double>) {
    arrivals = trace.allInfluences
    found = Array(repeating: 0, count: trace.nodeCount / 64 + 1)
  }

  /// All that depend on a node and that the output depends on, in the order of recording.
  ///
  /// - Complexity: Linear in their arrows, and in a 64th of the nodes in between.
  mutating func nodes(of leaf: NodeID) -> [Int] {
    var nodes: [Int] = []
    var last = leaf.index
    func find(_ users: ArraySlice<(node: NodeID, slot: Int)>) {
      for user in users {
        found[user.node.index / 64] |= 1 << UInt64(user.node.index % 64)
        last = max(last, user.node.index)
      }
    }
    find(arrivals[leaf])
    // Users come after what they use, so that one way through the bits finds all.
    var word = leaf.index / 64
    while word <= last / 64 {
      guard found[word] != 0 else {
        word += 1
        continue
      }
      let node = 64 * word + found[word].trailingZeroBitCount
      found[word] &= found[word] - 1
      nodes.append(node)
      find(arrivals[NodeID(node)])
    }
    return nodes
  }
}
