/// A node of a tape: the number of its row. Operands always have smaller numbers.
public struct NodeID: Hashable, Comparable, Sendable {
  /// The row's number, from 0.
  public let index: Int

  /// Creates the id of a row.
  @inlinable package init(_ index: Int) { self.index = index }

  /// Whether one node was recorded before another.
  @inlinable public static func < (a: NodeID, b: NodeID) -> Bool { a.index < b.index }
}

extension NodeID: CustomStringConvertible {
  /// The row's number.
  public var description: String { "#\(index)" }
}

/// What a node is to the backward pass.
package enum Role: UInt8, Sendable, Hashable {
  /// A leaf whose gradient is recorded.
  case variable
  /// A trainable leaf; it also stands in the update table.
  case parameter
  /// A leaf through which no gradient flows.
  case constant
  /// The result of an operation.
  case operation
}
