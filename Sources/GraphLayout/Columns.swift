/// A placed graph whose ranks have places along the direction of the arrows.
///
/// Post-conditions: the bands of two ranks do not overlap; between them lies a gap of at least the
/// rank separation, and nothing but arrows is in it.
struct ColumnedGraph {
  var placed: PlacedGraph
  /// Each rank's line, on which the centres of its nodes stand.
  var lines: [Double]
  /// Each rank's band, from where its widest item begins to where it ends.
  var bands: [ClosedRange<Double>]
}

/// Gives each rank as much room as its widest item needs, and each gap as much as its steepest
/// arrows ask for.
func assignColumns(_ placed: PlacedGraph, options: LayoutOptions) -> ColumnedGraph {
  let layered = placed.ordered.layered
  let graph = layered.ranked.graph
  let count = layered.ranked.rankCount
  var before = [Double](repeating: 0, count: count)
  var after = [Double](repeating: 0, count: count)
  var climb = [Double](repeating: 0, count: count)
  for (index, item) in layered.items.enumerated() {
    switch item.kind {
    case .node:
      before[item.rank] = max(before[item.rank], graph.nodes[index].before)
      after[item.rank] = max(after[item.rank], graph.nodes[index].after)
    case .label:
      let half = (graph.edges[item.owner].label?.length ?? 0) / 2
      before[item.rank] = max(before[item.rank], half)
      after[item.rank] = max(after[item.rank], half)
    default: break
    }
  }
  for segment in layered.segments where segment.edge >= 0 {
    let rank = layered.items[segment.tail].rank
    climb[rank] = max(climb[rank], abs(placed.across[segment.head] - placed.across[segment.tail]))
  }
  let borders = clusterMargins(layered, count: count)
  var lines = [Double](repeating: 0, count: count)
  var bands: [ClosedRange<Double>] = []
  var place = 0.0
  for rank in 0..<count {
    if rank > 0 {
      let room = min(climb[rank - 1] * options.steepness, options.rankSeparation * 3)
      place += max(options.rankSeparation, room) + borders.after[rank - 1]
    }
    place += borders.before[rank]
    let start = place
    lines[rank] = place + before[rank]
    place = lines[rank] + after[rank]
    bands.append(start...place)
  }
  return ColumnedGraph(placed: placed, lines: lines, bands: bands)
}

/// The room that clusters' paddings take before and after each rank, nested ones in sum.
private func clusterMargins(
  _ layered: LayeredGraph, count: Int
) -> (before: [Double], after: [Double]) {
  var before = [Double](repeating: 0, count: count)
  var after = [Double](repeating: 0, count: count)
  let clusters = layered.ranked.graph.clusters
  func reach(_ cluster: Int, _ pad: (OrientedGraph.Cluster) -> Double, _ rank: Int, _ isFirst: Bool)
    -> Double
  {
    var sum = 0.0
    var outer = cluster
    while outer >= 0, let span = layered.ranked.spans[outer],
      (isFirst ? span.lowerBound : span.upperBound) == rank
    {
      sum += pad(clusters[outer])
      outer = clusters[outer].parent
    }
    return sum
  }
  for (cluster, span) in layered.ranked.spans.enumerated() {
    guard let span else { continue }
    before[span.lowerBound] = max(
      before[span.lowerBound], reach(cluster, \.padBefore, span.lowerBound, true))
    after[span.upperBound] = max(
      after[span.upperBound], reach(cluster, \.padAfter, span.upperBound, false))
  }
  return (before, after)
}
