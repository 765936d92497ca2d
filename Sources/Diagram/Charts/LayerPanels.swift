import Derivation
import Foundation
import Scene
import Wording

/// Curves over a network's layers in panels side by side, all on one axis so that they can be
/// compared: a gradient's mean size in networks that begin in different ways.
///
/// On a logarithmic axis an exact zero has no place and a tiny number has: zeros stand in a strip of
/// their own below it. Counts, such as how many units pass nothing, stand there as well.
package struct LayerPanels {
  /// One network: a number for each layer.
  package struct Series: Sendable {
    /// What it is called.
    package var name: Bilingual
    /// A number for each layer, from the first; nil where a layer has none.
    package var values: [Double?]
    /// A count for each layer, written below the axis where it is not 0.
    package var counts: [Int]

    /// The numbers of one network.
    package init(_ name: Bilingual, _ values: [Double?], counts: [Int] = []) {
      self.name = name
      self.values = values
      self.counts = counts
    }
  }

  /// Networks that share something, such as how they begin.
  package struct Panel: Sendable {
    /// What they share.
    package var title: Bilingual
    /// The networks.
    package var series: [Series]

    /// A panel of networks.
    package init(_ title: Bilingual, _ series: [Series]) {
      self.title = title
      self.series = series
    }
  }

  /// The title and the axes: the numbers from left to right are layers, or depths; the extents are
  /// those of the panels.
  package var frame: ChartFrame
  /// What the counts below the axis are; needed where there are any.
  package var countName: Bilingual
  /// The panels, two in a row.
  package var panels: [Panel]
  /// The number of the first layer.
  package var firstLayer: Int

  /// A chart of panels.
  package init(
    _ frame: ChartFrame, counts: Bilingual = Bilingual(same: ""), panels: [Panel],
    firstLayer: Int = 1
  ) {
    self.frame = frame
    countName = counts
    self.panels = panels
    self.firstLayer = firstLayer
  }

  private var scale: Axis.Scale { frame.scale }
  private var series: [Series] { panels.flatMap(\.series) }
  private var values: [Double] { series.flatMap { $0.values.compactMap { $0 } } }
  /// Whether anything stands below the axis: a zero on a logarithmic one, a count.
  private func hasStrip(_ series: Series) -> Bool {
    (scale == .logarithmic && series.values.contains(0)) || series.counts.contains { $0 != 0 }
      || series.values.contains { $0?.isFinite == false }
  }
  /// How many rows of zeros and counts a panel needs at most.
  private var stripRows: Int {
    panels.map { $0.series.count(where: hasStrip) }.max() ?? 0
  }

  /// The axis that all panels share.
  package var axis: Axis {
    switch scale {
    case .linear: .linear(values + frame.spanning)
    case .logarithmic: .logarithmic(values + frame.spanning, count: 6)
    }
  }

  /// The chart as a scene, with a description of what it shows.
  package func scene(
    in language: Language, numerals: Numerals = Numerals(digits: 3),
    measuring measure: any TextMeasuring
  ) -> Scene {
    let columns = frame.isNarrower(than: 760) ? 1 : min(2, max(1, panels.count))
    let rows = (panels.count + columns - 1) / columns
    let panelSize = Size(
      columns == 1 ? min(640, frame.width ?? 640) : 380, 250 + Double(stripRows) * Self.stripHeight)
    let width = panelSize.width * Double(columns)
    let area = headingArea(language, width, measure)
    let header = 34 + area.head
    let counts =
      stripRows > 0 ? ChartArea.lines(countName[language], in: width - 46, measure) : []
    let footer = counts.isEmpty ? 6 : 26 + Double(counts.count - 1) * ChartArea.line
    let size = Size(
      panelSize.width * Double(columns), header + panelSize.height * Double(rows) + footer)
    var scene = frame.scene(size, description(language, numerals), language)
    scene.add(Layer(["labels"], items: heading(language, area)))
    for (index, panel) in panels.enumerated() {
      let place = Point(
        Double(index % columns) * panelSize.width,
        header + Double(index / columns) * panelSize.height)
      scene.place(self.panel(panel, language, panelSize, measure), at: place)
    }
    if footer > 6 {
      scene.add(
        Layer(
          ["labels"],
          items: [
            .circle(Point(20, size.height - footer + 10), radius: 5, stroke: Self.ring(.muted))
          ]
            + counts.enumerated().map { row, line in
              let baseline = size.height - footer + 14.5 + Double(row) * ChartArea.line
              return .text(
                Text(line, at: Point(32, baseline), style: ChartArea.style, paint: .muted))
            }))
    }
    return scene
  }

  // MARK: Parts

  private static let stripHeight = 19.0
  private static func ring(_ paint: Paint) -> Stroke { Stroke(paint, width: 1, dash: []) }

  /// What the heights are, and which colour is which network.
  private func heading(_ language: Language, _ area: ChartArea) -> [Item] {
    area.nameOfY + area.legend(names(language), isLine: true)
  }

  /// The names of the networks, where there are several.
  private func names(_ language: Language) -> [String] {
    let names = panels.first?.series.map { $0.name[language] } ?? []
    return names.count > 1 ? names : []
  }

  private func headingArea(
    _ language: Language, _ width: Double, _ measure: any TextMeasuring
  ) -> ChartArea {
    ChartArea(
      size: Size(width, 80), x: Axis(scale: .linear, low: 0, high: 1, ticks: []),
      y: Axis(scale: .linear, low: 0, high: 1, ticks: []), names: ("", frame.y[language]),
      legend: names(language), measuring: measure)
  }

  private func panel(
    _ panel: Panel, _ language: Language, _ size: Size, _ measure: any TextMeasuring
  ) -> Scene {
    let layers = panel.series.map(\.values.count).max() ?? 0
    let last = Double(firstLayer + max(layers, 1) - 1)
    let every = max(1, (layers + 11) / 12)
    let x = Axis(
      scale: .linear, low: Double(firstLayer) - 0.5, high: last + 0.5,
      ticks: stride(from: firstLayer, through: Int(last), by: every).map(Double.init))
    let names = (frame.x[language], panel.title[language])
    let strip = Double(stripRows) * Self.stripHeight
    let area = ChartArea(
      size: size, x: x, y: axis, names: names, bottom: strip, measuring: measure)
    var scene = Scene(
      size: size, title: panel.title[language], description: "", language: language.rawValue)
    scene.add(area.layer(ticksOfX: false))
    scene.add(Layer(["labels"], items: layerNumbers(area, strip)))
    var row = 0
    for (index, series) in panel.series.enumerated() {
      var items = curve(series, index, area)
      if hasStrip(series) {
        items += below(series, index, area, row)
        row += 1
      }
      scene.add(Layer(["series", "series-\(index + 1)"], items: items))
    }
    return scene
  }

  private func layerNumbers(_ area: ChartArea, _ strip: Double) -> [Item] {
    area.x.ticks.map { tick in
      .text(
        Text(
          area.x.label(tick), at: Point(area.place(tick, axis.low).x, area.plot.maxY + strip + 19),
          style: ChartArea.style, paint: .muted, anchor: .middle))
    }
  }

  /// A line from layer to layer, and a dot at each; a number that cannot be shown leaves a gap.
  private func curve(_ series: Series, _ index: Int, _ area: ChartArea) -> [Item] {
    var path = Path()
    var dots: [Item] = []
    var isDrawing = false
    for (layer, value) in series.values.enumerated() {
      guard let value, value.isFinite, scale == .linear || value > 0 else {
        isDrawing = false
        continue
      }
      let place = area.place(Double(firstLayer + layer), value)
      if isDrawing { path.line(to: place) } else { path.move(to: place) }
      isDrawing = true
      dots.append(.circle(place, radius: 2.8, fill: .series(index)))
    }
    guard !path.elements.isEmpty else { return [] }
    return [.path(path, stroke: Stroke(.series(index)))] + dots
  }

  /// What stands below the axis: how many of a layer's units are zero, that its mean is, or that it
  /// is no number.
  private func below(_ series: Series, _ index: Int, _ area: ChartArea, _ row: Int) -> [Item] {
    let y = area.plot.maxY + (Double(row) + 0.5) * Self.stripHeight + 3
    return series.values.indices.flatMap { layer -> [Item] in
      let count = layer < series.counts.count ? series.counts[layer] : 0
      let isZero = scale == .logarithmic && series.values[layer] == 0
      let x = area.place(Double(firstLayer + layer), axis.low).x
      if series.values[layer]?.isFinite == false { return [mark("NaN", x, y, index)] }
      guard count != 0 || isZero else { return [] }
      return [
        .circle(Point(x, y), radius: 8.5, stroke: Self.ring(.series(index))),
        mark(String(count), x, y, index),
      ]
    }
  }

  private func mark(_ text: String, _ x: Double, _ y: Double, _ index: Int) -> Item {
    .text(
      Text(
        text, at: Point(x, y + 3.8), style: TextStyle(.sans, size: 10.5), paint: .series(index),
        anchor: .middle))
  }

  // MARK: Words

  private func description(_ language: Language, _ numerals: Numerals) -> String {
    let told = panels.map { panel in
      let parts = panel.series.map { words(about: $0, language, numerals) }
      let title = panel.title[language]
      return (title.isEmpty ? "" : title + " – ") + parts.joined(separator: "; ")
    }
    let (x, y) = frame.names(language)
    let log = scale == .logarithmic
    switch language {
    case .english:
      return "\(y) by \(x)\(log ? ", on one logarithmic axis" : ""). "
        + told.joined(separator: ". ") + "."
    case .korean:
      return "\(x)별 \(y)\(log ? ", 로그 축 하나" : ""). " + told.joined(separator: ". ") + "."
    }
  }

  /// From where to where a network's numbers go, how many are exactly zero, and what is counted.
  private func words(
    about series: Series, _ language: Language, _ numerals: Numerals
  ) -> String {
    let shown = series.values.enumerated().compactMap { layer, value in
      value.flatMap { $0.isFinite ? (layer: layer + firstLayer, value: $0) : nil }
    }
    let name = series.name[language]
    guard let first = shown.first, let last = shown.last else {
      return Bilingual(en: "\(name): no finite numbers", ko: "\(name): 유한한 수가 없음")[language]
    }
    let (a, b) = (numerals.text(first.value), numerals.text(last.value))
    var parts = [
      Bilingual(
        en: "\(name): \(a) at \(first.layer), \(b) at \(last.layer)",
        ko: "\(name): \(first.layer)에서 \(a), \(last.layer)에서 \(b)")
    ]
    let zeros = shown.count { $0.value == 0 }
    if scale == .logarithmic, zeros > 0 {
      parts.append(Bilingual(en: "exactly 0 in \(zeros)", ko: "정확히 0인 층 \(zeros)개"))
    }
    let counted = series.counts.reduce(0, +)
    if counted > 0 { parts.append(countName.map { "\($0): \(counted)" }) }
    return parts.map { $0[language] }.joined(separator: ", ")
  }
}
