import Scene

/// Where all of it comes to lie.
///
/// Columns stand side by side, each about one level; from top to bottom they are rows, one below the
/// other. A number stands on its line, near where the
/// line begins, where lines of one neuron have parted and have not met those of another; distances
/// grow until nothing lies on anything else.
struct NetworkPlacement {
  private(set) var centers: [Point]
  private(set) var dots: [Point] = []
  private(set) var curves: [CubicPath] = []
  /// The middle of what stands on each line.
  var middles: [Point?] = []
  private(set) var headings: [Point] = []
  private(set) var ending: Rect?
  private(set) var exits: [CubicPath] = []
  private(set) var size = Size(0, 0)
  /// Whether nothing lies on anything else.
  var isClear: Bool { crowded.isEmpty }

  /// The columns left of which something lies on something else.
  var crowded: Set<Int> = []

  private(set) var parts: NetworkParts

  /// The column of each neuron.
  var columnOfUnit: [Int]
  static let margin = 16.0
  private static let headingGap = 14.0
  private static let dotsHeight = 34.0
  /// Between a line or a number and what it passes.
  static let clearance = 3.0
  /// How wide the gaps between columns are tried, in parts of the least one, and how far apart the
  /// neurons of one column.
  private static let gaps = [1, 1.3, 1.7, 2.2, 2.8, 3.6, 4.6, 6]
  private static let spacings = [16.0, 34, 60, 90, 130, 180, 240]

  /// Places the parts in columns from left to right, or in rows from top to bottom.
  ///
  /// Of a column's heading the place is the middle of its upper edge, of a row's the middle of its
  /// left one.
  static func fitting(
    _ parts: NetworkParts, _ direction: FigureOptions.Direction
  ) -> NetworkPlacement {
    switch direction {
    case .leftToRight: fitting(parts)
    case .topToBottom: fitting(parts.transposed).transposed
    }
  }

  /// The same with its axes exchanged.
  private var transposed: NetworkPlacement {
    var turned = self
    turned.parts = parts.transposed
    turned.centers = centers.map(\.transposed)
    turned.dots = dots.map(\.transposed)
    turned.curves = curves.map(\.transposed)
    turned.middles = middles.map { $0?.transposed }
    turned.headings = headings.map(\.transposed)
    turned.ending = ending?.transposed
    turned.exits = exits.map(\.transposed)
    turned.size = size.transposed
    return turned
  }

  /// Places the parts so that nothing lies on anything else, on the smallest slide that holds them;
  /// as widely as is tried where nothing helps.
  private static func fitting(_ parts: NetworkParts) -> NetworkPlacement {
    let widest = [Double](repeating: gaps[gaps.count - 1], count: parts.columns.count + 1)
    return smallest(parts, detours: false) ?? smallest(parts, detours: true)
      ?? NetworkPlacement(parts, gaps: widest, spacing: spacings[2], detours: true)
  }

  /// The smallest placement in which nothing lies on anything else, if there is one.
  ///
  /// - Parameter detours: whether arrows to the end run over the columns that they leave out.
  private static func smallest(_ parts: NetworkParts, detours: Bool) -> NetworkPlacement? {
    var best: NetworkPlacement?
    for spacing in spacings {
      guard let placement = clear(parts, spacing: spacing, detours: detours) else { continue }
      if best.map({ placement.extent < $0.extent }) ?? true { best = placement }
    }
    return best
  }

  /// The narrowest gaps in which nothing lies on anything else, or nil where no width helps.
  private static func clear(
    _ parts: NetworkParts, spacing: Double, detours: Bool
  ) -> NetworkPlacement? {
    // The last gap is that before the network's end.
    var steps = [Int](repeating: 0, count: parts.columns.count + 1)
    while true {
      let placement = NetworkPlacement(
        parts, gaps: steps.map { gaps[$0] }, spacing: spacing, detours: detours)
      if placement.crowded.isEmpty { return placement }
      for column in placement.crowded {
        guard steps[column] + 1 < gaps.count else { return nil }
        steps[column] += 1
      }
    }
  }

  /// The height of the slide that holds it.
  private var extent: Double { max(size.height, size.width * parts.aspect) }

