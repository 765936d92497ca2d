/// The curves of all arrows.
///
/// Post-condition: a path begins on the outline of its first node and ends on that of its last.
struct Routes {
  /// By oriented edge: the start, then cubic Bézier control points in threes, along and across.
  var paths: [[(along: Double, across: Double)]]
}

/// Routes all edges of a graph whose items have their places.
///
/// Where something is written on arrows, in rows, and where the options say so, they run level; else
/// they are straight.
func routeEdges(_ stacked: StackedGraph, options: LayoutOptions) -> Routes {
  let columned = stacked.columned
  let edges = columned.placed.ordered.layered.ranked.graph.edges
  if options.runsLevel || columned.placed.rows.ranks.count > 1
    || edges.contains(where: { $0.label != nil })
  {
    return Routes(paths: edges.indices.map(Router(stacked).path))
  }
  return Routes(paths: edges.indices.map(TautRouter(columned).path))
}

/// Draws arrows with room for what is written on them: within the band of any rank they pass, level
/// at their item's place, in smooth curves through the gaps.
private struct Router {
  let stacked: StackedGraph
  let columned: ColumnedGraph
  let layered: LayeredGraph
  let graph: OrientedGraph
  let across: [Double]
  /// By segment: where its edge leaves its tail, where it arrives at its head, if those are nodes.
  private var exits: [Port?]
  private var entries: [Port?]

  init(_ stacked: StackedGraph) {
    self.stacked = stacked
    columned = stacked.columned
    layered = columned.placed.ordered.layered
    graph = layered.ranked.graph
    across = columned.placed.across
    exits = Array(repeating: nil, count: layered.segments.count)
    entries = Array(repeating: nil, count: layered.segments.count)
    for node in graph.nodes.indices {
      assign(node, Array(layered.outgoing[node]), isEntry: false)
      assign(node, Array(layered.incoming[node]), isEntry: true)
    }
  }

  private mutating func assign(_ node: Int, _ segments: [Int], isEntry: Bool) {
    guard !segments.isEmpty else { return }
    // Where the other end of a segment is.
    func place(_ segment: Int) -> Double {
      let ends = columned.placed.ends(of: layered.segments[segment])
      return isEntry ? ends.tail : ends.head
    }
    func slot(_ segment: Int) -> Int { graph.edges[layered.segments[segment].edge].slot }
    let sorted = segments.sorted {
      (place($0), slot($0), $0) < (place($1), slot($1), $1)
    }
    let rank = layered.items[node].rank
    let neighbour = isEntry ? rank - 1 : rank + 1
    let reach =
      abs(
        columned.lines[rank]
          - (isEntry ? columned.bands[neighbour].upperBound : columned.bands[neighbour].lowerBound))
    let ports = spreadPorts(
      on: graph.nodes[node], offsets: sorted.map { place($0) - across[node] },
      thickness: sorted.map { graph.edges[layered.segments[$0].edge].thickness }, reach: reach,
      isEntry: isEntry)
    for (segment, port) in zip(sorted, ports) {
      if isEntry { entries[segment] = port } else { exits[segment] = port }
    }
  }

  /// The path of an edge.
  func path(_ edge: Int) -> [(along: Double, across: Double)] {
    let bus = layered.plan.bus(of: edge)
    let (source, target) = (graph.edges[edge].source, graph.edges[edge].target)
    let course = layered.courses[edge]
    let first = bus < 0 ? course.lowerBound : layered.rises[bus].lowerBound
    guard let exit = exits[first], let entry = entries[course.upperBound - 1] else { return [] }
    var pen = Pen(
      at: (
        columned.lines[layered.items[source].rank] + exit.along, across[source] + exit.across
      ), direction: exit.direction)
    // Within its node's own band an arrow stays beside the node, where nothing else stands.
    pen.leave(
      to: columned.bands[layered.items[source].rank].upperBound, direction: exit.direction)
    if bus >= 0 {
      for item in layered.stems[bus] { pass(item, &pen) }
      let ranks = layered.plan.buses[bus].ranks
      let lane = columned.placed.lanes[bus]
      pen.curve(to: (columned.taken[ranks.lowerBound].lowerBound, lane), direction: (1, 0))
      pen.line(to: columned.taken[layered.plan.exits[edge] - 1].upperBound)
    }
    for item in layered.chains[edge] { pass(item, &pen) }
    let end = (
      along: columned.lines[layered.items[target].rank] + entry.along,
      across: across[target] + entry.across
    )
    pen.arrive(
      at: end, direction: entry.direction,
      from: columned.bands[layered.items[target].rank].lowerBound,
      free: room(beside: target, at: entry.across, thickness: graph.edges[edge].thickness))
    return pen.points
  }

