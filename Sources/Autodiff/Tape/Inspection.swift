extension Tape {
  /// What a node computes.
  package func kind(of node: NodeID) -> OperationKind { recording.rows[node.index].kind }

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
