import Derivation
import Scene
import Wording

/// A matrix of numbers as coloured squares, with a scale that says which colour is which number.
package struct HeatMap {
  /// The title; the extents are those of the squares.
  package var frame: ChartFrame
  /// The numbers, row by row.
  package var values: [[Double]]
  /// What the rows are, from top to bottom; none when empty.
  package var rows: [String]
  /// What the columns are, from left to right; none when empty.
  package var columns: [String]
  /// A square's side in pixels; smaller where the map would be wider than 640.
  package var side: Double
  /// Whether each number is written in its square.
  package var writesNumbers: Bool

  /// A map of numbers.
  package init(
    _ frame: ChartFrame, values: [[Double]], rows: [String] = [], columns: [String] = [],
    side: Double = 36, writesNumbers: Bool = false
  ) {
    self.frame = frame
    self.values = values
    self.rows = rows
    self.columns = columns
    self.side = side
    self.writesNumbers = writesNumbers
  }

  /// The map as a scene, with a description of its extremes.
  package func scene(
    in language: Language, numerals: Numerals = Numerals(digits: 3),
    measuring measure: any TextMeasuring
  ) -> Scene {
    let style = TextStyle(.sans, size: 12.5)
    let width = values.map(\.count).max() ?? 0
    let flat = values.flatMap { $0 + Array(repeating: .nan, count: width - $0.count) }
    let scale = HeatScale(flat)
    // Numbers are read on pale colours only.
    let end = (scale.limit > 0 ? scale.limit : 1) * (writesNumbers ? 2.2 : 1)
    let widest = rows.map { measure.extent(of: $0, in: style).advance }.max()
    let left = 12 + (widest.map { $0 + 8 } ?? 0)
    let beside = legend(of: scale, at: .zero, end, numerals, style, measure).width + 30
    let most = frame.width.map { max(80, $0 - left - beside) } ?? 640
    let side = min(self.side, min(most, 640) / Double(max(width, 1)))
    let top = columns.isEmpty ? 12.0 : 32
    let area = Rect(
      x: left, y: top, width: side * Double(width), height: side * Double(values.count))
    var layer = Layer(["heat"])
    if let grid = scale.grid(columns: width, rows: values.count, values: flat, limit: end) {
      layer.add(.image(grid, area))
    }
    layer.add(.rectangle(area, stroke: Stroke(.line, width: 0.75, dash: [])))
    for (index, name) in rows.enumerated() {
      let y = top + (Double(index) + 0.5) * side + 4.5
      layer.add(
        .text(Text(name, at: Point(left - 8, y), style: style, paint: .muted, anchor: .end)))
    }
    for (index, name) in columns.enumerated() {
      let x = left + (Double(index) + 0.5) * side
      layer.add(
        .text(Text(name, at: Point(x, top - 8), style: style, paint: .muted, anchor: .middle)))
    }
    if writesNumbers {
      for (row, line) in values.enumerated() {
        for (column, value) in line.enumerated() {
          let place = Point(
            left + (Double(column) + 0.5) * side, top + (Double(row) + 0.5) * side + 4)
          layer.add(
            .text(
              Text(
                numerals.text(value), at: place, style: TextStyle(.sans, size: 11),
                anchor: .middle)))
        }
      }
    }
    let legend = legend(of: scale, at: Point(area.maxX + 18, top), end, numerals, style, measure)
    layer.items += legend.items
    var scene = frame.scene(
      Size(area.maxX + 18 + legend.width + 12, max(area.maxY, top + legend.height) + 12),
      description(numerals, flat, width)[language], language)
    scene.add(layer)
    return scene
  }

  private func legend(
    of scale: HeatScale, at origin: Point, _ end: Double, _ numerals: Numerals,
    _ style: TextStyle, _ measure: any TextMeasuring
  ) -> (items: [Item], width: Double, height: Double) {
    let height = 96.0
    let frame = Rect(x: origin.x, y: origin.y, width: 12, height: height)
    var items: [Item] = []
    let steps = Array(scale.steps(64).reversed())
    if let grid = scale.grid(columns: 1, rows: 64, values: steps, limit: end) {
      items.append(.image(grid, frame))
    }
    items.append(.rectangle(frame, stroke: Stroke(.line, width: 0.75, dash: [])))
    let hasBothSigns = scale.low < 0 && scale.high > 0
    let ends = hasBothSigns ? [scale.high, 0, scale.low] : [scale.high, scale.low]
    let labels = (scale.limit > 0 ? ends : [0]).map(numerals.text)
    for (index, label) in labels.enumerated() {
      let share = Double(index) / Double(max(labels.count - 1, 1))
      items.append(
        .text(
          Text(
            label, at: Point(frame.maxX + 6, frame.y + 9 + share * (height - 9)),
            style: style, paint: .muted)))
    }
    let width = labels.map { measure.extent(of: $0, in: style).advance }.max() ?? 0
    return (items, 18 + width, height)
  }

  private func description(_ numerals: Numerals, _ flat: [Double], _ width: Int) -> Bilingual {
    let finite = flat.filter(\.isFinite)
    let (low, high) = (numerals.text(finite.min() ?? 0), numerals.text(finite.max() ?? 0))
    return Bilingual(
      en: "Heat map of \(values.count)×\(width) numbers, lowest \(low), highest \(high).",
      ko: "\(values.count)×\(width) 열지도, 최솟값 \(low), 최댓값 \(high).")
  }
}
