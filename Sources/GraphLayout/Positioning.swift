/// An ordered graph whose items have places across the direction of the arrows.
///
/// Post-conditions: neighbours on a rank keep their distance; a cluster's borders stand at one place
/// on all its ranks.
struct PlacedGraph {
  var ordered: OrderedGraph
  /// Each item's place across: of its attachment's centre, its line, or its border.
  var across: [Double]
  /// Each lane's place across, by bus.
  var lanes: [Double] = []
  /// The rows, each of which has places of its own.
  var rows: Rows
}

/// Finds places across that keep arrows straight.
///
/// Small graphs get the best: the sum of weighted bends is least, by network simplex on an auxiliary
/// graph (Gansner et al., 1993, 4.2). Large ones are relaxed towards the medians of their neighbours.
func assignPlaces(_ rowed: RowedGraph, options: LayoutOptions) -> PlacedGraph {
  let problem = PlacementProblem(rowed, options: options)
  let places =
    problem.isSmall
    ? problem.exactPlaces()
    : problem.isHuge ? problem.relaxedPlaces() : problem.exactPlaces(from: problem.relaxedPlaces())
  return PlacedGraph(
    ordered: rowed.ordered, across: problem.items.map { places[$0] }, rows: rowed.rows)
}

/// The places as variables, kept apart by constraints and pulled together by segments.
private struct PlacementProblem {
  struct Constraint {
    var above: Int
    var below: Int
    var distance: Double
  }
  struct Pull {
    var a: Int
    var b: Int
    var weight: Int
  }

  /// Each item's variable: its own, or its cluster's border.
  let items: [Int]
  let count: Int
  private(set) var constraints: [Constraint] = []
  private(set) var pulls: [Pull] = []

  var isSmall: Bool { count + pulls.count < 1_600 }
  var isHuge: Bool { count + pulls.count > 40_000 }

