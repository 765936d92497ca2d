/// Draws arrows that nothing is written on: as straight as what stands between their ends allows.
///
/// An arrow is a string pulled taut through gates, one where each rank's band begins and one where
/// it ends, as wide as the neighbours on the rank leave it (the funnel algorithm: Lee and
/// Preparata, “Euclidean shortest paths in the presence of rectilinear barriers”, 1984); its
/// corners are rounded. Gates keep the order of each rank, so that no crossing is added.
struct TautRouter {
  private let columned: ColumnedGraph
  private let layered: LayeredGraph
  private let graph: OrientedGraph
  private let across: [Double]
  /// By edge: where it leaves its source and arrives at its target, in the picture.
  private var starts: [Point]
  private var ends: [Point]

  typealias Point = (along: Double, across: Double)

  /// Where an arrow may pass a place along.
  private struct Gate {
    var along: Double
    var low: Double
    var high: Double
  }

  /// From an arrow's line to a node it passes.
  private static let clearance = 6.0
  /// How far outside of a band its gates stand, since an arrow may run almost along it.
  private static let ledge = 3.0
  /// From an arrow's line to the middle between it and another.
  private static let halfGap = 3.5
  /// How far from a corner its rounding begins.
  private static let rounding = 26.0

  init(_ columned: ColumnedGraph) {
    self.columned = columned
    layered = columned.placed.ordered.layered
    graph = layered.ranked.graph
    across = columned.placed.across
    let lines = columned.lines
    let (items, across) = (layered.items, across)
    func center(_ node: Int) -> Point { (lines[items[node].rank], across[node]) }
    starts = graph.edges.map { center($0.source) }
    ends = graph.edges.map { center($0.target) }
    aim()
  }

  /// The path of an edge.
  func path(_ edge: Int) -> [Point] { rounded(string(edge)) }

  // MARK: Ends

  /// Moves the ends from the nodes' centres to where the strings cross their outlines.
  private mutating func aim() {
    let strings = graph.edges.indices.map(string)
    for node in graph.nodes.indices {
      let leaving = layered.outgoing[node].map { layered.segments[$0].edge }
      for (edge, port) in ports(of: node, leaving, strings, isEntry: false) {
        starts[edge] = place(of: port, on: node)
        let bus = layered.plan.bus(of: edge)
        guard bus >= 0 else { continue }
        // Those that share a lane leave as one.
        for other in layered.plan.buses[bus].edges { starts[other] = starts[edge] }
      }
      let arriving = layered.incoming[node].map { layered.segments[$0].edge }
      for (edge, port) in ports(of: node, arriving, strings, isEntry: true) {
        ends[edge] = place(of: port, on: node)
      }
    }
  }

  private func place(of port: Port, on node: Int) -> Point {
    (columned.lines[layered.items[node].rank] + port.along, across[node] + port.across)
  }

  /// Where on a node's outline some of its edges begin or end, seen from its centre.
  private func ports(
    of node: Int, _ edges: [Int], _ strings: [[Point]], isEntry: Bool
  ) -> [(Int, Port)] {
    guard !edges.isEmpty else { return [] }
    func slope(_ edge: Int) -> Double {
      let string = strings[edge]
      let (near, far) =
        isEntry
        ? (string[string.count - 1], string[string.count - 2]) : (string[0], string[1])
      return (far.across - near.across) / max(1, abs(far.along - near.along))
    }
    // Strings round one corner begin alike; they are told apart by where they come to lie.
    func next(_ edge: Int) -> Double {
      let bus = layered.plan.bus(of: edge)
      guard bus < 0 else {
        let item = isEntry ? layered.chains[edge].last : layered.stems[bus].first
        return item.map { across[$0] } ?? columned.placed.lanes[bus]
      }
      let chain = layered.chains[edge]
      return across[
        isEntry
          ? chain.last ?? graph.edges[edge].source : chain.first ?? graph.edges[edge].target]
    }
    let sorted = edges.map { (place: next($0), slope: slope($0), edge: $0) }.sorted {
      ($0.place, graph.edges[$0.edge].slot, $0.edge)
        < ($1.place, graph.edges[$1.edge].slot, $1.edge)
    }
    let ports = spreadPorts(
      on: graph.nodes[node], slopes: sorted.map(\.slope),
      thickness: sorted.map { graph.edges[$0.edge].thickness }, isEntry: isEntry)
    return zip(sorted.map(\.edge), ports).map { ($0, $1) }
  }

  // MARK: Strings

  /// The corners of an edge's string, its ends included.
  private func string(_ edge: Int) -> [Point] {
    let source = graph.edges[edge].source
    let target = graph.edges[edge].target
    var gates: [Gate] = []
    gates.reserveCapacity(2 * layered.chains[edge].count + 2)
    gates.append(
      gate(
        source, at: columned.bands[layered.items[source].rank].upperBound + Self.ledge))
    let bus = layered.plan.bus(of: edge)
    if bus >= 0 { appendLane(of: edge, bus, to: &gates) }
    for item in layered.chains[edge] { append(item, to: &gates) }
    gates.append(
      gate(
        target, at: columned.bands[layered.items[target].rank].lowerBound - Self.ledge))
    let (start, end) = (starts[edge], ends[edge])
    return pulled(
      gates.filter { $0.along > start.along && $0.along < end.along }, from: start, to: end)
  }

