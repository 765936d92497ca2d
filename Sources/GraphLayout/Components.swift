/// Splits a graph into its weakly connected parts; the nodes of one outermost cluster stay
/// together. The parts come in the order of their first node, and keep the order of nodes and edges.
func splitIntoComponents(_ graph: OrientedGraph) -> [OrientedGraph] {
  var sets = DisjointSets(count: graph.nodes.count + graph.clusters.count)
  for edge in graph.edges { sets.unite(edge.source, edge.target) }
  for (index, node) in graph.nodes.enumerated() where node.cluster >= 0 {
    sets.unite(index, graph.nodes.count + node.cluster)
  }
  for (index, cluster) in graph.clusters.enumerated() where cluster.parent >= 0 {
    sets.unite(graph.nodes.count + index, graph.nodes.count + cluster.parent)
  }
  var partOfRoot = [Int](repeating: -1, count: graph.nodes.count + graph.clusters.count)
  var parts: [OrientedGraph] = []
  var place = [Int](repeating: 0, count: graph.nodes.count)
  for (index, node) in graph.nodes.enumerated() {
    let root = sets.root(of: index)
    if partOfRoot[root] < 0 {
      partOfRoot[root] = parts.count
      parts.append(OrientedGraph(clusters: graph.clusters))
    }
    let part = partOfRoot[root]
    place[index] = parts[part].nodes.count
    parts[part].nodes.append(node)
  }
  for edge in graph.edges {
    let part = partOfRoot[sets.root(of: edge.source)]
    var moved = edge
    moved.source = place[edge.source]
    moved.target = place[edge.target]
    parts[part].edges.append(moved)
  }
  return parts
}

/// Union–find with path halving.
struct DisjointSets {
  private var parent: [Int]

  init(count: Int) { parent = Array(0..<count) }

  mutating func root(of element: Int) -> Int {
    var element = element
    while parent[element] != element {
      parent[element] = parent[parent[element]]
      element = parent[element]
    }
    return element
  }

  /// Joins two sets; the smaller root stays.
  mutating func unite(_ a: Int, _ b: Int) {
    let (a, b) = (root(of: a), root(of: b))
    parent[max(a, b)] = min(a, b)
  }
}
