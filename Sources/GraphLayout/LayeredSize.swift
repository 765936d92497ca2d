/// How large the layered graph of a graph becomes, estimated before any of it is made.
///
/// Every pass works on that graph: its memory, and in practice its time, grow with the number of its
/// items.
package struct LayeredSize: Hashable, Sendable {
  /// How many items it has: nodes, bends of arrows, borders of clusters.
  package var items: Int
  /// How many ranks: the longest path's nodes, and its labels.
  package var ranks: Int

  /// A size of the given extents.
  package init(items: Int, ranks: Int) {
    self.items = items
    self.ranks = ranks
  }

  /// Estimates the size from where each node could stand next to those that use it.
  ///
  /// Sizes of nodes and labels do not matter, nor do cycles: their last arrows are turned round.
  /// - Complexity: O(V log V + E log E) for V nodes and E edges; for clusters within one another, times
  ///   their depth.
  package init(of graph: LayoutGraph) {
    let oriented = orient(graph, options: LayoutOptions())
    let edges = oriented.edges.map {
      NetworkSimplex.Edge(
        tail: $0.source, head: $0.target, minimumLength: $0.minimumLength, weight: 1)
    }
    let late = lateRanks(nodeCount: oriented.nodes.count, edges: edges)
    let least = late.min() ?? 0
    let ranks = late.map { $0 - least }
    self.ranks = (ranks.max() ?? -1) + 1
    let ranked = RankedGraph(
      graph: oriented, ranks: ranks, spans: clusterSpans(of: oriented, ranks: ranks),
      hasClusters: oriented.nodes.contains { $0.cluster >= 0 }, rankCount: self.ranks)
    let plan = ranked.hasTooManyBends ? planBuses(ranked) : BusPlan()
    let bends = oriented.edges.enumerated().reduce(0) { sum, edge in
      let start = ranks[edge.element.source] + 1
      let first = plan.bus(of: edge.offset) < 0 ? start : plan.exits[edge.offset]
      return sum + ranks[edge.element.target] - first
    }
    // Clusters are kept as short as they can be: near what they take or near what takes them.
    let spans = [
      ranked.spans,
      clusterSpans(
        of: oriented, ranks: longestPathRanks(nodeCount: oriented.nodes.count, edges: edges)),
      clusterSpans(
        of: oriented, ranks: latestRanks(nodeCount: oriented.nodes.count, edges: edges)),
    ]
    let borders = oriented.clusters.indices.reduce(0) { sum, cluster in
      sum + 2 * (spans.compactMap { $0[cluster]?.count }.min() ?? 0)
    }
    items = oriented.nodes.count + bends + borders
  }
}

/// Ranks in which every node stands as near to those that use it as they allow.
private func latestRanks(nodeCount: Int, edges: [NetworkSimplex.Edge]) -> [Int] {
  var ranks = longestPathRanks(nodeCount: nodeCount, edges: edges)
  let outgoing = Incidence(count: nodeCount, keys: edges.map(\.tail))
  for node in ranks.indices.sorted(by: { (ranks[$1], $0) < (ranks[$0], $1) }) {
    let latest = outgoing[node].map { ranks[edges[$0].head] - edges[$0].minimumLength }.min()
    ranks[node] = latest ?? ranks[node]
  }
  return ranks
}
