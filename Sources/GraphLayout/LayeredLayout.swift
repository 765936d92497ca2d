/// Lays a graph out in layers.
///
/// Same graph and options, same layout, to the last bit.
///
/// - Parameters:
///   - graph: what to lay out; arrows should lead forward, those of a cycle are turned round.
///   - options: the direction and the distances.
/// - Returns: a place for every node, edge, label and cluster.
public func layout(_ graph: LayoutGraph, options: LayoutOptions = LayoutOptions()) -> Layout {
  let oriented = orient(graph, options: options)
  let parts = splitIntoComponents(oriented).map { component in
    let rankings = rankings(of: component)
    let ordered = reduceCrossings(rankings.map(subdivide))
    let placed = assignPlaces(ordered, options: options)
    let columned = assignColumns(placed, options: options)
    let routes = routeEdges(columned, options: options)
    return measurePart(columned, routes)
  }
  return assemble(parts, of: graph, options: options)
}
