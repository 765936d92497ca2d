/// The long arrows of one node, which run together: from the node to a lane beside the ranks, along
/// it, and off it one after another, each to its own consumer.
///
/// An arrow on a lane needs no bend on the ranks that it passes.
struct Bus {
  /// The side of the ranks on which a lane runs.
  enum Side {
    case above
    case below
  }

  /// The node whose value the arrows carry.
  var source: Int
  /// The innermost cluster around the source and the consumers, in which the lane runs, or -1.
  var cluster: Int
  /// The arrows, those that come off first in front. The last one runs along all of the lane.
  var edges: [Int]
  /// The ranks that the lane passes.
  var ranks: ClosedRange<Int>
  /// Where the lane runs.
  var side = Side.above
  /// How many lanes of its side and cluster run between it and the nodes.
  var track = 0
}

/// Which arrows of a ranked graph run on lanes, and where they come off.
///
/// Post-conditions: an arrow is on one lane at most; its lane passes a rank or more before the arrow
/// comes off; a rank is as near to the arrow's consumer as `Self.reach` or the lane leads to it.
struct BusPlan {
  /// The lanes, by their sources.
  var buses: [Bus] = []
  /// By edge, its bus or -1; empty where there is none.
  var busOfEdge: [Int] = []
  /// By edge on a lane, the first rank that it passes or reaches after the lane.
  var exits: [Int] = []

  /// How many ranks an arrow goes beside other arrows between a lane and a node within a cluster,
  /// so that it may pass the cluster's side instead of its top.
  static let reach = 12

  /// The bus of an edge, or -1.
  func bus(of edge: Int) -> Int { busOfEdge.isEmpty ? -1 : busOfEdge[edge] }
}

extension RankedGraph {
  /// How many ranks arrows pass, each for itself.
  var bendCount: Int {
    graph.edges.reduce(0) { $0 + ranks[$1.target] - ranks[$1.source] - 1 }
  }

  /// How many bends a graph may have before its longest arrows share lanes. Ten thousand is more
  /// than any figure with numbers has.
  static func bendLimit(of graph: OrientedGraph) -> Int {
    max(10_000, 4 * (graph.nodes.count + graph.edges.count))
  }

  /// Whether the arrows pass so many ranks that bends on all of them would be most of the layout.
  var hasTooManyBends: Bool { bendCount > Self.bendLimit(of: graph) }
}

/// Chooses the arrows that run on lanes: those of the nodes whose arrows pass most ranks, until what
/// is left has half as many bends as a graph of this size may have.
///
/// - Complexity: O(E log E).
func planBuses(_ ranked: RankedGraph) -> BusPlan {
  var candidates = busCandidates(ranked)
  let limit = RankedGraph.bendLimit(of: ranked.graph) / 2
  var left = ranked.bendCount
  let order = candidates.indices.sorted {
    (candidates[$1].saved, $0) < (candidates[$0].saved, $1)
  }
  // Those that are much like the chosen ones are treated like them.
  var threshold = Int.max
  var chosen: [Int] = []
  for index in order {
    if left <= limit, candidates[index].saved * 4 < threshold { break }
    if left > limit { threshold = candidates[index].saved }
    left -= candidates[index].saved
    chosen.append(index)
  }
  var plan = BusPlan(
    busOfEdge: Array(repeating: -1, count: ranked.graph.edges.count),
    exits: Array(repeating: 0, count: ranked.graph.edges.count))
  for index in chosen.sorted() {
    for (edge, exit) in zip(candidates[index].bus.edges, candidates[index].exits) {
      plan.busOfEdge[edge] = plan.buses.count
      plan.exits[edge] = exit
    }
    plan.buses.append(candidates[index].bus)
    candidates[index].exits = []
  }
  return plan
}

private struct BusCandidate {
  var bus: Bus
  var exits: [Int]
  /// How many bends it makes unnecessary.
  var saved: Int
}

