import Scene

/// The part of a chart that axes enclose: places for numbers, grid lines, ticks and their labels.
struct ChartArea {
  let measure: any TextMeasuring
  let x: Axis
  let y: Axis
  let size: Size
  /// Where the marks stand.
  let plot: Rect
  /// The names of the axes, in as many lines as they take.
  private let names: (x: [String], y: [String])
  /// The names of a legend, in as many rows as they take above the y axis's name; one row where they
  /// stand beside it.
  private let legendRows: [[Int]]
  private let legendHead: Double

  /// The letters of ticks and names.
  static let style = TextStyle(.sans, size: 12.5)

  /// - Parameters:
  ///   - size: the whole chart.
  ///   - right: the room kept to the right, for labels at the ends of lines.
  ///   - bottom: the room kept below the ticks beside the x axis's name.
  ///   - legend: the names of a legend beside the y axis's name, or above it where both are too wide.
  init(
    size: Size, x: Axis, y: Axis, names: (x: String, y: String), right: Double = 0,
    bottom: Double = 0, legend: [String] = [], measuring measure: any TextMeasuring
  ) {
    self.size = size
    self.x = x
    self.y = y
    self.measure = measure
    let widest = y.ticks.map { measure.extent(of: y.label($0), in: Self.style).advance }.max() ?? 0
    let left = 14 + widest + 8
    let room = size.width - 28
    let lines = (
      x: Self.lines(names.x, in: room, measure), y: Self.lines(names.y, in: room, measure)
    )
    self.names = lines
    let widths = legend.map {
      Self.legendMark + measure.extent(of: $0, in: Self.style).advance + Self.legendGap
    }
    let beside = lines.y.map { measure.extent(of: $0, in: Self.style).advance + 24 }.max() ?? 0
    let isBeside = widths.reduce(beside, +) <= room + Self.legendGap
    legendRows = Self.rows(widths, in: isBeside ? .infinity : room)
    legendHead = isBeside ? 0 : Double(legendRows.count) * Self.line
    let upper =
      12 + legendHead + (lines.y.isEmpty ? 6.0 : 22 + Double(lines.y.count - 1) * Self.line)
    let lower =
      12 + 20 + bottom + (lines.x.isEmpty ? 0 : 20 + Double(lines.x.count - 1) * Self.line)
    // The label of a tick at the right end reaches beyond it.
    let beyond = x.ticks.filter { x.fraction($0) > 0.98 }.map {
      measure.extent(of: x.label($0), in: Self.style).advance / 2 + 2
    }
    let end = max(right, 18, beyond.max() ?? 0)
    plot = Rect(
      x: left, y: upper, width: max(20, size.width - left - end),
      height: max(20, size.height - upper - lower))
  }

  /// The distance of lines of text.
  static let line = 17.0
  private static let legendMark = 28.0
  private static let legendGap = 18.0

  /// A text in lines no wider than so many pixels, broken between words; none where it is empty.
  static func lines(
    _ text: String, in width: Double, _ measure: any TextMeasuring
  ) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last,
        measure.extent(of: last + " " + word, in: style).advance <= width
      {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }

  /// Which of some things stand in which row, from left to right.
  private static func rows(_ widths: [Double], in width: Double) -> [[Int]] {
    var rows: [[Int]] = []
    var left = 0.0
    for (index, wide) in widths.enumerated() {
      if rows.isEmpty || wide > left {
        rows.append([])
        left = width
      }
      rows[rows.count - 1].append(index)
      left -= wide
    }
    return rows
  }

  /// How much more room there is above than for one line of the y axis's name.
  var head: Double { legendHead + Double(max(names.y.count - 1, 0)) * Self.line }

  /// Where a pair of numbers lies.
  func place(_ x: Double, _ y: Double) -> Point {
    Point(
      plot.x + self.x.fraction(x) * plot.width, plot.maxY - self.y.fraction(y) * plot.height)
  }

  /// The grid, the axes, the ticks with their labels and the names.
  func layer(ticksOfX: Bool = true) -> Layer {
    var layer = Layer(["axes"])
    for tick in y.ticks {
      let height = place(x.low, tick).y
      layer.add(
        .path(
          .line(from: Point(plot.x, height), to: Point(plot.maxX, height)), stroke: Stroke(.grid)))
      layer.add(
        text(y.label(tick), at: Point(plot.x - 8, height + 4.5), .muted, .end))
    }
    if ticksOfX {
      for tick in x.ticks {
        let across = place(tick, y.low).x
        layer.add(
          .path(
            .line(from: Point(across, plot.maxY), to: Point(across, plot.maxY + 5)),
            stroke: Stroke(.line)))
        layer.add(text(x.label(tick), at: Point(across, plot.maxY + 19), .muted, .middle))
      }
    }
    layer.add(
      .path(
        .line(from: Point(plot.x, plot.maxY), to: Point(plot.maxX, plot.maxY)),
        stroke: Stroke(.line)))
    for (row, name) in names.x.enumerated() {
      let baseline = size.height - 12 - Double(names.x.count - 1 - row) * Self.line
      let center = names.x.count == 1 ? plot.center.x : size.width / 2
      layer.add(text(name, at: Point(center, baseline), .ink, .middle))
    }
    layer.items += nameOfY
    return layer
  }

  /// The name of the y axis, above it.
  var nameOfY: [Item] {
    names.y.enumerated().map { row, name in
      let baseline = plot.y - 14 - Double(names.y.count - 1 - row) * Self.line
      return text(name, at: Point(14, baseline), .ink, .start)
    }
  }

  private func text(
    _ string: String, at point: Point, _ paint: Paint, _ anchor: Text.Anchor
  ) -> Item {
    .text(Text(string, at: point, style: Self.style, paint: paint, anchor: anchor))
  }

  /// How wide a text is in the chart's letters.
  func width(_ string: String) -> Double { measure.extent(of: string, in: Self.style).advance }

  /// The names of the legend with a piece of their line or a square: in a row at the upper right, or
  /// in rows above the name of the y axis.
  func legend(_ names: [String], isLine: Bool) -> [Item] {
    let (mark, gap) = (isLine ? Self.legendMark : 16, Self.legendGap)
    var items: [Item] = []
    for (row, indices) in legendRows.enumerated() {
      let width = indices.reduce(-gap) { $0 + mark + self.width(names[$1]) + gap }
      let isBeside = legendHead == 0
      let baseline = isBeside ? plot.y - 14 : 20 + Double(row) * Self.line
      var x = isBeside ? max(plot.x, plot.maxX - width) : 14
      for index in indices {
        items.append(
          isLine
            ? .path(
              .line(from: Point(x, baseline - 4), to: Point(x + 22, baseline - 4)),
              stroke: Stroke(.series(index)))
            : .rectangle(
              Rect(x: x, y: baseline - 10, width: 11, height: 11), cornerRadius: 2,
              fill: .series(index)))
        items.append(text(names[index], at: Point(x + mark, baseline), .ink, .start))
        x += mark + self.width(names[index]) + gap
      }
    }
    return items
  }
}
