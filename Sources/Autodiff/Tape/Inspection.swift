extension Tape {
  /// What a node computes.
  package func kind(of node: NodeID) -> OperationKind { recording.rows[node.index].kind }

  /// All nodes in the order of recording.
  package var nodes: some RandomAccessCollection<NodeID> { (0..<nodeCount).lazy.map(NodeID.init) }

  /// The shapes and attributes of a node.
  package func signature(of node: NodeID) -> Signature { recording.signature(of: node.index) }

  /// What a node is to the backward pass.
  package func role(of node: NodeID) -> Role { recording.role(of: node.index) }

  /// A node's operands, slot by slot.
  package func operands(of node: NodeID) -> [NodeID] { recording.operands(of: node.index) }

  /// Whether arrows lead from one node to another; a node leads to itself.
  package func leads(from start: NodeID, to end: NodeID) -> Bool {
    recording.ways(from: start, to: end)[end.index]
  }

  /// What a node needs to know that is not an operand.
  package func attributes(of node: NodeID) -> Attributes {
    recording.signature(of: node.index).attributes
  }
}
