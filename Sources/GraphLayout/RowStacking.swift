/// A columned graph whose rows stand below one another, and the ways of what turns between them.
struct StackedGraph {
  var columned: ColumnedGraph
  /// By item at the beginning of a row, the way its edge takes there; empty with one row.
  fileprivate(set) var turns: [Turn?] = []

  /// The way to an item from the row above, or nil.
  func turn(before item: Int) -> Turn? { turns.isEmpty ? nil : turns[item] }
}

/// The way of an arrow from the end of a row, down, back between the two rows, down, and on.
struct Turn {
  /// Along the arrows, where it runs down at the end of its row.
  var out: Double
  /// Across, where it runs back.
  var channel: Double
  /// Along the arrows, where it runs down to the next row.
  var back: Double
  /// How round its corners are, from the first one to the last.
  var radii: [Double]
}

/// Puts the rows below one another, with room between two of them for what turns there.
///
/// Of the arrows that turn, the lowest does so first, runs back uppermost and arrives outermost, so
/// that no two of them cross; corners at which they turn together have one centre.
///
/// Post-conditions: what stands in a row begins at one place along the arrows; a channel between two
/// rows is as wide as its arrows and the distances round them.
func stackRows(_ columned: ColumnedGraph, options: LayoutOptions) -> StackedGraph {
  var stacked = StackedGraph(columned: columned)
  let rows = columned.placed.rows
  guard rows.ranks.count > 1 else { return stacked }
  let layered = columned.placed.ordered.layered
  let extents = rowExtents(columned)
  stacked.turns = Array(repeating: nil, count: layered.items.count)
  // How far rows move: along, so that they begin at 0; across, so that they stand free.
  var shift = -extents[0].across.lowerBound
  stacked.columned.move(0, along: -extents[0].along.lowerBound, across: shift)
  for row in extents.indices.dropFirst() {
    let above = extents[row - 1].moved(-extents[row - 1].along.lowerBound, shift)
    let below = extents[row].moved(-extents[row].along.lowerBound, 0)
    let channel = Channel(
      columned, row: row,
      along: (-extents[row - 1].along.lowerBound, -extents[row].along.lowerBound),
      across: shift, above, below, options: options)
    shift = channel.shift
    stacked.columned.move(row, along: -extents[row].along.lowerBound, across: shift)
    for (item, turn) in channel.turns { stacked.turns[item] = turn }
  }
  return stacked
}

/// What a row covers.
private struct RowExtent {
  var along: ClosedRange<Double>
  var across: ClosedRange<Double>

  func moved(_ a: Double, _ b: Double) -> RowExtent {
    RowExtent(
      along: (along.lowerBound + a)...(along.upperBound + a),
      across: (across.lowerBound + b)...(across.upperBound + b))
  }
}

/// What stands in each row, bends at its ends apart.
private func rowExtents(_ columned: ColumnedGraph) -> [RowExtent] {
  let rows = columned.placed.rows
  var extents = [RowExtent?](repeating: nil, count: rows.ranks.count)
  columned.forEachBox { rank, along, across in
    let row = rows.row(of: rank)
    guard let extent = extents[row] else {
      extents[row] = RowExtent(along: along, across: across)
      return
    }
    extents[row] = RowExtent(
      along: min(
        extent.along.lowerBound, along.lowerBound)...max(
          extent.along.upperBound, along.upperBound),
      across: min(
        extent.across.lowerBound, across.lowerBound)...max(
          extent.across.upperBound, across.upperBound))
  }
  return extents.map { $0 ?? RowExtent(along: 0...0, across: 0...0) }
}

/// The channel before a row.
private struct Channel {
  /// The ways of what turns, by its item at the row's beginning.
  private(set) var turns: [(Int, Turn)] = []
  /// How far the row moves across.
  private(set) var shift: Double

  /// - Parameters:
  ///   - along: how far the row above and the row itself move along.
  ///   - across: how far the row above moves across.
  ///   - above: what the row above covers, where it comes to stand.
  ///   - below: what the row covers, not yet moved across.
  init(
    _ columned: ColumnedGraph, row: Int, along: (Double, Double), across: Double,
    _ above: RowExtent, _ below: RowExtent, options: LayoutOptions
  ) {
    let order = columned.placed.ordered
    let layered = order.layered
    let begin = columned.placed.rows.ranks[row].lowerBound
    let places = columned.placed.across
    let (leaving, arriving) = (
      order.orders[begin - 1].filter { layered.items[$0].isOnEdge },
      order.orders[begin].filter { layered.items[$0].isOnEdge }
    )
    guard !leaving.isEmpty else {
      shift = above.across.upperBound + 1.5 * options.nodeSeparation - below.across.lowerBound
      return
    }
    let thickness = leaving.reduce(0) {
      max($0, layered.ranked.graph.edges[layered.items[$1].owner].thickness)
    }
    let step = thickness + options.edgeSeparation
    let round = Self.radius + thickness / 2
    let free = options.edgeSeparation + thickness / 2
    let last = Double(leaving.count - 1)

    let out = max(
      columned.bands[begin - 1].upperBound + along.0 + round, above.along.upperBound + free)
    let back = min(
      columned.bands[begin].lowerBound + along.1 - round, below.along.lowerBound - free)
    let lowest = leaving.reduce(-Double.infinity) { max($0, places[$1]) } + across
    let first = max(above.across.upperBound + free, lowest + 2 * round)
    let end = first + last * step
    let uppermost = arriving.reduce(Double.infinity) { min($0, places[$1]) }
    shift = max(end + free - below.across.lowerBound, end + 2 * round - uppermost)
    for (position, item) in arriving.enumerated() {
      // How many turn outside of it before the channel, and behind it.
      let (within, beyond) = (last - Double(position), Double(position))
      turns.append(
        (
          item,
          Turn(
            out: max(out, back + 2 * round) + within * step, channel: first + within * step,
            back: back - beyond * step,
            radii: [round, round + within * step, round + beyond * step, round])
        ))
    }
  }

  /// How round the innermost corner is within its arrow.
  private static let radius = 10.0
}

extension ColumnedGraph {
  /// Moves all that stands in a row.
  fileprivate mutating func move(_ row: Int, along: Double, across: Double) {
    let ranks = placed.rows.ranks[row]
    func moved(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
      (range.lowerBound + along)...(range.upperBound + along)
    }
    for rank in ranks {
      lines[rank] += along
      bands[rank] = moved(bands[rank])
      taken[rank] = moved(taken[rank])
    }
    for (index, item) in placed.ordered.layered.items.enumerated() where ranks.contains(item.rank) {
      placed.across[index] += across
    }
  }
}
