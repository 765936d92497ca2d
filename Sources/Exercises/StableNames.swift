import Autodiff

/// What nodes are called in files that outlive a change of the graph's numbers: by their names, and
/// what has none by the next named node and its place before it.
///
///     y = relu(x * w + b)   →   y.1 for x * w, y.2 for + b, y
///
/// A line that is added elsewhere changes none of them.
package struct StableNames: Sendable {
  private let names: [String]

  /// Names the nodes of a trace.
  package init(_ trace: Trace<Double>) {
    let designations = Designations(trace.annotations)
    var names: [String] = []
    var taken: Set<String> = []
    var unnamed: [Int] = []
    func settle(before name: String) {
      for (place, node) in unnamed.enumerated() { names[node] = "\(name).\(place + 1)" }
      unnamed = []
    }
    for node in trace.nodes {
      guard let name = designations.text(node) else {
        unnamed.append(node.index)
        names.append("")
        continue
      }
      // Two nodes that nothing tells apart have their places for that.
      let own = taken.insert(name).inserted ? name : "\(name)#\(node.index)"
      names.append(own)
      settle(before: own)
    }
    settle(before: "")
    self.names = names
  }

  /// What a node is called.
  package subscript(node: NodeID) -> String { names[node.index] }
}
