import Autodiff

/// A part of a figure's graph.
extension FigureGraph {
  /// Leaves some nodes, the leaves that they take, and the arrows among those. Each value that comes
  /// from an operation elsewhere begins at its name; where a value is taken elsewhere, its arrow ends at
  /// the name of what takes it.
  mutating func keep(_ part: Set<NodeID>, of trace: Trace<Double>) {
    let old = self
    nodes = []
    edges = []
    bands = []
    places = places.map { _ in -1 }
    var moved: [Int: Int] = [:]
    var keptBands: [Int: Int] = [:]

    /// The new place of a node that was there.
    func place(_ index: Int) -> Int {
      if let place = moved[index] { return place }
      var node = old.nodes[index]
      node.band = node.band.map { keep(band: $0, of: old, &keptBands) }
      node.isPartial = !part.contains(node.id)
      if node.kind == .operation, node.isPartial { node.kind = .incoming }
      if node.kind == .incoming { node.band = nil }
      moved[index] = nodes.count
      if node.kind != .exit, node.kind != .incoming { places[node.id.index] = nodes.count }
      nodes.append(node)
      return nodes.count - 1
    }

    var outside: [Outside: Int] = [:]
    for (index, node) in old.nodes.enumerated() where node.kind != .exit && part.contains(node.id) {
      _ = place(index)
    }
    for var edge in old.edges {
      let (isFromPart, isIntoPart) = (part.contains(edge.source), part.contains(edge.user))
      if isIntoPart {
        edge.from = place(edge.from)
        edge.to = place(edge.to)
      } else if isFromPart {
        edge.from = place(edge.from)
        let end = Outside(source: edge.source, user: edge.user)
        edge.to = outside[end] ?? nodes.count
        if edge.to == nodes.count {
          outside[end] = edge.to
          nodes.append(Node(kind: .outgoing(of: edge.source), id: edge.user, band: nil))
        }
      } else {
        continue
      }
      edges.append(edge)
    }
  }

  /// A value and what takes it outside of the part.
  private struct Outside: Hashable {
    let source: NodeID
    let user: NodeID
  }

  /// The new number of a band, which stays together with those around it.
  private mutating func keep(band: Int, of old: FigureGraph, _ kept: inout [Int: Int]) -> Int {
    if let number = kept[band] { return number }
    var copy = old.bands[band]
    copy.parent = copy.parent.map { keep(band: $0, of: old, &kept) }
    kept[band] = bands.count
    bands.append(copy)
    return bands.count - 1
  }
}