  /// How far from where an arrow ends on a node the next node or label on its rank is, on the side on
  /// which it ends; arrows that pass between are crossed there in any case.
  private func room(beside node: Int, at offset: Double, thickness: Double) -> Double {
    let order = columned.placed.ordered
    let items = order.orders[layered.items[node].rank]
    let step = offset < 0 ? -1 : 1
    var place = order.places[node] + step
    while items.indices.contains(place) {
      let item = layered.items[items[place]]
      if item.kind == .node || item.kind == .label {
        let extent = offset < 0 ? item.below : item.above
        let distance = abs(across[items[place]] - across[node]) - extent
        return max(0, distance - abs(offset) - thickness / 2 - Self.clearance)
      }
      place += step
    }
    return .infinity
  }

  /// Between an arrow and what stands beside the node at which it ends.
  private static let clearance = 3.0

  /// Runs level through an item's band.
  private func pass(_ item: Int, _ pen: inout Pen) {
    let band = columned.bands[layered.items[item].rank]
    if let turn = stacked.turn(before: item) {
      pen.turn(turn, to: (band.lowerBound, across[item]))
      return pen.line(to: band.upperBound)
    }
    pen.curve(to: (band.lowerBound, across[item]), direction: (1, 0))
    pen.line(to: band.upperBound)
  }
}

/// Draws a path piece by piece; straight pieces of one direction are joined.
private struct Pen {
  var points: [(along: Double, across: Double)]
  var direction: (along: Double, across: Double)
  /// Whether the last piece is a straight one along the arrows.
  private var isStraight = false

  init(at start: (Double, Double), direction: (along: Double, across: Double)) {
    points = [start]
    self.direction = direction
  }

  private var here: (along: Double, across: Double) { points[points.count - 1] }

  /// Goes straight on along the arrows.
  mutating func line(to along: Double) {
    guard along > here.along + 0.01 else { return }
    if isStraight { points.removeLast(3) }
    let start = here
    let third = (along - start.along) / 3
    points += [
      (start.along + third, start.across), (along - third, start.across), (along, start.across),
    ]
    isStraight = true
    direction = (1, 0)
  }

  /// Goes out at the end of a row, down, back, down, and on in the next row.
  mutating func turn(_ turn: Turn, to end: (along: Double, across: Double)) {
    let corners = [
      (turn.out, here.across), (turn.out, turn.channel), (turn.back, turn.channel),
      (turn.back, end.across),
    ]
    for (index, corner) in corners.enumerated() {
      let next = index + 1 < corners.count ? corners[index + 1] : end
      round(corner, to: next, radius: turn.radii[index])
    }
    isStraight = false
    direction = (1, 0)
    line(to: end.along)
  }

