import Autodiff

/// Which numbers of a computation are left out for a reader to fill in: the one rule that figures,
/// sheets, quizzes and marks share.
package enum BlankSelection: String, CaseIterable, Sendable {
  /// None.
  case none
  /// The gradients, sums included.
  case gradients
  /// The values of operations.
  case values
  /// The products of the backward pass: their factors stand there, the result is left out.
  case products
  /// Values and gradients.
  case all

  /// Whether the values of operations are left out.
  package var includesValues: Bool { self == .values || self == .all }
  /// Whether gradients are left out.
  package var includesGradients: Bool { self != .none && self != .values }

  /// Whether a node's value is left out: what somebody wrote is given.
  package func leavesOut(valueOf node: NodeID, in trace: Trace<Double>) -> Bool {
    includesValues && trace.role(of: node) == .operation
  }

  /// Whether what flows back along an arrow is left out: where nothing is computed nothing is asked.
  package func leavesOut(_ arrow: Contribution<Double>) -> Bool {
    includesGradients && arrow.gradient.tensor != nil
  }
}
