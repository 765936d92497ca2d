/// A ranked graph in which every segment leads from one rank to the next: long edges run through
/// bends, labels and the borders of clusters are items like the nodes.
///
/// Post-conditions: each segment's rank grows by one; the items of an edge are consecutive; each
/// label is an item on its edge; a cluster has an upper and a lower border on each of its ranks.
struct LayeredGraph {
  enum Kind: Equatable {
    /// A node, whose index is the item's own.
    case node
    /// Where an edge passes a rank.
    case bend
    /// The room of an edge's label.
    case label
    case upperBorder
    case lowerBorder
  }

  struct Item {
    var kind: Kind
    /// The node, the edge or the cluster.
    var owner: Int
    var rank: Int
    /// The extents to both sides of the arrow's line or the attachment's centre.
    var above: Double
    var below: Double
    /// The innermost cluster, or -1; a border's is its own.
    var cluster: Int
    var isBorder: Bool { kind == .upperBorder || kind == .lowerBorder }
    var isBend: Bool { kind == .bend }
  }

  struct Segment {
    var tail: Int
    var head: Int
    /// The edge, or -1 between two borders.
    var edge: Int
  }

  var ranked: RankedGraph
  /// First the nodes, in their order, then bends and labels edge after edge, then borders.
  var items: [Item]
  var segments: [Segment]
  /// The items that each edge runs through between its ends.
  var chains: [Range<Int>]
  /// Each cluster's upper borders, rank after rank; the lower ones follow them. Empty without any.
  var borders: [Range<Int>]
  /// The segments that begin at each item, and those that end there.
  var outgoing: Incidence
  var incoming: Incidence
  /// The items at the far ends of those segments, in the same places.
  var successors: [Int]
  var predecessors: [Int]
}

/// Cuts edges into segments between neighbouring ranks.
func subdivide(_ ranked: RankedGraph) -> LayeredGraph {
  let graph = ranked.graph
  var items = graph.nodes.enumerated().map { index, node in
    LayeredGraph.Item(
      kind: .node, owner: index, rank: ranked.ranks[index], above: node.above, below: node.below,
      cluster: node.cluster)
  }
  var segments: [LayeredGraph.Segment] = []
  var chains: [Range<Int>] = []
  chains.reserveCapacity(graph.edges.count)
  for (index, edge) in graph.edges.enumerated() {
    let begin = items.count
    var tail = edge.source
    let passed = (ranked.ranks[edge.source] + 1)..<ranked.ranks[edge.target]
    let labelRank = edge.label == nil ? -1 : rankForLabel(of: edge, among: passed, in: ranked)
    for rank in passed {
      let label = rank == labelRank ? edge.label : nil
      segments.append(.init(tail: tail, head: items.count, edge: index))
      tail = items.count
      items.append(
        .init(
          kind: label == nil ? .bend : .label, owner: index, rank: rank,
          above: label?.above ?? edge.thickness / 2, below: label?.below ?? edge.thickness / 2,
          cluster: ranked.hasClusters ? clusterOfEdge(edge, at: rank, in: ranked) : -1))
    }
    segments.append(.init(tail: tail, head: edge.target, edge: index))
    chains.append(begin..<items.count)
  }
  let borders = addBorders(of: ranked, to: &items, segments: &segments)
  let outgoing = Incidence(count: items.count, keys: segments.map(\.tail))
  let incoming = Incidence(count: items.count, keys: segments.map(\.head))
  return LayeredGraph(
    ranked: ranked, items: items, segments: segments, chains: chains, borders: borders,
    outgoing: outgoing, incoming: incoming,
    successors: outgoing.items.map { segments[$0].head },
    predecessors: incoming.items.map { segments[$0].tail })
}

/// A label stands as near to the consumer as it can without entering a cluster.
private func rankForLabel(
  of edge: OrientedGraph.Edge, among ranks: Range<Int>, in ranked: RankedGraph
) -> Int {
  let graph = ranked.graph
  if ranked.hasClusters {
    let common = commonCluster(
      graph.nodes[edge.source].cluster, graph.nodes[edge.target].cluster, in: graph)
    let outside = ranks.last { clusterOfEdge(edge, at: $0, in: ranked) == common }
    if let outside { return outside }
  }
  return ranks.upperBound - 1
}

/// The innermost cluster around two clusters, or -1.
private func commonCluster(_ a: Int, _ b: Int, in graph: OrientedGraph) -> Int {
  func depth(_ cluster: Int) -> Int { cluster < 0 ? -1 : graph.clusters[cluster].depth }
  var (a, b) = (a, b)
  while a != b {
    if depth(a) >= depth(b) {
      a = graph.clusters[a].parent
    } else {
      b = graph.clusters[b].parent
    }
  }
  return a
}

/// An edge leaves its source's clusters where they end and enters its target's where they begin.
private func clusterOfEdge(
  _ edge: OrientedGraph.Edge, at rank: Int, in ranked: RankedGraph
) -> Int {
  let graph = ranked.graph
  let common = commonCluster(
    graph.nodes[edge.source].cluster, graph.nodes[edge.target].cluster, in: graph)
  var cluster = graph.nodes[edge.source].cluster
  while cluster != common {
    if let span = ranked.spans[cluster], rank <= span.upperBound { return cluster }
    cluster = graph.clusters[cluster].parent
  }
  cluster = graph.nodes[edge.target].cluster
  while cluster != common {
    if let span = ranked.spans[cluster], rank >= span.lowerBound { return cluster }
    cluster = graph.clusters[cluster].parent
  }
  return common
}

private func addBorders(
  of ranked: RankedGraph, to items: inout [LayeredGraph.Item],
  segments: inout [LayeredGraph.Segment]
) -> [Range<Int>] {
  ranked.spans.enumerated().map { cluster, span in
    let begin = items.count
    guard let span else { return begin..<begin }
    for kind in [LayeredGraph.Kind.upperBorder, .lowerBorder] {
      for rank in span {
        if rank > span.lowerBound {
          segments.append(.init(tail: items.count - 1, head: items.count, edge: -1))
        }
        items.append(
          .init(kind: kind, owner: cluster, rank: rank, above: 0, below: 0, cluster: cluster))
      }
    }
    return begin..<items.count
  }
}
