/// An ordered graph whose items have places across the direction of the arrows.
///
/// Post-conditions: neighbours on a rank keep their distance; a cluster's borders stand at one place
/// on all its ranks; equal parts are laid out once, so that their items stand at the same distances.
struct PlacedGraph {
  var ordered: OrderedGraph
  /// The parts that look the same, list by list.
  var equalParts: [[EqualPart]]
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
  let equalParts = rowed.ordered.equalParts(asOrdered: true)
  let wishes = PlaceWishes(rowed, options: options)
  let stamps = Stamps(equalParts, wishes, count: rowed.ordered.layered.items.count)
  let problem = PlacementProblem(wishes, stamps)
  let places =
    problem.isSmall
    ? problem.exactPlaces()
    : problem.isHuge ? problem.relaxedPlaces() : problem.exactPlaces(from: problem.relaxedPlaces())
  return PlacedGraph(
    ordered: rowed.ordered, equalParts: equalParts,
    across: problem.items.indices.map { places[problem.items[$0]] + problem.offsets[$0] },
    rows: rowed.rows)
}

/// The places as variables, kept apart by constraints and pulled together by segments.
struct PlacementProblem {
  struct Constraint {
    var above: Int
    var below: Int
    var distance: Double
  }
  struct Pull {
    var a: Int
    var b: Int
    /// How far below `a` the other one is to stand.
    var distance: Double
    var weight: Int
  }

  /// Each item's variable: its own, its cluster's border, or the part in which it stands.
  let items: [Int]
  /// How far below its variable each item stands.
  let offsets: [Double]
  let count: Int
  private(set) var constraints: [Constraint] = []
  private(set) var pulls: [Pull] = []
  /// How many places there are in a unit.
  private let grid: Double

  var isSmall: Bool { count + pulls.count < 1_600 }
  var isHuge: Bool { count + pulls.count > 40_000 }

  /// What is asked of places, with equal parts as one variable each.
  init(_ wishes: PlaceWishes, _ stamps: Stamps) {
    var numbers = [Int](repeating: -1, count: wishes.count)
    for (item, body) in stamps.bodies.enumerated() where body < 0 {
      numbers[wishes.variables[item]] = 0
    }
    var count = stamps.bodyCount
    for variable in numbers.indices where numbers[variable] == 0 {
      numbers[variable] = count
      count += 1
    }
    let variables = zip(stamps.bodies, wishes.variables).map { $0 >= 0 ? $0 : numbers[$1] }
    self.init(items: variables, offsets: stamps.offsets, count: count, grid: 4)
    for wish in wishes.distances { keepApart(wish.above, wish.below, by: wish.distance) }
    for wish in wishes.pulls { pull(wish.a, wish.b, weight: wish.weight) }
    for (a, b) in stamps.rows {
      pulls.append(Pull(a: a, b: b, distance: 0, weight: Stamps.weight))
    }
  }

  /// A problem of items whose variables are given, without constraints and pulls.
  init(items: [Int], offsets: [Double], count: Int, grid: Double) {
    self.items = items
    self.offsets = offsets
    self.count = count
    self.grid = grid
  }

  mutating func keepApart(_ above: Int, _ below: Int, by distance: Double) {
    guard items[above] != items[below] else { return }
    constraints.append(
      Constraint(
        above: items[above], below: items[below],
        distance: distance + offsets[above] - offsets[below]))
  }

  mutating func pull(_ a: Int, _ b: Int, weight: Int) {
    guard items[a] != items[b] else { return }
    pulls.append(
      Pull(a: items[a], b: items[b], distance: offsets[a] - offsets[b], weight: weight))
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
    return (0..<count).map { Double(ranks[$0]) / grid }
  }

  /// The places of least weighted bends, or better ones than those given.
  func exactPlaces(from places: [Double]) -> [Double] {
    let (edges, nodes) = network(isMirrored: false)
    var start = [Int](repeating: .max, count: nodes)
    for variable in 0..<count { start[variable] = Int((places[variable] * grid).rounded()) }
    // Rounding may have brought two a step too near.
    let above = Incidence(count: count, keys: constraints.map(\.below))
    let below = Incidence(count: count, keys: constraints.map(\.above))
    for variable in topologicalOrder(above: above, below: below) {
      for c in above[variable] {
        start[variable] = max(start[variable], start[constraints[c].above] + edges[c].minimumLength)
      }
    }
    for edge in edges[constraints.count...] {
      start[edge.tail] = min(start[edge.tail], start[edge.head] - edge.minimumLength)
    }
    let ranks = NetworkSimplex.ranks(
      nodeCount: nodes, edges: edges, start: start, pivotLimit: 3_000)
    return (0..<count).map { Double(ranks[$0]) / grid }
  }

  /// The constraints and the pulls as edges of a network, in this order; a pull is a node of its own
  /// that wants to be as near above its two as it gets.
  private func network(isMirrored: Bool) -> (edges: [NetworkSimplex.Edge], nodeCount: Int) {
    var edges: [NetworkSimplex.Edge] = []
    edges.reserveCapacity(constraints.count + 2 * pulls.count)
    var next = count
    for constraint in constraints {
      edges.append(
        .init(
          tail: isMirrored ? constraint.below : constraint.above,
          head: isMirrored ? constraint.above : constraint.below,
          minimumLength: Int((constraint.distance * grid).rounded(.up)), weight: 0))
    }
    for pull in pulls {
      let length = Int((pull.distance * grid).rounded())
      edges.append(.init(tail: next, head: pull.a, minimumLength: 0, weight: pull.weight))
      edges.append(
        .init(
          tail: next, head: pull.b, minimumLength: isMirrored ? -length : length,
          weight: pull.weight))
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
        for p in firsts[variable] {
          neighbours.append((places[pulls[p].b] - pulls[p].distance, pulls[p].weight))
        }
        for p in seconds[variable] {
          neighbours.append((places[pulls[p].a] + pulls[p].distance, pulls[p].weight))
        }
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
