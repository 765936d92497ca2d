/// Splits a graph into its weakly connected parts; the nodes of one outermost cluster, and of one
/// column, stay together. The parts come in the order of their first node, and keep the order of
/// nodes, edges and clusters; each has the clusters of its own nodes.
func splitIntoComponents(_ graph: OrientedGraph) -> [OrientedGraph] {
  var sets = DisjointSets(count: graph.nodes.count + graph.clusters.count)
  for edge in graph.edges { sets.unite(edge.source, edge.target) }
  for (index, node) in graph.nodes.enumerated() where node.cluster >= 0 {
    sets.unite(index, graph.nodes.count + node.cluster)
  }
  for (index, cluster) in graph.clusters.enumerated() where cluster.parent >= 0 {
    sets.unite(graph.nodes.count + index, graph.nodes.count + cluster.parent)
  }
  for column in graph.columns {
    for node in column.dropFirst() { sets.unite(column[0], node) }
  }
  var partOfRoot = [Int](repeating: -1, count: graph.nodes.count + graph.clusters.count)
  var parts: [OrientedGraph] = []
  var place = [Int](repeating: 0, count: graph.nodes.count)
  for index in graph.nodes.indices {
    let root = sets.root(of: index)
    if partOfRoot[root] < 0 {
      partOfRoot[root] = parts.count
      parts.append(OrientedGraph())
    }
  }
  // Where each cluster comes to stand in its part.
  var clusterPlace = [Int](repeating: -1, count: graph.clusters.count)
  for (index, cluster) in graph.clusters.enumerated() {
    let part = partOfRoot[sets.root(of: graph.nodes.count + index)]
    if part < 0 { continue }
    clusterPlace[index] = parts[part].clusters.count
    parts[part].clusters.append(cluster)
  }
  for part in parts.indices {
    for index in parts[part].clusters.indices where parts[part].clusters[index].parent >= 0 {
      parts[part].clusters[index].parent = clusterPlace[parts[part].clusters[index].parent]
    }
  }
  for (index, node) in graph.nodes.enumerated() {
    let part = partOfRoot[sets.root(of: index)]
    place[index] = parts[part].nodes.count
    var moved = node
    if node.cluster >= 0 { moved.cluster = clusterPlace[node.cluster] }
    parts[part].nodes.append(moved)
  }
  for edge in graph.edges {
    let part = partOfRoot[sets.root(of: edge.source)]
    var moved = edge
    moved.source = place[edge.source]
    moved.target = place[edge.target]
    parts[part].edges.append(moved)
  }
  for column in graph.columns {
    parts[partOfRoot[sets.root(of: column[0])]].columns.append(column.map { place[$0] })
  }
  for order in graph.orders {
    parts[partOfRoot[sets.root(of: order[0])]].orders.append(order.map { place[$0] })
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
