/// Lays a graph out in layers.
///
/// Same graph and options, same layout, to the last bit.
///
/// - Parameters:
///   - graph: what to lay out; arrows should lead forward, those of a cycle are turned round.
///   - options: the direction, the rows and the distances.
/// - Returns: a place for every node, edge, label and cluster.
package func layout(_ graph: LayoutGraph, options: LayoutOptions = LayoutOptions()) -> Layout {
  Arrangement(graph).layout(graph, options: options)
}

/// A graph with its ranks and their orders, which are most of the work: layouts in either direction,
/// in any number of rows, and with other sizes are made of it.
package struct Arrangement: Sendable {
  /// Its connected parts.
  let components: [OrderedGraph]
  private let edges: [LayoutGraph.Edge]

  /// Ranks and orders a graph.
  package init(_ graph: LayoutGraph) {
    edges = graph.edges
    components = splitIntoComponents(orient(graph, options: LayoutOptions())).map(orderItems)
  }

  /// Lays out the graph, or one with the same nodes, edges and clusters of other sizes.
  package func layout(_ graph: LayoutGraph, options: LayoutOptions = LayoutOptions()) -> Layout {
    let oriented = splitIntoComponents(orient(graph, options: options))
    let parts = zip(components, oriented).map { component, oriented in
      let ordered = component.measured(as: oriented)
      let cuts = chooseCuts(ordered, length: options.rowLength, options: options)
      let rowed = cutIntoRows(ordered, after: cuts)
      let placed = assignLanes(assignPlaces(rowed, options: options), options: options)
      let stacked = stackRows(assignColumns(placed, options: options), options: options)
      return measurePart(stacked.columned, routeEdges(stacked, options: options))
    }
    return assemble(parts, of: graph, options: options)
  }

  /// Whether a graph has the same nodes, edges and clusters, so that it can be laid out.
  package func fits(_ graph: LayoutGraph) -> Bool {
    edges.count == graph.edges.count
      && zip(edges, graph.edges).allSatisfy {
        $0.from == $1.from && $0.to == $1.to && ($0.label == nil) == ($1.label == nil)
      }
  }
}

/// Ranks and orders a part: the ranking with the fewest crossings of those that are as short, or
/// that of the graph without labels where it has fewer still.
private func orderItems(_ component: OrientedGraph) -> OrderedGraph {
  let ranked = assignRanks(component)
  if ranked.hasTooManyBends { return orderWithLanes(ranked) }
  var ordered = reduceCrossings(rankings(of: component, first: ranked).map(subdivide))
  if ordered.crossings > 0, let saving = component.leastSaving, ordered.crossings >= saving {
    let staggered = staggeredRankings(of: ranked).map(subdivide)
    let other = staggered.isEmpty ? ordered : reduceCrossings(staggered)
    if other.crossings <= ordered.crossings - saving { ordered = other }
  }
  let crossings = ordered.crossings
  guard crossings > 0, component.columns.isEmpty, let other = orderedLikeBare(component),
    other.crossings < crossings
  else {
    return orderEqually(ordered)
  }
  return other
}

extension OrderedGraph {
  /// The same orders of a graph whose parts have other sizes.
  fileprivate func measured(as graph: OrientedGraph) -> OrderedGraph {
    var measured = self
    measured.layered.ranked.graph = graph
    for (index, item) in layered.items.enumerated() {
      let extents: (above: Double, below: Double)
      switch item.kind {
      case .node: extents = (graph.nodes[index].above, graph.nodes[index].below)
      case .bend:
        let half = graph.edges[item.owner].thickness / 2
        extents = (half, half)
      case .label:
        let label = graph.edges[item.owner].label
        extents = (label?.above ?? 0, label?.below ?? 0)
      case .upperBorder, .lowerBorder: continue
      }
      measured.layered.items[index].above = extents.above
      measured.layered.items[index].below = extents.below
    }
    return measured
  }
}
