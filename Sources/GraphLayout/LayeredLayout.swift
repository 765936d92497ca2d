/// Lays a graph out in layers.
///
/// Same graph and options, same layout, to the last bit.
///
/// - Parameters:
///   - graph: what to lay out; arrows should lead forward, those of a cycle are turned round.
///   - options: the direction and the distances.
/// - Returns: a place for every node, edge, label and cluster.
public func layout(_ graph: LayoutGraph, options: LayoutOptions = LayoutOptions()) -> Layout {
  Layout(
    width: 0, height: 0,
    nodes: graph.nodes.map { .init(x: 0, y: 0, width: $0.width, height: $0.height) },
    anchors: graph.nodes.map { _ in .init(x: 0, y: 0) },
    edges: graph.edges.map { _ in .init(points: []) }, clusters: graph.clusters.map { _ in nil })
}
