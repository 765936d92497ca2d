import Derivation
import Scene
import Wording

/// Bars side by side for each of some categories, such as a gradient's mean size per layer.
///
/// On a logarithmic axis an exact zero has no place: it is drawn apart, as a 0 below the axis.
package struct BarChart {
  /// The bars of one colour.
  package struct Series: Sendable {
    /// What it is called.
    package var name: Bilingual
    /// A number for each category; nil leaves its place empty.
    package var values: [Double?]

    /// Bars of one colour.
    package init(_ name: Bilingual, _ values: [Double?]) {
      self.name = name
      self.values = values
    }
  }

  /// The title, the axes and the extents.
  package var frame: ChartFrame
  /// What the bars stand for, from left to right.
  package var categories: [Bilingual]
  /// The bars.
  package var series: [Series]
  /// Whether each bar's number is written above it.
  package var labelsBars: Bool

  /// A chart of bars.
  package init(
    _ frame: ChartFrame, categories: [Bilingual], series: [Series], labelsBars: Bool = false
  ) {
    self.frame = frame
    self.categories = categories
    self.series = series
    self.labelsBars = labelsBars
  }

  private var scale: Axis.Scale { frame.scale }
  private var values: [Double] { series.flatMap { $0.values.compactMap { $0 } } }
  private var hasZeros: Bool { scale == .logarithmic && values.contains(0) }

  /// The chart as a scene, with a description of what it shows.
  package func scene(
    in language: Language, numerals: Numerals = Numerals(), measuring measure: any TextMeasuring
  ) -> Scene {
    let y =
      scale == .linear
      ? Axis.linear(values + frame.spanning + [0])
      : Axis.logarithmic(values + frame.spanning, isRaised: true)
    let x = Axis(scale: .linear, low: 0, high: Double(max(categories.count, 1)), ticks: [])
    let size = frame.extents(Size(640, 360))
    let names = frame.names(language)
    let area = ChartArea(
      size: size, x: x, y: y, names: names, bottom: hasZeros ? 18 : 0,
      legend: series.count > 1 ? series.map { $0.name[language] } : [], measuring: measure)
    var scene = frame.scene(size, description(language, numerals), language)
    scene.add(area.layer(ticksOfX: false))
    for (index, series) in series.enumerated() {
      let items = series.values.enumerated().flatMap { category, value in
        value.map { bar($0, category, index, area, numerals) } ?? []
      }
      scene.add(Layer(["series", "series-\(index + 1)"], items: items))
    }
    if scale == .linear, y.low < 0 {
      let zero = area.place(0, 0).y
      let line = Path.line(from: Point(area.plot.x, zero), to: Point(area.plot.maxX, zero))
      scene.add(Layer(["zero"], items: [.path(line, stroke: Stroke(.line))]))
    }
    scene.add(Layer(["labels"], items: labels(language, area)))
    return scene
  }

  // MARK: Bars

  private func bar(
    _ value: Double, _ category: Int, _ index: Int, _ area: ChartArea, _ numerals: Numerals
  ) -> [Item] {
    let slot = area.plot.width / Double(max(categories.count, 1))
    let width = min(slot * 0.78 / Double(max(series.count, 1)), 56)
    let left =
      area.plot.x + (Double(category) + 0.5) * slot
      + (Double(index) - Double(series.count) / 2) * width
    let middle = left + width / 2
    guard value.isFinite else { return [number("NaN", middle, area.plot.maxY - 4, .kink)] }
    if scale == .logarithmic, value <= 0 {
      return [
        .circle(
          Point(middle, area.plot.maxY + 11), radius: 6,
          stroke: Stroke(.series(index), width: 1, dash: [])),
        number("0", middle, area.plot.maxY + 15, .series(index), size: 10.5),
      ]
    }
    let base = scale == .linear ? area.place(0, 0).y : area.plot.maxY
    let tip = area.place(0, value).y
    let frame = Rect(
      x: left + width * 0.06, y: min(base, tip), width: width * 0.88, height: abs(base - tip))
    let shape = Item.rectangle(
      frame, cornerRadius: min(2, frame.width / 4), fill: .series(index))
    guard labelsBars else { return [shape] }
    let text = numerals.text(value)
    // As large as its bar is wide, but no smaller than can be read.
    let size = min(11.5, max(8.5, 11.5 * width / area.width(text)))
    return [shape, number(text, middle, value < 0 ? tip + 14 : tip - 5, .ink, size: size)]
  }

  private func number(
    _ text: String, _ x: Double, _ baseline: Double, _ paint: Paint, size: Double = 11
  ) -> Item {
    .text(
      Text(
        text, at: Point(x, baseline), style: TextStyle(.sans, size: size), paint: paint,
        anchor: .middle))
  }

  private func labels(_ language: Language, _ area: ChartArea) -> [Item] {
    let slot = area.plot.width / Double(max(categories.count, 1))
    // Where names are too wide for their places, every second or third is written.
    let widest = categories.map { area.width($0[language]) }.max() ?? 0
    let every = max(1, Int(((widest + 8) / max(slot, 1)).rounded(.up)))
    var items = categories.enumerated().filter { $0.offset % every == 0 }.map { index, name in
      Item.text(
        Text(
          name[language],
          at: Point(
            area.plot.x + (Double(index) + 0.5) * slot, area.plot.maxY + (hasZeros ? 37 : 19)),
          style: ChartArea.style, paint: .muted, anchor: .middle))
    }
    if series.count > 1 {
      items += area.legend(series.map { $0.name[language] }, isLine: false)
    }
    return items
  }

  // MARK: Words

  private func description(_ language: Language, _ numerals: Numerals) -> String {
    let parts = series.map { series -> String in
      let told = zip(categories, series.values).compactMap { category, value in
        value.map { "\(category[language]): \(numerals.text($0))" }
      }
      let shown = told.prefix(24).joined(separator: ", ") + (told.count > 24 ? ", …" : "")
      return self.series.count > 1 ? "\(series.name[language]) – \(shown)" : shown
    }
    let (x, y) = frame.names(language)
    let log = scale == .logarithmic
    switch language {
    case .english:
      return "Bar chart of \(y) by \(x)\(log ? " on a logarithmic axis" : ""). "
        + parts.joined(separator: "; ") + "."
    case .korean:
      return "\(x)별 \(y)의 막대그래프\(log ? "(로그 축)" : ""). "
        + parts.joined(separator: "; ") + "."
    }
  }
}
