/// Which ranks each row of the picture holds: a long graph turns at the end of a row and goes on
/// below, like lines of text.
///
/// The last rank of a row and the first of the next one hold nothing but what turns there, and
/// leaves that are used in the next row.
struct Rows: Sendable, Equatable {
  /// By row, its ranks.
  let ranks: [Range<Int>]
  /// By rank, its row.
  private let rowOfRank: [Int]

  /// Rows that end before the given ranks, and at the last one.
  init(rankCount: Int, endingBefore ends: [Int] = []) {
    var ranks: [Range<Int>] = []
    var rowOfRank: [Int] = []
    var start = 0
    for end in ends + [rankCount] {
      rowOfRank += Array(repeating: ranks.count, count: end - start)
      ranks.append(start..<end)
      start = end
    }
    self.ranks = ranks
    self.rowOfRank = rowOfRank
  }

  /// The row of a rank.
  func row(of rank: Int) -> Int { rowOfRank[rank] }

  /// Whether arrows turn at a rank: it is the last of its row or the first, and others are beside it.
  func isTurn(_ rank: Int) -> Bool {
    rank > 0 && areParted(rank - 1, rank)
      || rank + 1 < rowOfRank.count && areParted(rank, rank + 1)
  }

  /// Whether a segment from one rank to the next turns from one row into another.
  func areParted(_ rank: Int, _ next: Int) -> Bool { rowOfRank[rank] != rowOfRank[next] }
}

/// An ordered graph whose ranks are cut into rows.
///
/// Post-condition: what turns at the end of a row stands in one order on both sides of the cut, so
/// that no two turns cross.
struct RowedGraph {
  var ordered: OrderedGraph
  var rows: Rows

  /// A graph in one row.
  init(_ ordered: OrderedGraph) {
    self.ordered = ordered
    rows = Rows(rankCount: ordered.layered.ranked.rankCount)
  }

  fileprivate init(ordered: OrderedGraph, rows: Rows) {
    self.ordered = ordered
    self.rows = rows
  }
}

/// Cuts a graph into rows behind some of its ranks.
///
/// Each cut gives the graph two ranks more, the end of a row and the beginning of the next. A leaf
/// that is only used behind a cut moves there. A cluster that is cut becomes a cluster in each row.
func cutIntoRows(_ ordered: OrderedGraph, after cuts: [Int]) -> RowedGraph {
  if cuts.isEmpty { return RowedGraph(ordered) }
  let cutter = RowCutter(ordered, cuts)
  let layered = subdivide(cutter.ranked)
  var order = RankOrders(layered, keys: cutter.keys(of: layered))
  if cutter.ranked.hasClusters {
    let arrangement = ClusterArrangement(layered, order)
    let keys = order.places.map(Double.init)
    for rank in order.orders.indices {
      order.orders[rank] = arrangement.arranged(order.orders[rank], keys: keys)
      order.setPlaces(on: rank)
    }
  }
  for end in cutter.ends {
    // What turns stands behind the cut as before it.
    var keys: [Int: Int] = [:]
    for item in order.orders[end] where layered.items[item].isOnEdge {
      keys[layered.items[item].owner] = order.places[item]
    }
    order.orders[end - 1].sort {
      (keys[layered.items[$0].owner] ?? 0) < (keys[layered.items[$1].owner] ?? 0)
    }
    order.setPlaces(on: end - 1)
  }
  return RowedGraph(
    ordered: OrderedGraph(layered: layered, orders: order.orders, places: order.places),
    rows: Rows(rankCount: cutter.ranked.rankCount, endingBefore: cutter.ends))
}

extension LayeredGraph.Item {
  /// Whether it is where an edge passes a rank.
  var isOnEdge: Bool { kind == .bend || kind == .label }
}

/// Ranks a graph anew, with its cuts.
private struct RowCutter {
  let ordered: OrderedGraph
  /// The new ranks before which rows end: the first of each row but the first.
  let ends: [Int]
  private(set) var ranked: RankedGraph
  /// For each new rank the one it was; of those at a cut, the one before it.
  private let formerRanks: [Int]