/// All buses that there could be, one for each node and cluster around it and its consumers.
private func busCandidates(_ ranked: RankedGraph) -> [BusCandidate] {
  struct Stop {
    var edge: Int
    var source: Int
    var cluster: Int
    var first: Int
    var exit: Int
  }
  var stops: [Stop] = []
  for (index, edge) in ranked.graph.edges.enumerated()
  where ranked.ranks[edge.target] - ranked.ranks[edge.source] > 1 {
    let common = commonCluster(
      ranked.graph.nodes[edge.source].cluster, ranked.graph.nodes[edge.target].cluster,
      in: ranked.graph)
    let first = laneStart(of: edge, below: common, in: ranked)
    let exit = laneEnd(of: edge, below: common, in: ranked)
    guard exit > first else { continue }
    stops.append(
      .init(edge: index, source: edge.source, cluster: common, first: first, exit: exit))
  }
  stops.sort {
    ($0.source, $0.cluster, $0.exit, $0.edge) < ($1.source, $1.cluster, $1.exit, $1.edge)
  }
  var candidates: [BusCandidate] = []
  for stop in stops {
    let isSame =
      candidates.last.map { $0.bus.source == stop.source && $0.bus.cluster == stop.cluster }
      ?? false
    if !isSame {
      let ranks = stop.first...(stop.exit - 1)
      candidates.append(
        .init(
          bus: .init(source: stop.source, cluster: stop.cluster, edges: [], ranks: ranks),
          exits: [], saved: 0))
    }
    let last = candidates.count - 1
    candidates[last].bus.edges.append(stop.edge)
    candidates[last].bus.ranks = stop.first...(stop.exit - 1)
    candidates[last].exits.append(stop.exit)
    candidates[last].saved += stop.exit - stop.first
  }
  return candidates
}

/// The first rank that an arrow passes on its lane: the one behind its source or, if that is near,
/// the one behind the cluster that it leaves.
private func laneStart(
  of edge: OrientedGraph.Edge, below common: Int, in ranked: RankedGraph
) -> Int {
  let here = ranked.ranks[edge.source]
  let cluster = ranked.graph.nodes[edge.source].cluster
  guard let span = span(around: cluster, below: common, in: ranked) else { return here + 1 }
  return span.upperBound - here <= BusPlan.reach ? span.upperBound + 1 : here + 1
}

/// The first rank that an arrow passes, or reaches, after its lane: its consumer's, that of its
/// label or, if that is near, the first of the cluster that it enters.
private func laneEnd(
  of edge: OrientedGraph.Edge, below common: Int, in ranked: RankedGraph
) -> Int {
  let there = ranked.ranks[edge.target]
  var exit = there
  let cluster = ranked.graph.nodes[edge.target].cluster
  if let span = span(around: cluster, below: common, in: ranked),
    there - span.lowerBound <= BusPlan.reach
  {
    exit = span.lowerBound
  }
  if edge.label != nil { exit = min(exit, labelRankNearTarget(of: edge, in: ranked)) }
  return exit
}

/// The ranks of the outermost cluster around a cluster that lies within another one.
private func span(
  around cluster: Int, below common: Int, in ranked: RankedGraph
) -> ClosedRange<Int>? {
  var inner = -1
  var outer = cluster
  while outer >= 0 && outer != common {
    inner = outer
    outer = ranked.graph.clusters[outer].parent
  }
  return inner < 0 ? nil : ranked.spans[inner]
}

/// Where the label of an arrow on a lane stands: where it would without the lane, if that is near.
func labelRankNearTarget(of edge: OrientedGraph.Edge, in ranked: RankedGraph) -> Int {
  let there = ranked.ranks[edge.target]
  let rank = rankForLabel(of: edge, among: (ranked.ranks[edge.source] + 1)..<there, in: ranked)
  return there - rank <= BusPlan.reach ? rank : there - 1
}