  /// Adds the gates at both sides of an item's band.
  private func append(_ item: Int, to gates: inout [Gate]) {
    let band = columned.bands[layered.items[item].rank]
    var gate = gate(item, at: band.lowerBound - Self.ledge)
    gates.append(gate)
    gate.along = band.upperBound + Self.ledge
    gates.append(gate)
  }

  /// Adds the gates of a lane: those that hold an arrow on it, and the one through which it goes,
  /// before any cluster begins, to what follows.
  private func appendLane(of edge: Int, _ bus: Int, to gates: inout [Gate]) {
    for item in layered.stems[bus] { append(item, to: &gates) }
    let ranks = layered.plan.buses[bus].ranks
    let exit = layered.plan.exits[edge]
    let lane = columned.placed.lanes[bus]
    for along in [
      columned.taken[ranks.lowerBound].lowerBound - Self.ledge,
      columned.taken[exit - 1].upperBound + Self.ledge,
    ] {
      gates.append(Gate(along: along, low: lane, high: lane))
    }
    gates.append(
      gate(
        layered.chains[edge].first ?? graph.edges[edge].target,
        at: columned.taken[exit].lowerBound - Self.ledge))
  }

  /// What the neighbours on its rank leave an item.
  private func gate(_ item: Int, at along: Double) -> Gate {
    let order = columned.placed.ordered
    let items = order.orders[layered.items[item].rank]
    let place = order.places[item]
    let here = across[item]
    let half = layered.items[item].isBend ? layered.items[item].below : 0
    func reach(_ other: Int, _ extent: Double) -> Double {
      let distance = abs(across[other] - here)
      switch layered.items[other].kind {
      case .bend where layered.items[item].isBend:
        return max(0, distance / 2 - half - Self.halfGap)
      case .bend: return max(0, distance - extent - Self.clearance)
      default: return max(0, distance - extent - half - Self.clearance)
      }
    }
    var gate = Gate(along: along, low: -.infinity, high: .infinity)
    if place > 0 {
      let other = items[place - 1]
      gate.low = here - reach(other, layered.items[other].below)
    }
    if place + 1 < items.count {
      let other = items[place + 1]
      gate.high = here + reach(other, layered.items[other].above)
    }
    return gate
  }

  /// The shortest string through gates that follow one another along the arrows.
  ///
  /// From the last corner, the funnel of straight lines that pass all gates so far narrows from
  /// gate to gate; a gate outside of it makes the nearer side's point the next corner.
  private func pulled(_ gates: [Gate], from start: Point, to end: Point) -> [Point] {
    var corners = [start]
    var next = 0
    while true {
      let corner = corners[corners.count - 1]
      var low = (slope: -Double.infinity, gate: -1)
      var high = (slope: Double.infinity, gate: -1)
      var turn: (gate: Int, across: Double)?
      func slope(_ along: Double, _ across: Double) -> Double {
        (across - corner.across) / max(1e-9, along - corner.along)
      }
      var index = next
      while index <= gates.count {
        let isEnd = index == gates.count
        let along = isEnd ? end.along : gates[index].along
        let below = slope(along, isEnd ? end.across : gates[index].low)
        let above = slope(along, isEnd ? end.across : gates[index].high)
        if below > high.slope {
          turn = (high.gate, gates[high.gate].high)
          break
        }
        if above < low.slope {
          turn = (low.gate, gates[low.gate].low)
          break
        }
        if below > low.slope { low = (below, index) }
        if above < high.slope { high = (above, index) }
        index += 1
      }
      guard let turn else {
        corners.append(end)
        return corners
      }
      corners.append((gates[turn.gate].along, turn.across))
      next = turn.gate + 1
    }
  }

  // MARK: Corners

  /// A string with round corners: its start, then control points in threes.
  private func rounded(_ corners: [Point]) -> [Point] {
    var path = [corners[0]]
    func line(to end: Point) {
      let start = path[path.count - 1]
      guard path.count == 1 || distance(start, end) > 0.05 else { return }
      path += [mix(start, end, 1 / 3), mix(start, end, 2 / 3), end]
    }
    for index in corners.indices.dropFirst().dropLast() {
      let corner = corners[index]
      let (before, after) = (corners[index - 1], corners[index + 1])
      let (into, out) = (distance(before, corner), distance(corner, after))
      guard into > 0.5, out > 0.5 else { continue }
      let u = ((corner.along - before.along) / into, (corner.across - before.across) / into)
      let v = ((after.along - corner.along) / out, (after.across - corner.across) / out)
      let cosine = u.0 * v.0 + u.1 * v.1
      if cosine > 0.999_99 { continue }
      // Rounding cuts the corner on the side of what it turns about, by no more than what is left
      // free there.
      let sine = max(0.01, ((1 - cosine) / 2).squareRoot())
      let room = min(
        Self.rounding, min(into, out) / 2, 5.5 / sine)
      let (begin, end) = (mix(corner, before, room / into), mix(corner, after, room / out))
      line(to: begin)
      path += [mix(begin, corner, 0.6), mix(end, corner, 0.6), end]
    }
    line(to: corners[corners.count - 1])
    return path
  }

  private func mix(_ a: Point, _ b: Point, _ t: Double) -> Point {
    (a.along + (b.along - a.along) * t, a.across + (b.across - a.across) * t)
  }

  private func distance(_ a: Point, _ b: Point) -> Double {
    let (x, y) = (b.along - a.along, b.across - a.across)
    return (x * x + y * y).squareRoot()
  }
}
