/// A placed graph whose ranks have places along the direction of the arrows.
///
/// Post-conditions: the bands of two ranks of a row do not overlap; between them lies a gap of at
/// least the rank separation, and nothing but arrows is in it. Each row begins at 0.
struct ColumnedGraph {
  var placed: PlacedGraph
  /// Each rank's line, on which the centres of its nodes stand.
  var lines: [Double]
  /// Each rank's band, from where its widest item begins to where it ends.
  var bands: [ClosedRange<Double>]
  /// Each rank's band with the paddings of the clusters that begin or end there: what lies between
  /// two of them is free of everything but arrows.
  var taken: [ClosedRange<Double>]
  /// How far each cluster's rectangle reaches beyond the band of its last rank.
  var reaches: [Double]
}

/// Gives each rank as much room as its widest item needs, and each gap as much as its steepest
/// arrows ask for.
func assignColumns(_ placed: PlacedGraph, options: LayoutOptions) -> ColumnedGraph {
  let layered = placed.ordered.layered
  let count = layered.ranked.rankCount
  var (before, after) = columnExtents(layered)
  var climb = [Double](repeating: 0, count: count)
  // Arrows to and from lanes may be as steep as they like.
  for segment in layered.segments
  where segment.edge >= 0 && !layered.items[segment.tail].isBorder
    && !layered.items[segment.head].isBorder
    && !placed.rows.areParted(layered.items[segment.tail].rank, layered.items[segment.head].rank)
  {
    let rank = layered.items[segment.tail].rank
    climb[rank] = max(climb[rank], abs(placed.across[segment.head] - placed.across[segment.tail]))
  }
  var borders = clusterMargins(layered, count: count)
  let ranks = EqualRanks(placed.equalParts)
  ranks.level(&before)
  ranks.level(&after)
  ranks.levelGaps(&climb)
  ranks.levelGaps(&borders.after)
  ranks.levelStarts(&borders.before)
  var ends = ClusterEnds(layered.ranked)
  var lines = [Double](repeating: 0, count: count)
  var bands: [ClosedRange<Double>] = []
  var taken: [ClosedRange<Double>] = []
  var place = 0.0
  for rank in 0..<count {
    if rank > 0, placed.rows.areParted(rank - 1, rank) {
      place = 0
    } else if rank > 0 {
      let room = min(climb[rank - 1] * options.steepness, options.rankSeparation * 3)
      place += max(options.rankSeparation, room) + borders.after[rank - 1]
    }
    place += borders.before[rank]
    let start = place
    lines[rank] = place + before[rank]
    place = lines[rank] + after[rank]
    bands.append(start...place)
    // What follows stands behind the names of clusters that end here.
    borders.after[rank] = max(borders.after[rank], ends.reach(beyond: rank, bands))
    taken.append((start - borders.before[rank])...(place + borders.after[rank]))
  }
  return ColumnedGraph(
    placed: placed, lines: lines, bands: bands, taken: taken, reaches: ends.reaches)
}

/// The ranks of equal parts that follow one another: each is as wide as those like it.
struct EqualRanks {
  /// Ranks that are alike, and whether they are the first and the last of their parts.
  private var alike: [(ranks: [Int], isFirst: Bool, isLast: Bool)] = []

  init(_ equalParts: [[EqualPart]]) {
    for parts in equalParts {
      let starts = Set(parts.map(\.first)).sorted()
      guard starts.count > 1 else { continue }
      let length = parts[0].items.count
      for step in 0..<length {
        alike.append((starts.map { $0 + step }, step == 0, step == length - 1))
      }
    }
  }

  /// Makes all ranks that are alike as large as the largest of them.
  func level(_ sizes: inout [Double]) { level(&sizes, alike.map(\.ranks)) }

  /// The same for what follows ranks, save the last ones of parts.
  func levelGaps(_ sizes: inout [Double]) {
    level(&sizes, alike.filter { !$0.isLast }.map(\.ranks))
  }

  /// The same for what comes before ranks, save the first ones of parts.
  func levelStarts(_ sizes: inout [Double]) {
    level(&sizes, alike.filter { !$0.isFirst }.map(\.ranks))
  }

  private func level(_ sizes: inout [Double], _ alike: [[Int]]) {
    // A rank may be like others in several lists; each round joins some more of them.
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for ranks in alike {
        let largest = ranks.reduce(0) { max($0, sizes[$1]) }
        for rank in ranks where sizes[rank] < largest {
          sizes[rank] = largest
          hasChanged = true
        }
      }
    }
  }
}

/// How far clusters reach beyond their last ranks: as far as their paddings and names ask.
private struct ClusterEnds {
  private let ranked: RankedGraph
  private let paddings: (before: [Double], after: [Double])
  /// By rank, the clusters that end there, the innermost first.
  private var ending: [[Int]]
  private(set) var reaches: [Double]

