/// What is asked of the places of items across: how far they are kept apart, and which are to stand
/// at one place.
struct PlaceWishes {
  struct Distance {
    var above: Int
    var below: Int
    var distance: Double
  }
  struct Pull {
    var a: Int
    var b: Int
    var weight: Int
  }

  /// Each item's number among those that may stand where they like: its own, or its cluster's border.
  let variables: [Int]
  /// How many of these there are.
  let count: Int
  /// Between items.
  private(set) var distances: [Distance] = []
  /// Between items.
  private(set) var pulls: [Pull] = []

  init(_ rowed: RowedGraph, options: LayoutOptions) {
    let ordered = rowed.ordered
    let layered = ordered.layered
    (variables, count) = Self.variables(of: layered)
    let rooms = LaneRooms(layered, options: options)
    for order in ordered.orders {
      for (a, b) in zip(order, order.dropFirst()) {
        distances.append(
          Distance(
            above: a, below: b, distance: Self.distance(layered, a, b, rooms, options)))
      }
    }
    for range in layered.borders where !range.isEmpty {
      let cluster = layered.ranked.graph.clusters[layered.items[range.lowerBound].owner]
      let (top, bottom) = (range.lowerBound, range.upperBound - 1)
      distances.append(Distance(above: top, below: bottom, distance: cluster.minimumAcross))
      pulls.append(Pull(a: top, b: bottom, weight: 1))
    }
    for segment in layered.segments
    where segment.edge >= 0
      && !rowed.rows.areParted(layered.items[segment.tail].rank, layered.items[segment.head].rank)
    {
      pulls.append(
        Pull(a: segment.tail, b: segment.head, weight: Self.weight(layered, segment)))
    }
  }

  private static func variables(of layered: LayeredGraph) -> (variables: [Int], count: Int) {
    var variables = [Int](repeating: -1, count: layered.items.count)
    var count = 0
    for range in layered.borders where !range.isEmpty {
      // First all upper borders, then all lower ones.
      let half = range.count / 2
      for item in range {
        variables[item] = item < range.lowerBound + half ? count : count + 1
      }
      count += 2
    }
    if layered.hasRails {
      // What leads to lanes and from them draws a long graph level.
      for item in variables.indices where layered.items[item].isRail {
        variables[item] = layered.items[item].kind == .upperBorder ? count : count + 1
      }
      count += 2
    }
    for item in variables.indices where variables[item] < 0 {
      variables[item] = count
      count += 1
    }
    return (variables, count)
  }

  /// How far apart two neighbours of a rank are kept.
  private static func distance(
    _ layered: LayeredGraph, _ a: Int, _ b: Int, _ rooms: LaneRooms, _ options: LayoutOptions
  ) -> Double {
    let (x, y) = (layered.items[a], layered.items[b])
    if x.isRail || y.isRail { return x.below + y.above + options.edgeSeparation }
    let clusters = layered.ranked.graph.clusters
    switch (x.kind, y.kind) {
    case (.upperBorder, .lowerBorder):
      return clusters[x.owner].padAbove + rooms.above(x.owner) + rooms.below(x.owner)
        + clusters[x.owner].padBelow
    case (.upperBorder, _): return clusters[x.owner].padAbove + rooms.above(x.owner) + y.above
    case (_, .lowerBorder):
      return x.below + rooms.below(y.owner) + clusters[y.owner].padBelow
    default:
      let hasLine = x.kind == .bend || y.kind == .bend
      let gap =
        x.isBorder || y.isBorder || !hasLine ? options.nodeSeparation : options.edgeSeparation
      let labels = x.kind == .label && y.kind == .label
      return x.below + y.above + (labels ? options.edgeSeparation : gap)
    }
  }

  /// Long arrows want to be straight most, then the line of results.
  private static func weight(_ layered: LayeredGraph, _ segment: LayeredGraph.Segment) -> Int {
    let edge = layered.ranked.graph.edges[segment.edge]
    let comesFromOperation = !layered.incoming[edge.source].isEmpty
    let base = comesFromOperation ? 2 : 1
    switch (layered.items[segment.tail].kind, layered.items[segment.head].kind) {
    case (.node, .node): return base
    case (.upperBorder, _), (.lowerBorder, _), (_, .upperBorder), (_, .lowerBorder): return 1
    // Where it must bend, it bends where it arrives: its own name stands on its line.
    case (.node, _): return base * 3
    case (_, .node): return base * 2
    default: return base * 8
    }
  }
}
