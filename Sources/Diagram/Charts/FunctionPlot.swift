import Derivation
import Notation
import Scene
import Wording

/// Functions over an interval, such as f and f′, with axes through the origin.
///
/// What makes them jump or bend is told, since a picture made of points would join the pieces.
package struct FunctionPlot {
  /// One function.
  package struct Curve: Sendable {
    /// What it is called: `σ(x)`.
    package var name: Math
    /// Its value, or nil where it has none.
    package var value: @Sendable (Double) -> Double?
    /// Where it jumps; the value there is drawn as a dot.
    package var jumps: [Double]

    /// A function.
    package init(
      _ name: Math, jumps: [Double] = [], value: @escaping @Sendable (Double) -> Double?
    ) {
      self.name = name
      self.jumps = jumps
      self.value = value
    }
  }

  /// The title and the extents; the axes have no names.
  package var frame: ChartFrame
  /// The interval from left to right.
  package var domain: ClosedRange<Double>
  /// The numbers shown from bottom to top; those of the functions when left out.
  package var range: ClosedRange<Double>?
  /// The functions.
  package var curves: [Curve]

  /// A plot of functions.
  package init(
    _ frame: ChartFrame, domain: ClosedRange<Double>, range: ClosedRange<Double>? = nil,
    curves: [Curve]
  ) {
    self.frame = frame
    self.domain = domain
    self.range = range
    self.curves = curves
  }

  private static let samples = 400

  /// The plot as a scene, with a description of what it shows.
  package func scene(
    in language: Language, numerals: Numerals = Numerals(), measuring measure: any TextMeasuring
  ) -> Scene {
    let points = curves.map(sampled)
    let x = Axis.linear([domain.lowerBound, domain.upperBound], count: 6, isTight: true)
    let y = Axis.linear(
      range.map { [$0.lowerBound, $0.upperBound] } ?? points.flatMap { $0.map(\.y) } + [0],
      count: 4, isTight: range != nil)
    let setter = MathSetter(measuring: measure)
    let names = curves.enumerated().map { setter.set($1.name, size: 15, paint: .series($0)) }
    let size = frame.extents(Size(400, 280))
    let area = ChartArea(
      size: size, x: x, y: y, names: ("", ""), right: (names.map(\.width).max() ?? 0) + 22,
      measuring: measure)
    var scene = frame.scene(size, description(language, numerals, points), language)
    scene.add(area.layer())
    scene.add(Layer(["zero"], items: zeroLines(area)))
    for (index, curve) in curves.enumerated() {
      var items: [Item] = [
        .path(path(points[index], curve.jumps, area), stroke: Stroke(.series(index), width: 2))
      ]
      for jump in curve.jumps {
        guard let value = curve.value(jump) else { continue }
        items.append(.circle(area.place(jump, value), radius: 3.5, fill: .series(index)))
      }
      scene.add(Layer(["series", "series-\(index + 1)"], items: items))
    }
    let ends = points.enumerated().compactMap { index, points in
      points.last { $0.y.isFinite && inside($0.y, y) }
        .map { (index, area.place($0.x, $0.y).y) }
    }.sorted { ($0.1, $0.0) < ($1.1, $1.0) }
    let heights = ends.map(\.1).spread(by: 20, within: area.plot.y...area.plot.maxY)
    let labels = zip(ends, heights).flatMap { end, height in
      names[end.0].placed(at: Point(area.plot.maxX + 10, height + 5))
    }
    scene.add(Layer(["labels"], items: labels))
    return scene
  }

  private func inside(_ value: Double, _ axis: Axis) -> Bool {
    value >= axis.low - (axis.high - axis.low) * 1e-9
      && value <= axis.high + (axis.high - axis.low) * 1e-9
  }

  private func sampled(_ curve: Curve) -> [Point] {
    let width = domain.upperBound - domain.lowerBound
    var places = (0...Self.samples).map {
      domain.lowerBound + width * Double($0) / Double(Self.samples)
    }
    // A jump is looked at from both sides, as near as makes no difference in the picture.
    let near = width * 1e-6
    for jump in curve.jumps where domain.contains(jump) {
      places.removeAll { abs($0 - jump) <= near }
      places += [jump - near, jump + near]
    }
    return places.sorted().map { Point($0, curve.value($0) ?? .nan) }
  }

  private func path(_ points: [Point], _ jumps: [Double], _ area: ChartArea) -> Path {
    var path = Path()
    var last: Point?
    for point in points {
      guard point.y.isFinite, inside(point.y, area.y) else {
        last = nil
        continue
      }
      let place = area.place(point.x, point.y)
      let leaps = last.map { last in jumps.contains { last.x < $0 && $0 < point.x } } ?? true
      if leaps { path.move(to: place) } else { path.line(to: place) }
      last = point
    }
    return path
  }

  private func zeroLines(_ area: ChartArea) -> [Item] {
    var items: [Item] = []
    if area.y.low < 0, area.y.high > 0 {
      let height = area.place(0, 0).y
      items.append(
        .path(
          .line(from: Point(area.plot.x, height), to: Point(area.plot.maxX, height)),
          stroke: Stroke(.line)))
    }
    if area.x.low < 0, area.x.high > 0 {
      let across = area.place(0, 0).x
      items.append(
        .path(
          .line(from: Point(across, area.plot.y), to: Point(across, area.plot.maxY)),
          stroke: Stroke(.line)))
    }
    return items
  }

  private func description(
    _ language: Language, _ numerals: Numerals, _ points: [[Point]]
  ) -> String {
    let writer = PlainTextWriter()
    let (low, high) = (numerals.text(domain.lowerBound), numerals.text(domain.upperBound))
    let parts = zip(curves, points).compactMap { curve, points -> String? in
      let values = points.map(\.y).filter(\.isFinite)
      guard let least = values.min(), let most = values.max() else { return nil }
      let name = writer.text(curve.name)
      let middle = curve.value(0).flatMap { domain.contains(0) ? numerals.text($0) : nil }
      let (a, b) = (numerals.text(least), numerals.text(most))
      switch language {
      case .english:
        return "\(name) lies between \(a) and \(b)" + (middle.map { ", at 0 it is \($0)" } ?? "")
      case .korean:
        return "\(name.with(.topic)) \(a)에서 \(b) 사이"
          + (middle.map { ", 0에서 \($0)" } ?? "")
      }
    }
    switch language {
    case .english: return "Plot from \(low) to \(high): " + parts.joined(separator: "; ") + "."
    case .korean: return "\(low)부터 \(high)까지의 그래프: " + parts.joined(separator: "; ") + "."
    }
  }
}