  init(_ ranked: RankedGraph) {
    self.ranked = ranked
    let clusters = ranked.graph.clusters
    reaches = Array(repeating: 0, count: clusters.count)
    guard ranked.hasClusters else {
      (paddings, ending) = (([], []), [])
      return
    }
    paddings = clusterPaddings(ranked)
    ending = Array(repeating: [], count: ranked.rankCount)
    for cluster in clusters.indices.sorted(by: {
      (clusters[$1].depth, $0) < (clusters[$0].depth, $1)
    }) {
      if let span = ranked.spans[cluster] { ending[span.upperBound].append(cluster) }
    }
  }

  /// How far the clusters that end at a rank reach beyond its band, which is the last one so far.
  mutating func reach(beyond rank: Int, _ bands: [ClosedRange<Double>]) -> Double {
    guard !ending.isEmpty else { return 0 }
    let clusters = ranked.graph.clusters
    for cluster in ending[rank] {
      guard let span = ranked.spans[cluster] else { continue }
      let start =
        bands[span.lowerBound].lowerBound - clusters[cluster].padBefore - paddings.before[cluster]
      let name = start + clusters[cluster].minimumAlong - bands[rank].upperBound
      // What ends here within it may have a longer name.
      reaches[cluster] = max(
        reaches[cluster], clusters[cluster].padAfter + paddings.after[cluster], name)
      let outer = clusters[cluster].parent
      if outer >= 0, ranked.spans[outer]?.upperBound == rank {
        reaches[outer] = max(reaches[outer], reaches[cluster] + clusters[outer].padAfter)
      }
    }
    return ending[rank].reduce(0) { max($0, reaches[$1]) }
  }
}

/// How far the items of each rank reach against the arrows and along them.
func columnExtents(_ layered: LayeredGraph) -> (before: [Double], after: [Double]) {
  let graph = layered.ranked.graph
  var before = [Double](repeating: 0, count: layered.ranked.rankCount)
  var after = before
  for (index, item) in layered.items.enumerated() {
    switch item.kind {
    case .node:
      before[item.rank] = max(before[item.rank], graph.nodes[index].before)
      after[item.rank] = max(after[item.rank], graph.nodes[index].after)
    case .label:
      let half = (graph.edges[item.owner].label?.length ?? 0) / 2
      before[item.rank] = max(before[item.rank], half)
      after[item.rank] = max(after[item.rank], half)
    case .bend, .upperBorder, .lowerBorder: break
    }
  }
  return (before, after)
}

extension PlacedGraph {
  /// Where a segment begins and ends across: at its items or at its edge's lane.
  func ends(of segment: LayeredGraph.Segment) -> (tail: Double, head: Double) {
    let layered = ordered.layered
    let bus = segment.edge < 0 ? -1 : layered.plan.bus(of: segment.edge)
    func place(_ item: Int) -> Double {
      bus >= 0 && layered.items[item].isBorder ? lanes[bus] : across[item]
    }
    return (place(segment.tail), place(segment.head))
  }
}

/// The room that clusters' paddings take before and after each rank, nested ones in sum.
func clusterMargins(
  _ layered: LayeredGraph, count: Int
) -> (before: [Double], after: [Double]) {
  var before = [Double](repeating: 0, count: count)
  var after = [Double](repeating: 0, count: count)
  let clusters = layered.ranked.graph.clusters
  // From the innermost clusters outwards, so that each knows what those in it take.
  let reaches = clusterPaddings(layered.ranked)
  for (cluster, span) in layered.ranked.spans.enumerated() {
    guard let span else { continue }
    before[span.lowerBound] = max(
      before[span.lowerBound], reaches.before[cluster] + clusters[cluster].padBefore)
    after[span.upperBound] = max(
      after[span.upperBound], reaches.after[cluster] + clusters[cluster].padAfter)
  }
  return (before, after)
}

/// By cluster, how much room the paddings of clusters in it that begin on its first rank take there,
/// nested ones in sum, and the same at its last rank.
///
/// - Complexity: O(C log C) for C clusters.
func clusterPaddings(_ ranked: RankedGraph) -> (before: [Double], after: [Double]) {
  let clusters = ranked.graph.clusters
  var before = [Double](repeating: 0, count: clusters.count)
  var after = before
  let order = clusters.indices.sorted {
    (clusters[$1].depth, $0) < (clusters[$0].depth, $1)
  }
  for cluster in order {
    let outer = clusters[cluster].parent
    guard outer >= 0, let span = ranked.spans[cluster], let reach = ranked.spans[outer] else {
      continue
    }
    if span.lowerBound == reach.lowerBound {
      before[outer] = max(before[outer], before[cluster] + clusters[cluster].padBefore)
    }
    if span.upperBound == reach.upperBound {
      after[outer] = max(after[outer], after[cluster] + clusters[cluster].padAfter)
    }
  }
  return (before, after)
}