  /// - Parameter gaps: how wide the gap left of each column and of the end is, in parts of the least
  ///   one.
  private init(_ parts: NetworkParts, gaps: [Double], spacing: Double, detours: Bool) {
    self.parts = parts
    centers = [Point](repeating: .zero, count: parts.faces.count)
    columnOfUnit = [Int](repeating: 0, count: parts.faces.count)
    placeColumns(gaps: gaps, spacing: spacing)
    routeLines(exitsDetour: detours)
    placeNumbers()
    finish()
  }

  // MARK: Columns

  private mutating func placeColumns(gaps: [Double], spacing: Double) {
    var left = 0.0
    for (column, slots) in parts.columns.enumerated() {
      let bounds = slots.map(bounds)
      let half = bounds.map { max(-$0.x, $0.maxX) }.max() ?? 0
      let gap = gaps[column] * leastGap(leftOf: column)
      // Words above may reach over the gaps, but not over one another.
      var center = left + half + (column == 0 ? 0 : gap)
      if column > 0 {
        let words = (parts.headings[column - 1].width + parts.headings[column].width) / 2
        center = max(center, headings[column - 1].x + words + 16)
      }
      var top = 0.0
      for (slot, box) in zip(slots, bounds) {
        let middle = Point(center, top - box.y)
        switch slot {
        case .unit(let unit):
          centers[unit] = middle
          columnOfUnit[unit] = column
        case .dots: dots.append(middle)
        }
        top += box.height + spacing
      }
      level(column)
      headings.append(Point(center, 0))
      left = center + half
    }
    guard let ending = parts.ending else { return }
    let exits = parts.exits.map { centers[$0].y }
    let level = exits.isEmpty ? 0 : exits.reduce(0, +) / Double(exits.count)
    self.ending = Rect(
      x: left + Self.leastGap * gaps[gaps.count - 1], y: level - ending.height / 2,
      width: ending.width,
      height: ending.height)
  }

  /// Moves a column so that its neurons stand about one level with those of the others; what comes
  /// from outside hangs below them.
  private mutating func level(_ column: Int) {
    let units = parts.columns[column].compactMap { slot in
      if case .unit(let unit) = slot { unit } else { nil }
    }
    let neurons = units.filter { parts.isInside[$0] }
    let levels = (neurons.isEmpty ? units : neurons).map { centers[$0].y }
    guard let first = levels.min(), let last = levels.max() else { return }
    let shift = (first + last) / 2
    for unit in units { centers[unit].y -= shift }
    let count = parts.columns[column].count - units.count
    for index in dots.indices.suffix(count) { dots[index].y -= shift }
  }

  private static let leastGap = 84.0

  /// The gap that the numbers on a column's lines need at least.
  private func leastGap(leftOf column: Int) -> Double {
    let units = Set(
      parts.columns[column].compactMap { slot in
        if case .unit(let unit) = slot { unit } else { nil }
      })
    let widest = parts.lines.indices.filter { units.contains(parts.lines[$0].to) }
      .compactMap { parts.writings[$0]?.width }.max()
    return max(Self.leastGap, (widest ?? 0) + 50)
  }

  private func bounds(_ slot: NetworkUnits.Slot) -> Rect {
    switch slot {
    case .unit(let unit): parts.faces[unit].bounds
    case .dots: Rect(center: .zero, size: Size(8, Self.dotsHeight))
    }
  }

  // MARK: Lines

  /// The two neurons that a line joins.
  private struct Ends: Hashable {
    let from: Int
    let to: Int
  }

  /// Between the middles of several lines between the same two.
  private static let bend = 56.0

