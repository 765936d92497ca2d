import Autodiff
import Notation

/// What a term of an equation stands for in the figure of its graph.
package enum Term: Hashable, Sendable {
  /// A node's value: the arrows on which it goes forward.
  case value(NodeID)
  /// The gradient that has arrived at a node: all arrows that come back to it.
  case gradient(NodeID)
  /// What one operand slot of a node passes back: its arrow.
  case contribution(of: NodeID, slot: Int)
  /// A node's local derivative: the node.
  case local(NodeID)

  /// What equations and figures of a page call it, so that touching one of them lights the other.
  package var mark: String {
    switch self {
    case .value(let node): "v\(node.index)"
    case .gradient(let node): "g\(node.index)"
    case .contribution(let node, let slot): "c\(node.index)-\(slot)"
    case .local(let node): "n\(node.index)"
    }
  }
}

extension Derivation {
  /// The terms that equations are written with, and what each stands for: `∂L/∂y` the arrows that arrive at
  /// y, `∂y/∂x` the node y, `(∂L/∂x)₂` the second arrow into x. Where one and the same term is both, as
  /// behind the seed, it is the gradient.
  package var terms: [Math: Term] {
    var terms: [Math: Term] = [:]
    for node in trace.nodes
    where trace.annotations.names[node] != nil
      || trace.role(of: node) == .operation
    {
      terms[symbols.symbol(node)] = .value(node)
    }
    for node in trace.nodes where trace.role(of: node) == .operation {
      for edge in trace.edges(into: node) where trace.recordsGradient(edge.from) {
        terms[localSymbol(edge)] = .local(node)
      }
    }
    for node in trace.nodes where trace.recordsGradient(node) {
      let arrivals = arriving(at: node)
      if arrivals.count > 1 {
        for (index, edge) in arrivals.enumerated() {
          terms[partSymbol(of: node, index + 1)] = .contribution(of: edge.to, slot: edge.slot)
        }
      }
      terms[symbols.gradient(node)] = .gradient(node)
    }
    return terms
  }
}
