/// An oriented graph whose nodes have ranks: the columns of the picture.
///
/// Post-conditions: every edge leads at least its minimum length to the right, the least rank is 0,
/// and a cluster's ranks end before those of a cluster that uses its results begin, unless the two
/// use each other's results.
struct RankedGraph {
  var graph: OrientedGraph
  /// By node.
  var ranks: [Int]
  /// By cluster, the first and the last rank of its members; nil for one without members.
  var spans: [ClosedRange<Int>?]
  /// Whether any node stands in a cluster.
  var hasClusters: Bool
  /// One more than the last rank.
  var rankCount: Int
  /// The ranks at which rows begin, all but the first row; see `Rows`.
  var rowStarts: [Int] = []
}

/// Which of several equally short rankings to take.
enum RankingStyle: Sendable, CaseIterable {
  /// Everything as near to its consumer as it gets.
  case nearConsumers
  /// Everything as near to its operands as it gets.
  case nearOperands
  /// What may stand in several places in the middle of them.
  case between
}

/// The rankings that are worth looking at: of a small graph all that differ, since one may have
/// fewer crossings than another that is as short.
///
/// - Parameter first: the ranking near consumers.
func rankings(of graph: OrientedGraph, first: RankedGraph) -> [RankedGraph] {
  let hasChoice = graph.nodes.count <= 600 && !first.hasClusters
  var found = [first]
  for style in hasChoice ? RankingStyle.allCases.filter({ $0 != .nearConsumers }) : [] {
    let ranked = assignRanks(graph, style: style)
    if !found.contains(where: { $0.ranks == ranked.ranks }) { found.append(ranked) }
  }
  return found
}

/// The rankings of a small graph with equal clusters in which one of the leaves that are used in
/// several places stands a rank earlier, so that its arrows may run round those of the others.
func staggeredRankings(of ranked: RankedGraph) -> [RankedGraph] {
  let graph = ranked.graph
  guard graph.columns.isEmpty, graph.nodes.count <= 120 else { return [] }
  let incoming = Incidence(count: graph.nodes.count, keys: graph.edges.map(\.target))
  let outgoing = Incidence(count: graph.nodes.count, keys: graph.edges.map(\.source))
  let leaves = graph.nodes.indices.filter {
    graph.nodes[$0].cluster < 0 && incoming.count($0) == 0 && outgoing.count($0) > 1
  }
  guard leaves.count <= 4 else { return [] }
  return leaves.map { leaf in
    var staggered = ranked
    staggered.ranks[leaf] -= 1
    if staggered.ranks[leaf] < 0 {
      staggered.ranks = staggered.ranks.map { $0 + 1 }
      staggered.spans = clusterSpans(of: graph, ranks: staggered.ranks)
      staggered.rankCount += 1
    }
    return staggered
  }
}

/// The rankings that are worth looking at.
func rankings(of graph: OrientedGraph) -> [RankedGraph] {
  rankings(of: graph, first: assignRanks(graph))
}

/// Ranks the nodes of a connected graph so that its arrows are short in sum.
///
/// - Parameter isLight: by node, whether the length of its arrows does not matter; nil for none.
func assignRanks(
  _ graph: OrientedGraph, style: RankingStyle = .nearConsumers, isLight: [Bool]? = nil
) -> RankedGraph {
  let ranked = assignRanks(graph, style: style, isLight: isLight, bodies: nil)
  guard let bodies = RankBodies(ranked) else { return ranked }
  return assignRanks(graph, style: style, isLight: isLight, bodies: bodies)
}

/// - Parameter bodies: equal clusters whose nodes keep their distances; nil for none.
private func assignRanks(
  _ graph: OrientedGraph, style: RankingStyle, isLight: [Bool]?, bodies: RankBodies?
) -> RankedGraph {
  let hasClusters = graph.nodes.contains { $0.cluster >= 0 }
  let privateEdge =
    hasClusters
    ? [Int](repeating: -1, count: graph.nodes.count) : privateOperands(of: graph)
  // A leaf with one consumer stands right before it: it need not take part in the search.
  var number = [Int](repeating: -1, count: graph.nodes.count)
  var count = 0
  for node in graph.nodes.indices where privateEdge[node] < 0 {
    number[node] = count
    count += 1
  }
  var edges: [NetworkSimplex.Edge] = []
  edges.reserveCapacity(graph.edges.count)
  for edge in graph.edges where number[edge.source] >= 0 {
    edges.append(
      .init(
        tail: number[edge.source], head: number[edge.target],
        minimumLength: edge.minimumLength, weight: isLight?[edge.source] == true ? 0 : 1))
  }
  if hasClusters { count = addClusterConstraints(of: graph, to: &edges, nodeCount: count) }
  if !graph.columns.isEmpty {
    let (merged, mergedCount) = graph.mergedColumns(&edges, number: number, count: count)
    number = number.map { $0 < 0 ? $0 : merged[$0] }
    count = mergedCount
  }
  bodies?.merge(&edges, nodeCount: count)
  let found = NetworkSimplex.ranks(
    nodeCount: count, edges: edges,
    start: isLight == nil ? nil : lateRanks(nodeCount: count, edges: edges),
    pivotLimit: pivotLimit(nodeCount: count))

  var ranks = number.map { $0 >= 0 ? found[$0] : 0 }
  bodies?.spread(&ranks)
  for (node, edge) in privateEdge.enumerated() where edge >= 0 {
    ranks[node] = ranks[graph.edges[edge].target] - graph.edges[edge].minimumLength
  }
  if !hasClusters {
    settle(&ranks, of: graph, privateEdge: privateEdge, style: style, isLight: isLight)
  }
  let least = ranks.min() ?? 0
  ranks = ranks.map { $0 - least }
  return RankedGraph(
    graph: graph, ranks: ranks, spans: clusterSpans(of: graph, ranks: ranks),
    hasClusters: hasClusters, rankCount: (ranks.max() ?? -1) + 1)
}