  private mutating func routeLines(exitsDetour: Bool) {
    var detours = 0
    let top = centers.indices.map { centers[$0].y + parts.faces[$0].bounds.y }.min() ?? 0
    /// The height of the next line that runs over columns.
    func level() -> Double {
      detours += 1
      return top - 14 * Double(detours)
    }
    let ends = parts.lines.map { Ends(from: $0.from, to: $0.to) }
    let counts = Dictionary(ends.map { ($0, 1) }, uniquingKeysWith: +)
    var drawn: [Ends: Int] = [:]
    for (line, ends) in zip(parts.lines, ends) {
      let (from, to) = (centers[line.from], centers[line.to])
      let bodies = (parts.faces[line.from], parts.faces[line.to])
      if columnOfUnit[line.to] - columnOfUnit[line.from] == 1 {
        // Several lines between the same two bend away from one another.
        let (count, place) = (counts[ends, default: 1], drawn[ends, default: 0])
        drawn[ends] = place + 1
        let bend = (Double(place) - Double(count - 1) / 2) * Self.bend
        curves.append(LineGeometry.line(from, bodies.0, to, bodies.1, bend: bend))
        continue
      }
      // A line that leaves columns out runs over them.
      curves.append(
        over(level(), from + bodies.0.corner(1), to + bodies.1.corner(-1)))
    }
    guard let ending else { return }
    let target = Point(ending.x, ending.center.y)
    for exit in parts.exits {
      // Arrows end along the box' side.
      let end = Point(
        target.x,
        min(max(centers[exit].y, ending.y + 6), ending.maxY - 6))
      if exitsDetour, columnOfUnit[exit] + 1 < parts.columns.count {
        let start = centers[exit] + parts.faces[exit].corner(1)
        exits.append(over(level(), start, Point(target.x, ending.y + 6)))
        continue
      }
      let start = centers[exit] + parts.faces[exit].exit(toward: end - centers[exit])
      exits.append(CubicPath([.line(from: start, to: end)]))
    }
  }

  /// A curve that runs over columns at some height.
  private func over(_ level: Double, _ start: Point, _ end: Point) -> CubicPath {
    let turn = min(Self.leastGap * 0.8, (end.x - start.x) / 3)
    let (first, last) = (Point(start.x + turn, level), Point(end.x - turn, level))
    return CubicPath([
      Cubic(
        start: start, control1: start + Point(turn, -turn) * 0.6,
        control2: Point(start.x + turn * 0.4, level), end: first),
      .line(from: first, to: last),
      Cubic(
        start: last, control1: Point(end.x - turn * 0.4, level),
        control2: end + Point(-turn, -turn) * 0.6, end: end),
    ])
  }

  // MARK: The sheet

  /// Moves everything so that the sheet begins at 0, words on top.
  private mutating func finish() {
    var frame = Rect(x: 0, y: 0, width: 1, height: 1)
    if let unit = centers.indices.first {
      frame = parts.faces[unit].bounds.offset(by: centers[unit])
    }
    for unit in centers.indices {
      frame = frame.union(parts.faces[unit].bounds.offset(by: centers[unit]))
    }
    for curve in curves + exits {
      for piece in curve.pieces {
        frame = frame.union(Rect(center: piece.start, size: Size(1, 1)))
        frame = frame.union(Rect(center: piece.end, size: Size(1, 1)))
      }
    }
    for (line, middle) in middles.enumerated() {
      guard let middle, let size = parts.writings[line] else { continue }
      frame = frame.union(Rect(center: middle, size: size))
    }
    if let ending { frame = frame.union(ending) }
    let words = parts.headings.map(\.height).max() ?? 0
    for (column, size) in parts.headings.enumerated() {
      headings[column].y = frame.y - Self.headingGap - words
      frame = frame.union(
        Rect(
          x: headings[column].x - size.width / 2, y: frame.center.y, width: size.width, height: 1))
    }
    if words > 0 {
      frame = frame.union(
        Rect(
          x: frame.x, y: frame.y - Self.headingGap - words, width: frame.width, height: 1))
    }
    let shift = Point(Self.margin - frame.x, Self.margin - frame.y)
    centers = centers.map { $0 + shift }
    dots = dots.map { $0 + shift }
    middles = middles.map { $0.map { $0 + shift } }
    headings = headings.map { $0 + shift }
    ending = ending?.offset(by: shift)
    let placement = Placement(offset: shift)
    curves = curves.map { $0.placed(placement) }
    exits = exits.map { $0.placed(placement) }
    size = Size(frame.width + 2 * Self.margin, frame.height + 2 * Self.margin)
  }
}