  /// Goes straight on to a corner, and round it by a quarter of a circle.
  private mutating func round(
    _ corner: (along: Double, across: Double), to next: (along: Double, across: Double),
    radius: Double
  ) {
    func toward(
      _ end: (along: Double, across: Double), _ distance: Double
    ) -> (along: Double, across: Double) {
      let (a, b) = (end.along - corner.along, end.across - corner.across)
      let length = max(abs(a), abs(b), 1e-9)
      return (corner.along + a / length * distance, corner.across + b / length * distance)
    }
    let start = here
    let (begin, end) = (toward(start, radius), toward(next, radius))
    if isStraight { points.removeLast(3) }
    let origin = here
    let (a, b) = ((begin.along - origin.along) / 3, (begin.across - origin.across) / 3)
    points += [
      (origin.along + a, origin.across + b), (origin.along + 2 * a, origin.across + 2 * b), begin,
    ]
    // A circle's quarter to within a thousandth of its radius.
    let handle = radius * (1 - 0.5523)
    points += [toward(start, handle), toward(next, handle), end]
    isStraight = false
  }

  /// Leaves a node at an angle and is flat again where its band ends.
  mutating func leave(to along: Double, direction: (along: Double, across: Double)) {
    let room = along - here.along
    if direction.across == 0 {
      line(to: along)
    } else if room > Self.shortest {
      curve(
        to: (along, here.across + direction.across * min(room, 10) * 0.5), direction: (1, 0))
    }
  }

  /// Reaches a node's band flat and arrives at the node at an angle; in a band too narrow for that
  /// bend, on a line that stays beside the node where a curve would pass over what stands next to it.
  ///
  /// - Parameters:
  ///   - along: where the band begins.
  ///   - free: how far beside its end the arrow may be within the band.
  mutating func arrive(
    at end: (along: Double, across: Double), direction: (along: Double, across: Double),
    from along: Double, free: Double
  ) {
    let room = end.along - along
    if direction.across == 0 {
      curve(to: (min(along, end.along), end.across), direction: (1, 0))
      line(to: end.along)
      return
    }
    if room > Self.shortest {
      curve(
        to: (along, end.across - direction.across * min(room, 10) * 0.5), direction: (1, 0))
    } else if room > 0, direction.along > 0,
      strays(to: end, direction: direction, from: along, by: free)
    {
      let drift = direction.across / direction.along * room
      curve(to: (along, end.across - drift), direction: direction)
    }
    curve(to: end, direction: direction)
  }

  /// Whether a curve is further than that beside its end after some place along.
  private func strays(
    to end: (along: Double, across: Double), direction: (along: Double, across: Double),
    from along: Double, by free: Double
  ) -> Bool {
    guard free.isFinite else { return false }
    let (start, handles) = (here, handles(to: end, direction: direction))
    func place(_ t: Double, _ a: Double, _ b: Double, _ c: Double, _ d: Double) -> Double {
      let s = 1 - t
      return s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d
    }
    return (1..<16).contains { step in
      let t = Double(step) / 16
      return place(t, start.along, handles.out.along, handles.back.along, end.along) > along
        && abs(
          place(t, start.across, handles.out.across, handles.back.across, end.across) - end.across)
          > free
    }
  }

  /// Less room than this is not worth a bend of its own.
  private static let shortest = 6.0

  /// Goes to a place in a smooth curve that arrives in a direction.
  mutating func curve(
    to end: (along: Double, across: Double), direction arriving: (along: Double, across: Double)
  ) {
    if abs(here.across - end.across) < 0.01, direction.across == 0, arriving.across == 0 {
      line(to: end.along)
      return
    }
    let handles = handles(to: end, direction: arriving)
    points += [handles.out, handles.back, end]
    isStraight = false
    direction = arriving
  }

  /// The control points of a curve from here.
  private func handles(
    to end: (along: Double, across: Double), direction arriving: (along: Double, across: Double)
  ) -> (out: (along: Double, across: Double), back: (along: Double, across: Double)) {
    let start = here
    let reach = max(end.along - start.along, 1) * 0.5
    // The handles are as long as they reach along, so that steep arrivals do not overshoot.
    func handle(_ direction: (along: Double, across: Double)) -> Double {
      reach * max(0.45, direction.along)
    }
    let (out, back) = (handle(direction), handle(arriving))
    return (
      (start.along + direction.along * out, start.across + direction.across * out),
      (end.along - arriving.along * back, end.across - arriving.across * back)
    )
  }
}
