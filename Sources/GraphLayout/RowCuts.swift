/// Chooses behind which ranks a graph is cut into rows of a length, so that they are low together.
///
/// What is least is the sum of the rows' heights and of the channels between them, which are the
/// higher the more arrows turn there; that clusters and leaves are cut from what belongs to them
/// counts as height, too. As in a paragraph, the last row may be short.
///
/// - Returns: the ranks; none for a graph that is short enough, or whose arrows run on lanes.
/// - Complexity: O(ranks²) for the ranks of a row.
func chooseCuts(_ ordered: OrderedGraph, length: Double, options: LayoutOptions) -> [Int] {
  let count = ordered.layered.ranked.rankCount
  guard length.isFinite, count > 2, count <= RowCosts.most, ordered.layered.plan.buses.isEmpty
  else { return [] }
  let costs = RowCosts(ordered, length: length, options: options)
  // The least cost of rows up to each rank, and where the last of them begins.
  var least = [Double](repeating: .infinity, count: count + 1)
  var starts = [Int](repeating: 0, count: count + 1)
  least[0] = 0
  for end in 1...count {
    var height = 0.0
    for begin in stride(from: end - 1, through: 0, by: -1) {
      height = max(height, costs.heights[begin])
      let row = begin..<end
      if costs.isFarTooLong(row), least[end] < .infinity { break }
      guard costs.hasOperations(row) else { continue }
      let cost = least[begin] + height + costs.cost(of: row)
      if cost < least[end] { (least[end], starts[end]) = (cost, begin) }
    }
  }
  guard least[count] < .infinity else { return [] }
  var cuts: [Int] = []
  var end = starts[count]
  while end > 0 {
    cuts.append(end - 1)
    end = starts[end]
  }
  return cuts.reversed()
}

/// What rows and cuts cost, in units of height.
private struct RowCosts {
  /// The most ranks that are cut.
  static let most = 1_500
  /// About how high each rank is.
  private(set) var heights: [Double] = []
  /// What a cut behind each rank costs.
  private var cuts: [Double] = []
  /// How much room what turns takes at each side of a cut behind each rank.
  private var turns: [Double] = []
  /// How long the ranks before each one are together.
  private var lengths = [0.0]
  /// How many operations stand on the ranks before each one.
  private var operations = [0]
  private let length: Double

  /// As many lengths as a row is long.
  private static let limit = 3.0
  /// What it costs that a leaf stands at the end of one row, and all that it is used for in others.
  private static let leaf = 40.0
  /// What it costs that a cluster is cut.
  private static let cluster = 40.0
  /// What it costs that a row is too long, and what each unit of that does.
  private static let (overrun, excess) = (150.0, 4.0)
  /// What a row costs of which all is empty.
  private static let emptiness = 30.0

  init(_ ordered: OrderedGraph, length: Double, options: LayoutOptions) {
    self.length = length
    let layered = ordered.layered
    let ranked = layered.ranked
    let count = ranked.rankCount
    let columns = columnExtents(layered)
    let margins = clusterMargins(layered, count: count)
    var sums = [Int](repeating: 0, count: count)
    for node in ranked.graph.nodes.indices
    where !layered.incoming[node].isEmpty && !layered.outgoing[node].isEmpty {
      sums[ranked.ranks[node]] += 1
    }
    for rank in 0..<count {
      lengths.append(
        lengths[rank] + columns.before[rank] + columns.after[rank] + margins.before[rank]
          + margins.after[rank] + options.rankSeparation)
      operations.append(operations[rank] + sums[rank])
      let items = ordered.orders[rank].map { layered.items[$0] }
      heights.append(
        items.reduce(0) { height, item in
          let gap = item.kind == .node ? options.nodeSeparation : options.edgeSeparation
          return height + (item.isBorder ? 12 : item.above + item.below + gap)
        })
    }
    let latest = latestRanks(of: ranked)
    /// The first rank behind which a cut parts a node from what it is used for.
    func first(_ node: Int) -> Int { max(ranked.ranks[node], latest[node] + 1) }
    var wires = Spans(count: count)
    var others = Spans(count: count)
    var uses = [Int](repeating: .max, count: latest.count)
    for edge in ranked.graph.edges {
      wires.add(1, from: first(edge.source), before: ranked.ranks[edge.target])
      uses[edge.source] = min(uses[edge.source], ranked.ranks[edge.target])
    }
    for node in latest.indices where latest[node] >= 0 {
      others.add(Self.leaf, from: first(node), before: uses[node])
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
      if let span { others.add(Self.cluster, from: firsts[cluster], before: span.upperBound) }
    }
    let thickness = ranked.graph.edges.reduce(0) { max($0, $1.thickness) }
    let step = thickness + options.edgeSeparation
    turns = wires.sums.map { options.rankSeparation + step + max(0, $0 - 1) * step }
    cuts = zip(wires.sums, others.sums).map { max(2, $0 + 1) * step + $1 }
  }

  /// Whether some operations stand in a row.
  func hasOperations(_ row: Range<Int>) -> Bool {
    operations[row.lowerBound] < operations[row.upperBound]
  }

  /// Whether a row is not worth looking at.
  func isFarTooLong(_ row: Range<Int>) -> Bool {
    lengths[row.upperBound] - lengths[row.lowerBound] > Self.limit * length
  }

  /// What a row costs beside its height: its cut, and what it is too long or too short.
  func cost(of row: Range<Int>) -> Double {
    let isLast = row.upperBound == cuts.count
    var own = lengths[row.upperBound] - lengths[row.lowerBound]
    if row.lowerBound > 0 { own += turns[row.lowerBound - 1] }
    if !isLast { own += turns[row.upperBound - 1] }
    let cut = isLast ? 0 : cuts[row.upperBound - 1]
    if own > length { return cut + Self.overrun + (own - length) * Self.excess }
    let empty = 1 - own / length
    return cut + (isLast ? 0.5 : 1) * empty * empty * Self.emptiness
  }
}

/// Numbers added over spans of ranks.
private struct Spans {
  private var changes: [Double]

  init(count: Int) { changes = Array(repeating: 0, count: count + 1) }

  mutating func add(_ number: Double, from first: Int, before end: Int) {
    guard first < end else { return }
    changes[first] += number
    changes[end] -= number
  }

  /// What was added at each rank.
  var sums: [Double] {
    var sum = 0.0
    return changes.dropLast().map { change in
      sum += change
      return sum
    }
  }
}
