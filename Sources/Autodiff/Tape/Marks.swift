import struct Wording.LocalizedText

/// What an author asks of the figures of a graph beside its numbers: what stands out, what is written
/// at a node, what stands in one column. No number depends on it.
package struct Marks: Sendable {
  /// What stands out.
  package enum Highlight: Sendable, Hashable {
    /// One node.
    case node(NodeID)
    /// All nodes and arrows on the ways from one node to another.
    case path(from: NodeID, to: NodeID)
  }

  /// What stands out.
  package var highlights: [Highlight] = []
  /// What is written beside nodes, by node in the order of recording.
  package var notes: [(node: NodeID, text: LocalizedText)] = []
  /// Nodes that stand in one column.
  package var columns: [[NodeID]] = []
  /// Nodes that stand in one column in this order, from top to bottom.
  package var orders: [[NodeID]] = []

  /// Creates marks that ask nothing.
  package init() {}
}
