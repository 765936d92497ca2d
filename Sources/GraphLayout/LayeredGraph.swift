/// A ranked graph in which every segment leads from one rank to the next: long edges run through
/// bends, labels and the borders of clusters are items like the nodes.
///
/// Post-conditions: each segment's rank grows by one; the items of an edge are consecutive; each
/// label is an item on its edge; a cluster has an upper and a lower border on each of its ranks. An
/// edge on a lane has no items on the ranks that it passes there: a segment leads from its source to
/// the border at the lane, one from there to what follows.
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
    /// The node, the edge or the cluster; -1 for a border of the whole graph.
    var owner: Int
    var rank: Int
    /// The extents to both sides of the arrow's line or the attachment's centre.
    var above: Double
    var below: Double
    /// The innermost cluster, or -1; a border's is its own.
    var cluster: Int
    var isBorder: Bool { kind == .upperBorder || kind == .lowerBorder }
    /// Whether it is a border of the whole graph.
    var isRail: Bool { isBorder && owner < 0 }
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
  /// The items that each edge runs through between its ends; of one on a lane, those after it.
  var chains: [Range<Int>]
  /// The segments of each edge, from its source, or from its lane, to its target.
  var courses: [Range<Int>]
  /// Each cluster's upper borders, rank after rank; the lower ones follow them. Empty without any.
  var borders: [Range<Int>]
  /// The lanes.
  var plan: BusPlan
  /// By bus, the items that its edges share before the lane, to leave a cluster by its side.
  var stems: [Range<Int>]
  /// By bus, the segments that its edges share: through the stem to the lane.
  var rises: [Range<Int>]
  /// Whether the graph as a whole has borders on some ranks: where arrows reach or leave a lane.
  var hasRails: Bool
  /// The segments that begin at each item, and those that end there.
  var outgoing: Incidence
  var incoming: Incidence
  /// The items at the far ends of those segments, in the same places.
  var successors: [Int]
  var predecessors: [Int]
}

/// Cuts edges into segments between neighbouring ranks.
func subdivide(_ ranked: RankedGraph) -> LayeredGraph { subdivide(ranked, BusPlan()) }

/// Cuts edges into segments between neighbouring ranks, save where they run on lanes.
func subdivide(_ ranked: RankedGraph, _ plan: BusPlan) -> LayeredGraph {
  let graph = ranked.graph
  var items = graph.nodes.enumerated().map { index, node in
    LayeredGraph.Item(
      kind: .node, owner: index, rank: ranked.ranks[index], above: node.above, below: node.below,
      cluster: node.cluster)
  }
  var segments: [LayeredGraph.Segment] = []
  var chains: [Range<Int>] = []
  var courses: [Range<Int>] = []
  chains.reserveCapacity(graph.edges.count)
  courses.reserveCapacity(graph.edges.count)
  for (index, edge) in graph.edges.enumerated() {
    let begin = items.count
    let isOnLane = plan.bus(of: index) >= 0
    let passed =
      (isOnLane ? plan.exits[index] : ranked.ranks[edge.source] + 1)..<ranked.ranks[edge.target]
    let labelRank =
      edge.label == nil
      ? -1
      : isOnLane
        ? labelRankNearTarget(of: edge, in: ranked)
        : rankForLabel(of: edge, among: passed, in: ranked)
    for rank in passed {
      let label = rank == labelRank ? edge.label : nil
      items.append(item(on: index, edge, at: rank, label: label, in: ranked))
    }
    chains.append(begin..<items.count)
    let first = segments.count
    if !isOnLane {
      connect(edge.source, begin..<items.count, edge.target, edge: index, &segments)
    }
    courses.append(first..<segments.count)
  }
  let stems = addStems(of: plan, ranked, to: &items)
  let borders = addBorders(of: ranked, to: &items, segments: &segments)
  var rails = Rails(ranked, borders, items: items.count)
  var rises: [Range<Int>] = []
  for (bus, stem) in zip(plan.buses, stems) {
    let first = segments.count
    let lane = rails.item(of: bus, at: bus.ranks.lowerBound, &items)
    connect(bus.source, stem, lane, edge: bus.edges[bus.edges.count - 1], &segments)
    rises.append(first..<segments.count)
    for edge in bus.edges {
      let first = segments.count
      let lane = rails.item(of: bus, at: plan.exits[edge] - 1, &items)
      connect(lane, chains[edge], graph.edges[edge].target, edge: edge, &segments)
      courses[edge] = first..<segments.count
    }
  }
  let outgoing = Incidence(count: items.count, keys: segments.map(\.tail))
  let incoming = Incidence(count: items.count, keys: segments.map(\.head))
  return LayeredGraph(
    ranked: ranked, items: items, segments: segments, chains: chains, courses: courses,
    borders: borders, plan: plan, stems: stems, rises: rises, hasRails: rails.areUsed,
    outgoing: outgoing, incoming: incoming,
    successors: outgoing.items.map { segments[$0].head },
    predecessors: incoming.items.map { segments[$0].tail })
}

