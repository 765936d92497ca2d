import Scene

/// The part of a chart that axes enclose: places for numbers, grid lines, ticks and their labels.
struct ChartArea {
  let measure: any TextMeasuring
  let x: Axis
  let y: Axis
  let size: Size
  /// Where the marks stand.
  let plot: Rect

  /// The letters of ticks and names.
  static let style = TextStyle(.sans, size: 12.5)

  /// - Parameters:
  ///   - size: the whole chart.
  ///   - right: the room kept to the right, for labels at the ends of lines.
  ///   - bottom: the room kept below the ticks beside the x axis's name.
  init(
    size: Size, x: Axis, y: Axis, names: (x: String, y: String), right: Double = 0,
    bottom: Double = 0, measuring measure: any TextMeasuring
  ) {
    self.size = size
    self.x = x
    self.y = y
    self.measure = measure
    let widest = y.ticks.map { measure.extent(of: y.label($0), in: Self.style).advance }.max() ?? 0
    let left = 14 + widest + 8
    let upper = 12 + (names.y.isEmpty ? 6.0 : 22)
    let lower = 12 + 20 + bottom + (names.x.isEmpty ? 0 : 20)
    plot = Rect(
      x: left, y: upper, width: max(20, size.width - left - max(right, 18)),
      height: max(20, size.height - upper - lower))
  }

  /// Where a pair of numbers lies.
  func place(_ x: Double, _ y: Double) -> Point {
    Point(
      plot.x + self.x.fraction(x) * plot.width, plot.maxY - self.y.fraction(y) * plot.height)
  }

  /// The grid, the axes, the ticks with their labels and the names.
  func layer(names: (x: String, y: String), ticksOfX: Bool = true) -> Layer {
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
    if !names.x.isEmpty {
      layer.add(text(names.x, at: Point(plot.center.x, size.height - 12), .ink, .middle))
    }
    if !names.y.isEmpty { layer.add(text(names.y, at: Point(14, plot.y - 14), .ink, .start)) }
    return layer
  }

  private func text(
    _ string: String, at point: Point, _ paint: Paint, _ anchor: Text.Anchor
  ) -> Item {
    .text(Text(string, at: point, style: Self.style, paint: paint, anchor: anchor))
  }

  /// How wide a text is in the chart's letters.
  func width(_ string: String) -> Double { measure.extent(of: string, in: Self.style).advance }

  /// Names with a piece of their line or a square, in a row at the upper right.
  func legend(_ names: [String], isLine: Bool) -> [Item] {
    let (mark, gap) = isLine ? (28.0, 18.0) : (16.0, 18.0)
    let width = names.reduce(-gap) { $0 + mark + self.width($1) + gap }
    let baseline = plot.y - 14
    var x = max(plot.x, plot.maxX - width)
    var items: [Item] = []
    for (index, name) in names.enumerated() {
      items.append(
        isLine
          ? .path(
            .line(from: Point(x, baseline - 4), to: Point(x + 22, baseline - 4)),
            stroke: Stroke(.series(index)))
          : .rectangle(
            Rect(x: x, y: baseline - 10, width: 11, height: 11), cornerRadius: 2,
            fill: .series(index)))
      items.append(text(name, at: Point(x + mark, baseline), .ink, .start))
      x += mark + self.width(name) + gap
    }
    return items
  }
}
