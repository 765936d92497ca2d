/// Chooses behind which ranks a graph is cut into rows.
///
/// Rows are to be of one length, few arrows are to turn, and clusters are to stay whole where that
/// costs little: the sum of what that is worth is least, found row by row.
///
/// - Returns: the ranks; none for a graph that is too short, or whose arrows run on lanes.
/// - Complexity: O(rows · ranks²).
func chooseCuts(_ ordered: OrderedGraph, rows: Int, options: LayoutOptions) -> [Int] {
  let count = ordered.layered.ranked.rankCount
  guard rows > 1, count > 2, count <= RowCosts.longest, ordered.layered.plan.buses.isEmpty else {
    return []
  }
  let costs = RowCosts(ordered, rows: rows, options: options)
  // The least cost of so many rows up to a rank, and where the last of them begins.
  var least = (0...count).map { $0 == 0 ? 0 : Double.infinity }
  var starts: [[Int]] = []
  for row in 0..<rows {
    var next = [Double](repeating: .infinity, count: count + 1)
    var start = [Int](repeating: -1, count: count + 1)
    for end in stride(from: 1, through: count, by: 1) where row == rows - 1 ? end == count : true {
      for begin in stride(from: end - 1, through: 0, by: -1) where least[begin] < .infinity {
        guard let row = costs.row(begin..<end) else { break }
        let cost = least[begin] + row + (end < count ? costs.cuts[end - 1] : 0)
        if cost < next[end] { (next[end], start[end]) = (cost, begin) }
      }
    }
    least = next
    starts.append(start)
  }
  guard least[count] < .infinity else { return [] }
  var cuts: [Int] = []
  var end = count
  for start in starts.reversed() {
    end = start[end]
    if end > 0 { cuts.append(end - 1) }
  }
  return cuts.reversed()
}

/// What rows and cuts cost, in units of a row that is twice as long as the others.
private struct RowCosts {
  /// The most ranks that are cut.
  static let longest = 1_500
  /// What a cut behind each rank costs.
  private(set) var cuts: [Double]
  /// How long the ranks up to each one are together.
  private var lengths = [0.0]
  private let wanted: Double

  /// What it costs that an arrow turns.
  private static let wire = 0.02
  /// What it costs that a leaf stands at the end of one row, and all that it is used for in others.
  private static let leaf = 0.5
  /// What it costs that a cluster is cut.
  private static let cluster = 0.12

  init(_ ordered: OrderedGraph, rows: Int, options: LayoutOptions) {
    let layered = ordered.layered
    let ranked = layered.ranked
    let count = ranked.rankCount
    let columns = columnExtents(layered)
    let margins = clusterMargins(layered, count: count)
    for rank in 0..<count {
      lengths.append(
        lengths[rank] + columns.before[rank] + columns.after[rank] + margins.before[rank]
          + margins.after[rank] + options.rankSeparation)
    }
    wanted = lengths[count] / Double(rows)
    var changes = [Double](repeating: 0, count: count + 1)
    func add(_ cost: Double, from first: Int, before end: Int) {
      guard first < end else { return }
      changes[first] += cost
      changes[end] -= cost
    }
    let latest = latestRanks(of: ranked)
    /// The first rank behind which a cut parts a node from what it is used for.
    func first(_ node: Int) -> Int { max(ranked.ranks[node], latest[node] + 1) }
    for edge in ranked.graph.edges {
      add(Self.wire, from: first(edge.source), before: ranked.ranks[edge.target])
    }
    var uses = [Int](repeating: .max, count: latest.count)
    for edge in ranked.graph.edges {
      uses[edge.source] = min(uses[edge.source], ranked.ranks[edge.target])
    }
    for node in latest.indices where latest[node] >= 0 {
      add(Self.leaf, from: first(node), before: uses[node])
    }
    var firsts = [Int](repeating: .max, count: ranked.graph.clusters.count)
    for (node, place) in ranked.graph.nodes.enumerated() {
      var cluster = place.cluster
      while cluster >= 0 {
        firsts[cluster] = min(firsts[cluster], first(node))
        cluster = ranked.graph.clusters[cluster].parent
      }
    }
    for (cluster, span) in ranked.spans.enumerated() {
      if let span { add(Self.cluster, from: firsts[cluster], before: span.upperBound) }
    }
    cuts = []
    var cost = 0.0
    for rank in 0..<count {
      cost += changes[rank]
      cuts.append(cost)
    }
  }

  /// What a row of some ranks costs; nil where it is much too long.
  func row(_ ranks: Range<Int>) -> Double? {
    let part = (lengths[ranks.upperBound] - lengths[ranks.lowerBound]) / wanted
    if part > 2.2, ranks.count > 1 { return nil }
    return part > 1 ? (part - 1) * (part - 1) * 6 : (1 - part) * (1 - part)
  }
}
