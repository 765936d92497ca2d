import Autodiff

/// How the gradient of one variable comes about, from the output down to it.
package struct Chain: Sendable {
  /// The variable.
  package let node: NodeID
  /// Whether the chain is written out, and why not where it is not.
  package let form: Form
  /// The steps, in the order in which they are read: first what the chain stands on.
  package let steps: [Step]

  /// How a chain is written.
  package enum Form: Sendable, Hashable {
    /// Every factor, its derivation, the numbers and the product.
    case unrolled
    /// Node by node, since there are tensors on the way.
    case tensors
    /// Node by node, since the way is long.
    case long
    /// The output does not depend on the variable.
    case noPath
    /// No gradient is computed for it.
    case notComputed
  }
}

extension Derivation {
  /// The chain of each variable in turn. What an earlier one found is not derived again but named,
  /// with a link to where it was.
  ///
  /// - Parameters:
  ///   - nodes: The variables; any node of the trace may be one.
  ///   - check: Central differences that end a leaf's chain as its proof.
  package func chains(of nodes: [NodeID], check: GradientCheck? = nil) -> [Chain] {
    var builder = ChainBuilder(self, check: check)
    return nodes.map { builder.chain(of: $0) }
  }

  /// The variables whose chains are shown where nobody asks for one: all leaves with a gradient, in
  /// the order in which they were written; none where there are too many to read.
  package var chainNodes: [NodeID] {
    let leaves = trace.nodes.filter {
      trace.role(of: $0) != .operation && trace.recordsGradient($0) && trace.isOnPath($0)
    }
    return trace.nodeCount <= 80 && leaves.count <= 24 ? leaves : []
  }
}
