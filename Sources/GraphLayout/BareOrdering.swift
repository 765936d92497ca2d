/// Orders a graph with labels like the same graph without them.
///
/// Labels take ranks of their own, which makes the search wide: what is found for the bare graph, in
/// half of the ranks, is a good order for the whole one. Every rank of the bare graph becomes the
/// even rank of twice its number, and what lies between two of them stands in the order of its tails.
///
/// - Returns: an order of no more crossings than the bare graph's; nil for a graph in which this
///   cannot be done: one with clusters, a large one, or one without labels.
func orderedLikeBare(_ graph: OrientedGraph) -> OrderedGraph? {
  guard graph.nodes.count <= 300, graph.edges.contains(where: { $0.label != nil }),
    graph.edges.allSatisfy({ $0.minimumLength <= 2 }),
    graph.nodes.allSatisfy({ $0.cluster < 0 })
  else { return nil }
  var bareGraph = graph
  for index in bareGraph.edges.indices {
    bareGraph.edges[index].label = nil
    bareGraph.edges[index].minimumLength = 1
  }
  let bare = reduceCrossings(rankings(of: bareGraph).map(subdivide))
  let ranks = doubledRanks(bare.layered.ranked, of: graph)
  let layered = subdivide(
    RankedGraph(
      graph: graph, ranks: ranks, spans: [], hasClusters: false,
      rankCount: (ranks.max() ?? -1) + 1))

  var keys = [(first: Int, second: Int)](repeating: (0, 0), count: layered.items.count)
  for node in graph.nodes.indices { keys[node] = (bare.places[node], 0) }
  for (index, edge) in graph.edges.enumerated() {
    // The bare edge's items, its ends included, by bare rank.
    let stops = [edge.source] + Array(bare.layered.chains[index]) + [edge.target]
    let first = bare.layered.ranked.ranks[edge.source]
    for item in layered.chains[index] {
      let rank = layered.items[item].rank
      let place = bare.places[stops[rank / 2 - first]]
      keys[item] = (place, rank % 2 == 0 ? 0 : bare.places[stops[rank / 2 - first + 1]])
    }
  }
  var search = OrderSearch(layered)
  search.descend(from: RankOrders(layered, keys: keys))
  search.shake(budget: OrderSearch.budget(layered) / 2)
  return OrderedGraph(
    layered: layered, orders: search.order.orders, places: search.order.places)
}

/// Twice the ranks; a leaf whose arrows have no labels stands right before its first use.
private func doubledRanks(_ bare: RankedGraph, of graph: OrientedGraph) -> [Int] {
  var ranks = bare.ranks.map { 2 * $0 }
  var isLeaf = [Bool](repeating: true, count: ranks.count)
  var firstUse = [Int](repeating: .max, count: ranks.count)
  for edge in graph.edges {
    isLeaf[edge.target] = false
    if edge.label != nil { isLeaf[edge.source] = false }
    firstUse[edge.source] = min(firstUse[edge.source], ranks[edge.target])
  }
  for node in ranks.indices where isLeaf[node] && firstUse[node] != .max {
    ranks[node] = firstUse[node] - 1
  }
  return ranks
}
