import Autodiff

/// A graph on its way into a program: what its nodes are called there, and which of them a gradient
/// reaches.
struct ExportedGraph {
  /// The graph with its values and gradients.
  let trace: Trace<Double>
  /// What its nodes are called.
  let names: PythonNames
  /// The nodes that a gradient arrives at; class labels are none of them.
  let reached: Set<NodeID>

  /// Prepares a graph.
  ///
  /// - Parameter taken: What else is called by name in the program, so that no node is called so.
  init(_ trace: Trace<Double>, taken: Set<String> = []) {
    self.trace = trace
    names = PythonNames(trace, taken: taken)
    var reached: Set<NodeID> = trace.recordsGradient(trace.output) ? [trace.output] : []
    for node in trace.nodes.reversed()
    where trace.kind(of: node) != .leaf && reached.contains(node) {
      for (operand, rule) in zip(trace.operands(of: node), trace.rules(of: node)) {
        if case .label = rule { continue }
        if trace.recordsGradient(operand) { reached.insert(operand) }
      }
    }
    self.reached = reached
  }

  /// The nodes that somebody gave a name.
  var named: [NodeID] { trace.nodes.filter { trace.annotations.names[$0] != nil } }

  /// The leaves.
  var leaves: [NodeID] { trace.nodes.filter { trace.kind(of: $0) == .leaf } }

  /// What is computed, in its order.
  var operations: [NodeID] { trace.nodes.filter { trace.kind(of: $0) != .leaf } }
}
