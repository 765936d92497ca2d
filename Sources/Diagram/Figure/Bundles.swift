import Autodiff

extension FigureGraph {
  /// Draws the results of groups that fold side by side as one arrow to each user: a bundle, whose
  /// value and gradient are the vectors of theirs.
  mutating func bundleRows(of trace: Trace<Double>) {
    guard nodes.contains(where: \.isRow) else { return }
    struct Ends: Hashable {
      let from: Int
      let to: Int
    }
    var parts: [Ends: [Edge]] = [:]
    for edge in edges where nodes[edge.from].isRow {
      parts[Ends(from: edge.from, to: edge.to), default: []].append(edge)
    }
    var drawn: Set<Ends> = []
    edges = edges.compactMap { edge in
      let ends = Ends(from: edge.from, to: edge.to)
      guard let parts = parts[ends], parts.contains(where: { $0.source != edge.source }) else {
        return edge
      }
      return drawn.insert(ends).inserted ? Edge(bundling: parts, of: trace) : nil
    }
  }
}

extension FigureGraph.Edge {
  /// Brings the values of several arrows between the same two nodes.
  fileprivate init(bundling edges: [FigureGraph.Edge], of trace: Trace<Double>) {
    let first = edges[0]
    var sources: [NodeID] = []
    var gradients: [NodeID: Gradient<Double>] = [:]
    for edge in edges {
      if let sum = gradients[edge.source] {
        gradients[edge.source] = sum.adding(edge.gradient)
      } else {
        sources.append(edge.source)
        gradients[edge.source] = edge.gradient
      }
    }
    let scalars = sources.compactMap { gradients[$0]?.scalar }
    let isVector = scalars.count == sources.count
    self.init(
      from: first.from, to: first.to, slot: first.slot, source: first.source, user: first.user,
      gradient: isVector
        ? .value(Tensor(shape: Shape([scalars.count]), elements: scalars)) : first.gradient,
      isExit: false, isSingle: false, bundle: sources)
  }

  /// What the arrow brings: a value, or the vector of a bundle's scalars; nil where a bundle's
  /// values are tensors.
  func value(in trace: Trace<Double>) -> Tensor<Double>? {
    guard !bundle.isEmpty else { return trace.value(of: source) }
    let scalars = bundle.compactMap { trace.scalar(of: $0) }
    guard scalars.count == bundle.count else { return nil }
    return Tensor(shape: Shape([scalars.count]), elements: scalars)
  }
}
