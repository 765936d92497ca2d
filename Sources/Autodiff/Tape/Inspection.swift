extension Tape {
  /// What a node computes.
  public func kind(of node: NodeID) -> OperationKind { recording.rows[node.index].kind }

  /// What a node is to the backward pass.
  public func role(of node: NodeID) -> Role { recording.role(of: node.index) }

  /// A node's operands, slot by slot.
  public func operands(of node: NodeID) -> [NodeID] { recording.operands(of: node.index) }

  /// What a node needs to know that is not an operand.
  public func attributes(of node: NodeID) -> Attributes {
    recording.signature(of: node.index).attributes
  }
}
