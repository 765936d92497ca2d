import Derivation
import Scene
import Wording

/// Curves over numbers: a loss, accuracies.
///
///     LineChart(frame, series: [.init(Bilingual(en: "training", ko: "훈련"), points)])
///       .scene(in: .english, measuring: text)
package struct LineChart {
  /// One curve.
  package struct Series: Sendable {
    /// What it is called.
    package var name: Bilingual
    /// Its points from left to right; a number that is not finite leaves a gap.
    package var points: [Point]
    /// Whether the points are also shown as they are, faintly, and the curve is their moving
    /// average.
    package var smoothing: Double?

    /// A curve through points.
    ///
    /// - Parameter smoothing: how much of the average each step keeps, from 0 to 1 (0.98 averages
    ///   over about 50 points); the points as they are when left out.
    package init(_ name: Bilingual, _ points: [Point], smoothing: Double? = nil) {
      self.name = name
      self.points = points
      self.smoothing = smoothing
    }
  }

  /// The title, the axes and the extents.
  package var frame: ChartFrame
  /// The curves.
  package var series: [Series]
  /// Whether names stand at the ends of the curves and not in a legend.
  package var labelsEnds: Bool

  /// A chart of curves.
  package init(_ frame: ChartFrame, series: [Series], labelsEnds: Bool = true) {
    self.frame = frame
    self.series = series
    self.labelsEnds = labelsEnds
  }

  private var scale: Axis.Scale { frame.scale }

  /// The chart as a scene, with a description of what it shows.
  package func scene(
    in language: Language, numerals: Numerals = Numerals(), measuring measure: any TextMeasuring
  ) -> Scene {
    let names = series.map { $0.name[language] }
    let values = series.flatMap { $0.points.map(\.y) } + frame.spanning
    let x = Axis.linear(
      series.flatMap { $0.points.map(\.x) }, count: frame.isNarrower(than: 640) ? 4 : 6,
      isTight: true)
    let y = scale == .linear ? Axis.linear(values) : Axis.logarithmic(values)
    let isDirect = labelsEnds && series.count > 1
    let widest = names.map { measure.extent(of: $0, in: ChartArea.style).advance }.max() ?? 0
    let size = frame.extents(Size(640, 360))
    let axisNames = frame.names(language)
    let area = ChartArea(
      size: size, x: x, y: y, names: axisNames, right: isDirect ? widest + 26 : 18,
      legend: isDirect || series.count < 2 ? [] : names, measuring: measure)
    var scene = frame.scene(size, description(language, numerals), language)
    scene.add(area.layer())
    for (index, series) in series.enumerated() {
      scene.add(Layer(["series", "series-\(index + 1)"], items: curves(series, index, area)))
    }
    if isDirect {
      scene.add(Layer(["labels"], items: endLabels(names, area)))
    } else if series.count > 1 {
      scene.add(Layer(["labels"], items: area.legend(names, isLine: true)))
    }
    return scene
  }

  // MARK: Curves

  private func curves(_ series: Series, _ index: Int, _ area: ChartArea) -> [Item] {
    guard let smoothing = series.smoothing else {
      return path(series.points, area).map { [.path($0, stroke: Stroke(.series(index)))] } ?? []
    }
    let faint = Stroke(Paint(.series(index), opacity: 0.25), width: 1, dash: [])
    let average = series.points.movingAverage(keeping: smoothing)
    return [
      path(series.points, area).map { .path($0, stroke: faint) },
      path(average, area).map { .path($0, stroke: Stroke(.series(index), width: 2)) },
    ].compactMap { $0 }
  }

  /// The curve through points, with gaps where a number cannot be shown.
  private func path(_ points: [Point], _ area: ChartArea) -> Path? {
    var path = Path()
    var isDrawing = false
    for point in points.thinned(to: Int(area.plot.width) * 2) {
      let isShown = point.x.isFinite && point.y.isFinite && (scale == .linear || point.y > 0)
      guard isShown else {
        isDrawing = false
        continue
      }
      let place = area.place(point.x, point.y)
      if isDrawing { path.line(to: place) } else { path.move(to: place) }
      isDrawing = true
    }
    return path.elements.isEmpty ? nil : path
  }

  /// The last point of a curve as it is drawn.
  private func end(_ series: Series) -> Point? {
    let points = series.smoothing.map { series.points.movingAverage(keeping: $0) } ?? series.points
    return points.last { $0.y.isFinite && (scale == .linear || $0.y > 0) }
  }

  /// The names beside the ends of the curves, moved apart where they would touch.
  private func endLabels(_ names: [String], _ area: ChartArea) -> [Item] {
    let line = 17.0
    let ends = series.enumerated().compactMap { index, series in
      end(series).map { (index: index, place: area.place($0.x, $0.y)) }
    }.sorted { ($0.place.y, $0.index) < ($1.place.y, $1.index) }
    let heights = ends.map(\.place.y).spread(by: line, within: area.plot.y...area.plot.maxY)
    return zip(ends, heights).flatMap { end, height -> [Item] in
      let text = Item.text(
        Text(
          names[end.index], at: Point(area.plot.maxX + 12, height + 4.5), style: ChartArea.style,
          paint: .series(end.index)))
      guard abs(height - end.place.y) > 3 || end.place.x < area.plot.maxX - 4 else { return [text] }
      let lead = Path.line(from: end.place + Point(2, 0), to: Point(area.plot.maxX + 9, height))
      return [
        .path(lead, stroke: Stroke(Paint(.series(end.index), opacity: 0.5), width: 1, dash: [])),
        text,
      ]
    }
  }

  // MARK: Words

  private func description(_ language: Language, _ numerals: Numerals) -> String {
    let parts = series.compactMap { series -> String? in
      let points = series.points.filter { $0.x.isFinite && $0.y.isFinite }
      guard let first = points.first, let last = points.last,
        let low = points.map(\.y).min(), let high = points.map(\.y).max()
      else { return nil }
      let n = numerals.text
      let name = series.name[language]
      switch language {
      case .english:
        return "\(name): from \(n(first.y)) at \(n(first.x)) to \(n(last.y)) at \(n(last.x)), "
          + "lowest \(n(low)), highest \(n(high))"
      case .korean:
        return "\(name): \(n(first.x))에서 \(n(first.y)), \(n(last.x))에서 \(n(last.y)), "
          + "최솟값 \(n(low)), 최댓값 \(n(high))"
      }
    }
    let (x, y) = frame.names(language)
    let log = scale == .logarithmic
    switch language {
    case .english:
      return "Line chart of \(y) against \(x)\(log ? " on a logarithmic axis" : ""). "
        + parts.joined(separator: "; ") + "."
    case .korean:
      return "\(x)에 따른 \(y)의 꺾은선 그래프\(log ? "(로그 축)" : ""). "
        + parts.joined(separator: "; ") + "."
    }
  }
}
