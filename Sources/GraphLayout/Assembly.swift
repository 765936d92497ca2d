/// One part of the picture, in the axes of the arrows.
struct Part {
  var columned: ColumnedGraph
  var routes: Routes
  /// What the part covers.
  var along: ClosedRange<Double>
  var across: ClosedRange<Double>
}

extension ColumnedGraph {
  /// Visits what stands on ranks or between them, arrows apart: nodes, labels and bends with what
  /// they take across, clusters.
  func forEachBox(
    _ visit: (_ rank: Int, _ along: ClosedRange<Double>, _ across: ClosedRange<Double>) -> Void
  ) {
    let layered = placed.ordered.layered
    for (index, item) in layered.items.enumerated() {
      let (line, place) = (lines[item.rank], placed.across[index])
      switch item.kind {
      case .node:
        let node = layered.ranked.graph.nodes[index]
        visit(
          item.rank, (line - node.before)...(line + node.after),
          (place - node.above)...(place + node.below))
      case .label:
        let half = (layered.ranked.graph.edges[item.owner].label?.length ?? 0) / 2
        visit(
          item.rank, (line - half)...(line + half), (place - item.above)...(place + item.below))
      case .bend:
        // At the ends of rows only nodes and labels stand.
        if placed.rows.isTurn(item.rank) { continue }
        visit(item.rank, line...line, (place - item.above)...(place + item.below))
      case .upperBorder, .lowerBorder: break
      }
    }
    let paddings = clusterPaddings(layered.ranked)
    for cluster in layered.borders.indices {
      guard let box = clusterExtent(cluster, in: self, paddings),
        let span = layered.ranked.spans[cluster]
      else { continue }
      visit(span.lowerBound, box.along, box.across)
    }
  }
}

/// Measures what a routed part covers.
func measurePart(_ columned: ColumnedGraph, _ routes: Routes) -> Part {
  let layered = columned.placed.ordered.layered
  var along = (low: Double.infinity, high: -Double.infinity)
  var across = (low: Double.infinity, high: -Double.infinity)
  func cover(_ a: Double, _ b: Double) {
    along = (min(along.low, a), max(along.high, a))
    across = (min(across.low, b), max(across.high, b))
  }
  columned.forEachBox { _, a, b in
    cover(a.lowerBound, b.lowerBound)
    cover(a.upperBound, b.upperBound)
  }
  for (path, edge) in zip(routes.paths, layered.ranked.graph.edges) {
    for point in path {
      cover(point.along, point.across - edge.thickness / 2)
      cover(point.along, point.across + edge.thickness / 2)
    }
  }
  if along.low > along.high {
    return Part(columned: columned, routes: routes, along: 0...0, across: 0...0)
  }
  return Part(
    columned: columned, routes: routes, along: along.low...along.high,
    across: across.low...across.high)
}

/// A cluster's rectangle in the axes of the arrows.
private func clusterExtent(
  _ cluster: Int, in columned: ColumnedGraph, _ paddings: (before: [Double], after: [Double])
) -> (along: ClosedRange<Double>, across: ClosedRange<Double>)? {
  let layered = columned.placed.ordered.layered
  let range = layered.borders[cluster]
  guard !range.isEmpty, let span = layered.ranked.spans[cluster] else { return nil }
  let clusters = layered.ranked.graph.clusters
  // Inner clusters that end on the same rank have their padding within this one's.
  let before = clusters[cluster].padBefore + paddings.before[cluster]
  let low = columned.bands[span.lowerBound].lowerBound - before
  let high = columned.bands[span.upperBound].upperBound + columned.reaches[cluster]
  let top = columned.placed.across[range.lowerBound]
  let bottom = columned.placed.across[range.upperBound - 1]
  return (low...high, top...max(top, bottom))
}

/// Puts the parts below one another and turns them into the axes of the picture.
func assemble(_ parts: [Part], of graph: LayoutGraph, options: LayoutOptions) -> Layout {
  let isTurned = options.direction == .topToBottom
  var layout = Layout(
    width: 0, height: 0,
    nodes: graph.nodes.map { .init(x: 0, y: 0, width: $0.width, height: $0.height) },
    anchors: graph.nodes.map { _ in .init(x: 0, y: 0) },
    edges: graph.edges.map { _ in .init(points: []) }, clusters: graph.clusters.map { _ in [] })
  var start = options.margin
  var widest = 0.0
  for part in parts {
    let placed = part.columned.placed
    let layered = placed.ordered.layered
    layout.rows = max(layout.rows, placed.rows.ranks.count)
    func point(_ along: Double, _ across: Double) -> Layout.Point {
      let a = along - part.along.lowerBound + options.margin
      let b = across - part.across.lowerBound + start
      return isTurned ? .init(x: b, y: a) : .init(x: a, y: b)
    }
    func box(_ along: ClosedRange<Double>, _ across: ClosedRange<Double>) -> Layout.Box {
      let low = point(along.lowerBound, across.lowerBound)
      let high = point(along.upperBound, across.upperBound)
      return .init(
        x: (low.x + high.x) / 2, y: (low.y + high.y) / 2, width: high.x - low.x,
        height: high.y - low.y)
    }
    for (index, node) in layered.ranked.graph.nodes.enumerated() {
      let line = part.columned.lines[layered.items[index].rank]
      let place = placed.across[index]
      layout.anchors[node.id] = point(line, place)
      let outline = box(
        (line - node.before)...(line + node.after), (place - node.above)...(place + node.below))
      layout.nodes[node.id].x = outline.x
      layout.nodes[node.id].y = outline.y
    }
    for (index, edge) in layered.ranked.graph.edges.enumerated() {
      var points = part.routes.paths[index].map { point($0.along, $0.across) }
      if edge.isReversed { points.reverse() }
      layout.edges[edge.id].points = points
      guard let label = edge.label,
        let item = layered.chains[index].first(where: { layered.items[$0].kind == .label })
      else { continue }
      let line = part.columned.lines[layered.items[item].rank]
      let place = placed.across[item]
      let middle = point(line, place)
      layout.edges[edge.id].label = Layout.Label(
        box: box(
          (line - label.length / 2)...(line + label.length / 2),
          (place - label.above)...(place + label.below)),
        line: isTurned ? middle.x : middle.y)
    }
    let paddings = clusterPaddings(layered.ranked)
    for cluster in layered.borders.indices {
      if let extent = clusterExtent(cluster, in: part.columned, paddings) {
        layout.clusters[layered.ranked.graph.clusters[cluster].id].append(
          box(extent.along, extent.across))
      }
    }
    start += part.across.upperBound - part.across.lowerBound + options.nodeSeparation * 1.5
    widest = max(widest, part.along.upperBound - part.along.lowerBound)
  }
  let deep =
    parts.isEmpty ? 2 * options.margin : start - options.nodeSeparation * 1.5 + options.margin
  let wide = widest + 2 * options.margin
  layout.width = isTurned ? deep : wide
  layout.height = isTurned ? wide : deep
  return layout
}