  init(_ ordered: OrderedGraph, _ cuts: [Int]) {
    self.ordered = ordered
    let former = ordered.layered.ranked
    let graph = former.graph
    var newRanks: [Int] = []
    var formerRanks: [Int] = []
    var ends: [Int] = []
    for rank in 0..<former.rankCount {
      newRanks.append(formerRanks.count)
      formerRanks.append(rank)
      if ends.count < cuts.count, cuts[ends.count] == rank {
        formerRanks += [rank, rank]
        ends.append(formerRanks.count - 1)
      }
    }
    self.ends = ends
    self.formerRanks = formerRanks
    let latest = latestRanks(of: former)
    let ranks = graph.nodes.indices.map { node in
      let cut = cuts.lastIndex { former.ranks[node] <= $0 && $0 <= latest[node] }
      return cut.map { ends[$0] } ?? newRanks[former.ranks[node]]
    }
    let rows = Rows(rankCount: formerRanks.count, endingBefore: ends)
    var pieces = ClusterPieces(of: graph, rows: rows.ranks.count)
    for node in graph.nodes.indices {
      pieces.add(graph.nodes[node].cluster, at: ranks[node], row: rows.row(of: ranks[node]))
    }
    ranked = RankedGraph(
      graph: pieces.cut { rows.row(of: ranks[$0]) }, ranks: ranks, spans: pieces.spans,
      hasClusters: former.hasClusters, rankCount: formerRanks.count, rowStarts: ends)
  }

  /// By item, where it or what it leads from and to stood before.
  func keys(of layered: LayeredGraph) -> [(first: Int, second: Int)] {
    let (former, places) = (ordered.layered, ordered.places)
    var keys = [(first: Int, second: Int)](repeating: (0, 0), count: layered.items.count)
    /// Where an edge passed a rank, its ends included.
    func place(_ edge: Int, at rank: Int) -> Int {
      let ends = former.ranked.graph.edges[edge]
      if rank <= former.ranked.ranks[ends.source] { return places[ends.source] }
      if rank >= former.ranked.ranks[ends.target] { return places[ends.target] }
      let first = former.chains[edge].lowerBound - former.ranked.ranks[ends.source] - 1
      return places[first + rank]
    }
    for (index, item) in layered.items.enumerated() {
      let rank = formerRanks[item.rank]
      if item.kind == .node {
        let edge = former.outgoing[index].first.map { former.segments[$0].edge }
        let isMoved = former.ranked.ranks[index] != rank
        keys[index].first = isMoved ? edge.map { place($0, at: rank) } ?? 0 : places[index]
        keys[index].second = edge.map { place($0, at: rank + 1) << 6 } ?? 0
      } else if item.isOnEdge {
        let slot = min(max(layered.ranked.graph.edges[item.owner].slot, 0), 63)
        keys[index] = (place(item.owner, at: rank), place(item.owner, at: rank + 1) << 6 | slot)
      }
    }
    return keys
  }
}

/// For each leaf the last rank behind which a cut may be for the leaf to stand behind it; for other
/// nodes −1.
func latestRanks(of ranked: RankedGraph) -> [Int] {
  var latest = [Int](repeating: .max, count: ranked.graph.nodes.count)
  for edge in ranked.graph.edges {
    latest[edge.target] = -1
    latest[edge.source] = min(
      latest[edge.source], ranked.ranks[edge.target] - edge.minimumLength)
  }
  for node in latest.indices where latest[node] == .max { latest[node] = -1 }
  // What stands in a column stays in it.
  for node in ranked.graph.columns.joined() { latest[node] = -1 }
  return latest
}

/// The clusters of a graph in rows: one for each row in which it has members.
private struct ClusterPieces {
  private let graph: OrientedGraph
  private let rows: Int
  /// By cluster and row, the ranks of its members there.
  private var extents: [ClosedRange<Int>?]
  /// By cluster and row, the number of the piece, or −1.
  private var numbers: [Int] {
    var count = 0
    return extents.map { extent in
      count += extent == nil ? 0 : 1
      return extent == nil ? -1 : count - 1
    }
  }

  init(of graph: OrientedGraph, rows: Int) {
    self.graph = graph
    self.rows = rows
    extents = Array(repeating: nil, count: graph.clusters.count * rows)
  }

  mutating func add(_ cluster: Int, at rank: Int, row: Int) {
    var inner = cluster
    while inner >= 0 {
      let place = inner * rows + row
      let extent = extents[place] ?? rank...rank
      extents[place] = min(extent.lowerBound, rank)...max(extent.upperBound, rank)
      inner = graph.clusters[inner].parent
    }
  }

  /// The ranks of each piece.
  var spans: [ClosedRange<Int>?] { extents.filter { $0 != nil } }

  /// The graph with a cluster for each piece.
  func cut(row: (_ node: Int) -> Int) -> OrientedGraph {
    var cut = graph
    let numbers = numbers
    func number(_ cluster: Int, _ row: Int) -> Int {
      cluster < 0 ? -1 : numbers[cluster * rows + row]
    }
    cut.clusters = []
    for place in extents.indices where extents[place] != nil {
      var piece = graph.clusters[place / rows]
      piece.parent = number(piece.parent, place % rows)
      cut.clusters.append(piece)
    }
    for node in cut.nodes.indices {
      cut.nodes[node].cluster = number(graph.nodes[node].cluster, row(node))
    }
    return cut
  }
}
