/// Lays a graph out in layers.
///
/// Same graph and options, same layout, to the last bit.
///
/// - Parameters:
///   - graph: what to lay out; arrows should lead forward, those of a cycle are turned round.
///   - options: the direction and the distances.
/// - Returns: a place for every node, edge, label and cluster.
package func layout(_ graph: LayoutGraph, options: LayoutOptions = LayoutOptions()) -> Layout {
  let oriented = orient(graph, options: options)
  let parts = splitIntoComponents(oriented).map { component in
    let ordered = orderItems(component)
    let placed = assignLanes(assignPlaces(ordered, options: options), options: options)
    let columned = assignColumns(placed, options: options)
    let routes = routeEdges(columned, options: options)
    return measurePart(columned, routes)
  }
  return assemble(parts, of: graph, options: options)
}

/// Ranks and orders a part: the ranking with the fewest crossings of those that are as short, or
/// that of the graph without labels where it has fewer still.
private func orderItems(_ component: OrientedGraph) -> OrderedGraph {
  let ranked = assignRanks(component)
  if ranked.hasTooManyBends { return orderWithLanes(ranked) }
  let ordered = reduceCrossings(rankings(of: component, first: ranked).map(subdivide))
  let crossings = ordered.crossings
  guard crossings > 0, let other = orderedLikeBare(component), other.crossings < crossings else {
    return ordered
  }
  return other
}