/// An exchange costs up to the size of the tree, so that a large graph gets fewer of them.
private func pivotLimit(nodeCount: Int) -> Int {
  nodeCount < 1000 ? 20_000 : max(400, 40_000_000 / (nodeCount * 8))
}

/// The one edge of each leaf that has one consumer; -1 for all other nodes.
private func privateOperands(of graph: OrientedGraph) -> [Int] {
  var edge = [Int](repeating: -1, count: graph.nodes.count)
  var isCandidate = [Bool](repeating: true, count: graph.nodes.count)
  for (index, candidate) in graph.edges.enumerated() {
    isCandidate[candidate.target] = false
    if edge[candidate.source] >= 0 { isCandidate[candidate.source] = false }
    edge[candidate.source] = index
  }
  // What stands in a column takes part in the search, too.
  for node in graph.columns.joined() { isCandidate[node] = false }
  return graph.nodes.indices.map { isCandidate[$0] ? edge[$0] : -1 }
}

/// Slides nodes, with their private operands, as far to one side as the sum of lengths allows.
private func settle(
  _ ranks: inout [Int], of graph: OrientedGraph, privateEdge: [Int], style: RankingStyle,
  isLight: [Bool]?
) {
  let incoming = Incidence(count: graph.nodes.count, keys: graph.edges.map(\.target))
  let outgoing = Incidence(count: graph.nodes.count, keys: graph.edges.map(\.source))
  let isAligned = graph.isAligned
  let order = graph.nodes.indices.filter { privateEdge[$0] < 0 && !isAligned[$0] }.sorted {
    (ranks[$0], $0) < (ranks[$1], $1)
  }
  for node in style == .nearOperands ? order : order.reversed() {
    let operands = incoming[node].filter { privateEdge[graph.edges[$0].source] < 0 }
    let consumers = outgoing[node]
    let pulling = isLight.map { isLight in
      operands.count { !isLight[graph.edges[$0].source] }
    }
    func slack(_ edge: Int) -> Int {
      let edge = graph.edges[edge]
      return ranks[edge.target] - ranks[edge.source] - edge.minimumLength
    }
    let shift: Int
    switch style {
    case .nearConsumers:
      guard !consumers.isEmpty, pulling ?? operands.count <= consumers.count else { continue }
      shift = consumers.map(slack).min() ?? 0
    case .nearOperands:
      guard !operands.isEmpty, operands.count >= consumers.count else { continue }
      shift = -(operands.map(slack).min() ?? 0)
    case .between:
      guard !consumers.isEmpty, operands.count == consumers.count else { continue }
      shift = ((consumers.map(slack).min() ?? 0) - (operands.map(slack).min() ?? 0)) / 2
    }
    if shift == 0 { continue }
    ranks[node] += shift
    for edge in incoming[node] where privateEdge[graph.edges[edge].source] >= 0 {
      ranks[graph.edges[edge].source] += shift
    }
  }
}

/// Ranks in which every node stands as near to its consumers as they allow, save those that more
/// operands than consumers hold.
func lateRanks(nodeCount: Int, edges: [NetworkSimplex.Edge]) -> [Int] {
  var ranks = longestPathRanks(nodeCount: nodeCount, edges: edges)
  let outgoing = Incidence(count: nodeCount, keys: edges.map(\.tail))
  let incoming = Incidence(count: nodeCount, keys: edges.map(\.head))
  for node in ranks.indices.sorted(by: { (ranks[$1], $0) < (ranks[$0], $1) }) {
    let back = incoming[node].reduce(0) { $0 + edges[$1].weight }
    let on = outgoing[node].reduce(0) { $0 + edges[$1].weight }
    guard back <= on else { continue }
    let shift = outgoing[node].map { ranks[edges[$0].head] - ranks[node] - edges[$0].minimumLength }
    ranks[node] += shift.min() ?? 0
  }
  return ranks
}

func clusterSpans(of graph: OrientedGraph, ranks: [Int]) -> [ClosedRange<Int>?] {
  var spans = [ClosedRange<Int>?](repeating: nil, count: graph.clusters.count)
  for (node, rank) in ranks.enumerated() {
    var cluster = graph.nodes[node].cluster
    while cluster >= 0 {
      let span = spans[cluster] ?? rank...rank
      spans[cluster] = min(span.lowerBound, rank)...max(span.upperBound, rank)
      cluster = graph.clusters[cluster].parent
    }
  }
  return spans
}