/// Where an edge passes a rank: a bend, or its label.
private func item(
  on index: Int, _ edge: OrientedGraph.Edge, at rank: Int, label: OrientedGraph.Label?,
  in ranked: RankedGraph
) -> LayeredGraph.Item {
  .init(
    kind: label == nil ? .bend : .label, owner: index, rank: rank,
    above: label?.above ?? edge.thickness / 2, below: label?.below ?? edge.thickness / 2,
    cluster: ranked.hasClusters ? clusterOfEdge(edge, at: rank, in: ranked) : -1)
}

/// Leads an edge from one item through others to the last, a segment for each rank.
private func connect(
  _ first: Int, _ items: Range<Int>, _ last: Int, edge: Int,
  _ segments: inout [LayeredGraph.Segment]
) {
  var tail = first
  for item in items {
    segments.append(.init(tail: tail, head: item, edge: edge))
    tail = item
  }
  segments.append(.init(tail: tail, head: last, edge: edge))
}

/// A label stands as near to the consumer as it can without entering a cluster.
func rankForLabel(
  of edge: OrientedGraph.Edge, among ranks: Range<Int>, in ranked: RankedGraph
) -> Int {
  let graph = ranked.graph
  if ranked.hasClusters {
    let common = commonCluster(
      graph.nodes[edge.source].cluster, graph.nodes[edge.target].cluster, in: graph)
    let outside = ranks.last { clusterOfEdge(edge, at: $0, in: ranked) == common }
    // Where an arrow comes from another row, its label stands with those of the other operands.
    let last = ranks.upperBound - 1
    if let outside {
      let turns = ranked.rowStarts.contains { outside == $0 - 1 || outside == $0 }
      return turns && !ranked.rowStarts.contains(last) ? last : outside
    }
  }
  return ranks.upperBound - 1
}

/// The innermost cluster around two clusters, or -1.
func commonCluster(_ a: Int, _ b: Int, in graph: OrientedGraph) -> Int {
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

/// The bends that the edges of each bus share before its lane, within the cluster they leave.
private func addStems(
  of plan: BusPlan, _ ranked: RankedGraph, to items: inout [LayeredGraph.Item]
) -> [Range<Int>] {
  plan.buses.map { bus in
    let begin = items.count
    let lead = bus.edges[bus.edges.count - 1]
    let edge = ranked.graph.edges[lead]
    for rank in (ranked.ranks[bus.source] + 1)..<bus.ranks.lowerBound {
      items.append(item(on: lead, edge, at: rank, label: nil, in: ranked))
    }
    return begin..<items.count
  }
}

/// The items at which segments reach lanes and leave them: borders of the clusters in which lanes
/// run and, for those beside everything, borders of the whole graph on the ranks that need them.
private struct Rails {
  private let ranked: RankedGraph
  private let borders: [Range<Int>]
  private let start: Int
  private var end: Int
  private var above: [Int: Int] = [:]
  private var below: [Int: Int] = [:]

  init(_ ranked: RankedGraph, _ borders: [Range<Int>], items: Int) {
    self.ranked = ranked
    self.borders = borders
    start = items
    end = items
  }

  var areUsed: Bool { end > start }

  mutating func item(of bus: Bus, at rank: Int, _ items: inout [LayeredGraph.Item]) -> Int {
    if bus.cluster >= 0, let span = ranked.spans[bus.cluster] {
      let border = borders[bus.cluster]
      let half = bus.side == .above ? 0 : border.count / 2
      return border.lowerBound + half + rank - span.lowerBound
    }
    let kind = bus.side == .above ? LayeredGraph.Kind.upperBorder : .lowerBorder
    if let item = bus.side == .above ? above[rank] : below[rank] { return item }
    if bus.side == .above { above[rank] = end } else { below[rank] = end }
    items.append(.init(kind: kind, owner: -1, rank: rank, above: 0, below: 0, cluster: -1))
    end += 1
    return end - 1
  }
}
