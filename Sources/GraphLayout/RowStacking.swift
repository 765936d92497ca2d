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
  let extents = rowExtents(columned)
  let channels = rows.ranks.indices.dropFirst().map { row in
    Channel(columned, row: row, above: extents[row - 1], below: extents[row], options: options)
  }
  stacked.turns = Array(repeating: nil, count: columned.placed.ordered.layered.items.count)
  let starts = rowStarts(extents, channels)
  var shift = -extents[0].across.lowerBound
  stacked.columned.move(
    0, along: starts[0] - extents[0].along.lowerBound, across: shift)
  for (row, channel) in zip(extents.indices.dropFirst(), channels) {
    let moved = (
      above: starts[row - 1] - extents[row - 1].along.lowerBound,
      below: starts[row] - extents[row].along.lowerBound
    )
    for (item, turn) in channel.turns {
      stacked.turns[item] = Turn(
        out: turn.out + moved.above, channel: turn.channel + shift, back: turn.back + moved.below,
        radii: turn.radii)
    }
    shift += channel.shift
    stacked.columned.move(row, along: moved.below, across: shift)
  }
  return stacked
}

/// Where each row begins along the arrows: all at one place, but for those that are longer than
/// others and have more room there.
private func rowStarts(_ extents: [RowExtent], _ channels: [Channel]) -> [Double] {
  let before = [0] + channels.map(\.before)
  let after = channels.map(\.after) + [0]
  let widths = extents.map { $0.along.upperBound - $0.along.lowerBound }
  let widest = extents.indices.reduce(0) { max($0, before[$1] + widths[$1] + after[$1]) }
  let margin = before.max() ?? 0
  return extents.indices.map { row in
    max(before[row], min(margin, widest - widths[row] - after[row]))
  }
}

/// What a row covers.
private struct RowExtent {
  var along: ClosedRange<Double>
  var across: ClosedRange<Double>
}

/// What stands in each row; along the arrows, bends at its ends apart.
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
  for (index, item) in columned.placed.ordered.layered.items.enumerated()
  where item.kind == .bend && rows.isTurn(item.rank) {
    let row = rows.row(of: item.rank)
    guard let extent = extents[row] else { continue }
    let place = columned.placed.across[index]
    extents[row]?.across =
      min(
        extent.across.lowerBound, place - item.above)...max(
        extent.across.upperBound, place + item.below)
  }
  return extents.map { $0 ?? RowExtent(along: 0...0, across: 0...0) }
}

/// The channel before a row, seen from the row above it.
private struct Channel {
  /// The ways of what turns, by its item at the row's beginning; the way back is seen from the row.
  private(set) var turns: [(item: Int, turn: Turn)] = []
  /// How far the row moves across.
  private(set) var shift: Double
  /// The room beside the beginning of the row.
  private(set) var before = 0.0
  /// The room beside the end of the row above.
  private(set) var after = 0.0

  /// - Parameters:
  ///   - above: what the row above covers.
  ///   - below: what the row covers.
  init(
    _ columned: ColumnedGraph, row: Int, above: RowExtent, below: RowExtent,
    options: LayoutOptions
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

    var out = max(columned.bands[begin - 1].upperBound + round, above.along.upperBound + free)
    let back = min(columned.bands[begin].lowerBound - round, below.along.lowerBound - free)
    // The way back is long enough for both of its corners, wherever the rows begin.
    let length = out - above.along.lowerBound + below.along.lowerBound - back
    out += max(0, 2 * round - length)
    after = out + last * step + thickness / 2 - above.along.upperBound
    before = below.along.lowerBound - (back - last * step - thickness / 2)

    let lowest = leaving.reduce(-Double.infinity) { max($0, places[$1]) }
    let first = max(above.across.upperBound + free, lowest + 2 * round)
    let end = first + last * step
    let uppermost = arriving.reduce(Double.infinity) { min($0, places[$1]) }
    shift = max(end + free - below.across.lowerBound, end + 2 * round - uppermost)
    for (position, item) in arriving.enumerated() {
      // How many turn inside of it before the channel, and behind it.
      let (within, beyond) = (last - Double(position), Double(position))
      turns.append(
        (
          item,
          Turn(
            out: out + within * step, channel: first + within * step, back: back - beyond * step,
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