  init(_ rowed: RowedGraph, options: LayoutOptions) {
    let ordered = rowed.ordered
    let layered = ordered.layered
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
    items = variables
    self.count = count
    let rooms = LaneRooms(layered, options: options)
    for order in ordered.orders {
      for (a, b) in zip(order, order.dropFirst()) {
        constraints.append(
          Constraint(
            above: variables[a], below: variables[b],
            distance: Self.distance(layered, a, b, rooms, options)))
      }
    }
    for range in layered.borders where !range.isEmpty {
      let cluster = layered.ranked.graph.clusters[layered.items[range.lowerBound].owner]
      let (top, bottom) = (variables[range.lowerBound], variables[range.upperBound - 1])
      constraints.append(Constraint(above: top, below: bottom, distance: cluster.minimumAcross))
      pulls.append(Pull(a: top, b: bottom, weight: 1))
    }
    for segment in layered.segments
    where segment.edge >= 0
      && !rowed.rows.areParted(layered.items[segment.tail].rank, layered.items[segment.head].rank)
    {
      pulls.append(
        Pull(
          a: variables[segment.tail], b: variables[segment.head],
          weight: Self.weight(layered, segment)))
    }
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

  // MARK: Exact

  /// The places of least weighted bends.
  ///
  /// The search leans to one side where several are equally good; it is made both ways up, and the
  /// mean, which is as good as either, lies in the middle: equal operands meet symmetrically.
  func exactPlaces() -> [Double] {
    zip(exactPlaces(isMirrored: false), exactPlaces(isMirrored: true)).map { ($0 - $1) / 2 }
  }

  private func exactPlaces(isMirrored: Bool) -> [Double] {
    let (edges, nodes) = network(isMirrored: isMirrored)
    let ranks = NetworkSimplex.ranks(nodeCount: nodes, edges: edges, pivotLimit: 20_000)
    return (0..<count).map { Double(ranks[$0]) / Self.grid }
  }

  /// The places of least weighted bends, or better ones than those given.
  func exactPlaces(from places: [Double]) -> [Double] {
    let (edges, nodes) = network(isMirrored: false)
    var start = [Int](repeating: .max, count: nodes)
    for variable in 0..<count { start[variable] = Int((places[variable] * Self.grid).rounded()) }
    // Rounding may have brought two a step too near.
    let above = Incidence(count: count, keys: constraints.map(\.below))
    let below = Incidence(count: count, keys: constraints.map(\.above))
    for variable in topologicalOrder(above: above, below: below) {
      for c in above[variable] {
        start[variable] = max(start[variable], start[constraints[c].above] + edges[c].minimumLength)
      }
    }
    for edge in edges[constraints.count...] {
      start[edge.tail] = min(start[edge.tail], start[edge.head])
    }
    let ranks = NetworkSimplex.ranks(
      nodeCount: nodes, edges: edges, start: start, pivotLimit: 3_000)
    return (0..<count).map { Double(ranks[$0]) / Self.grid }
  }

  /// A quarter of a unit is the grid.
  private static let grid = 4.0

  /// The constraints and the pulls as edges of a network, in this order; a pull is a node of its own
  /// that wants to be as near below its two as it gets.
  private func network(isMirrored: Bool) -> (edges: [NetworkSimplex.Edge], nodeCount: Int) {
    var edges: [NetworkSimplex.Edge] = []
    edges.reserveCapacity(constraints.count + 2 * pulls.count)
    var next = count
    for constraint in constraints {
      edges.append(
        .init(
          tail: isMirrored ? constraint.below : constraint.above,
          head: isMirrored ? constraint.above : constraint.below,
          minimumLength: Int((constraint.distance * Self.grid).rounded(.up)), weight: 0))
    }
    for pull in pulls {
      edges.append(.init(tail: next, head: pull.a, minimumLength: 0, weight: pull.weight))
      edges.append(.init(tail: next, head: pull.b, minimumLength: 0, weight: pull.weight))
      next += 1
    }
    let nodes = connect(&edges, nodeCount: next)
    return (edges, nodes)
  }

  /// Ties loose parts together, so that there is one tree.
  private func connect(_ edges: inout [NetworkSimplex.Edge], nodeCount: Int) -> Int {
    var sets = DisjointSets(count: nodeCount)
    for edge in edges { sets.unite(edge.tail, edge.head) }
    var isJoined = false
    for node in 0..<nodeCount where sets.root(of: node) != sets.root(of: 0) {
      edges.append(.init(tail: nodeCount, head: node, minimumLength: 0, weight: 0))
      sets.unite(0, node)
      isJoined = true
    }
    if isJoined { edges.append(.init(tail: nodeCount, head: 0, minimumLength: 0, weight: 0)) }
    return isJoined ? nodeCount + 1 : nodeCount
  }

  // MARK: Relaxed

  /// Places from sweeps: each variable moves towards the weighted median of its neighbours as far as
  /// its constraints let it.
  func relaxedPlaces() -> [Double] {
    let above = Incidence(count: count, keys: constraints.map(\.below))
    let below = Incidence(count: count, keys: constraints.map(\.above))
    let order = topologicalOrder(above: above, below: below)
    var places = [Double](repeating: 0, count: count)
    for variable in order {
      for c in above[variable] {
        places[variable] = max(
          places[variable], places[constraints[c].above] + constraints[c].distance)
      }
    }
    let firsts = Incidence(count: count, keys: pulls.map(\.a))
    let seconds = Incidence(count: count, keys: pulls.map(\.b))
    var neighbours: [(place: Double, weight: Int)] = []
    for sweep in 0..<24 {
      for variable in sweep % 2 == 0 ? order : order.reversed() {
        neighbours.removeAll(keepingCapacity: true)
        for p in firsts[variable] { neighbours.append((places[pulls[p].b], pulls[p].weight)) }
        for p in seconds[variable] { neighbours.append((places[pulls[p].a], pulls[p].weight)) }
        guard !neighbours.isEmpty else { continue }
        var low = -Double.infinity
        var high = Double.infinity
        for c in above[variable] {
          low = max(low, places[constraints[c].above] + constraints[c].distance)
        }
        for c in below[variable] {
          high = min(high, places[constraints[c].below] - constraints[c].distance)
        }
        places[variable] = min(max(median(&neighbours), low), high)
      }
    }
    return places
  }

  private func median(_ neighbours: inout [(place: Double, weight: Int)]) -> Double {
    if neighbours.count == 1 { return neighbours[0].place }
    neighbours.sort { $0.place < $1.place }
    let half = neighbours.reduce(0) { $0 + $1.weight }
    var sum = 0
    for neighbour in neighbours {
      sum += 2 * neighbour.weight
      if sum >= half { return neighbour.place }
    }
    return neighbours[0].place
  }

  /// Above before below.
  private func topologicalOrder(above: Incidence, below: Incidence) -> [Int] {
    var waiting = (0..<count).map { above[$0].count }
    var order = (0..<count).filter { waiting[$0] == 0 }
    var next = 0
    while next < order.count {
      for c in below[order[next]] {
        let variable = constraints[c].below
        waiting[variable] -= 1
        if waiting[variable] == 0 { order.append(variable) }
      }
      next += 1
    }
    return order
  }
}
