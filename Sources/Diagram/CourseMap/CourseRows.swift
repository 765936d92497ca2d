import GraphLayout
import Scene

/// A course as a graph in rows, from left to right: what a lesson needs stands to its left, or in a row
/// above it. Each part is a band.
package struct CourseRows {
  private let map: CourseMap
  private let boxes: [LessonBox]
  private let layout: Layout
  private let names: [TextExtent]

  private static let nameStyle = TextStyle(.sans, size: 13, weight: .bold, tabularFigures: false)
  private static let header = 26.0
  private static let padding = 10.0
  private static let head = Size(8, 6.5)

  /// Lays a course out.
  ///
  /// - Parameter width: How wide it may be, in pixels.
  package init(_ map: CourseMap, width: Double, measuring measure: any TextMeasuring) {
    self.map = map
    boxes = map.lessons.map { LessonBox($0, width: 96, fills: false, measuring: measure) }
    names = map.parts.map { measure.extent(of: $0, in: Self.nameStyle) }
    var graph = LayoutGraph()
    for name in names {
      graph.addCluster(
        .init(
          padding: Self.padding, header: Self.header,
          minimumWidth: name.advance + 2 * Self.padding))
    }
    for (lesson, box) in zip(map.lessons, boxes) {
      graph.addNode(
        .init(width: box.size.width, height: box.size.height, cluster: lesson.part))
    }
    for arrow in map.arrows { graph.addEdge(.init(from: arrow.from, to: arrow.to)) }
    var options = LayoutOptions(rankSeparation: 24, nodeSeparation: 12, margin: 2)
    options.rowLength = width
    layout = GraphLayout.layout(graph, options: options)
  }

  /// The picture.
  package var scene: Scene {
    var scene = Scene(
      size: Size(layout.width, layout.height), title: map.title, description: map.description,
      language: map.language)
    scene.add(bands)
    for lesson in map.lessons.indices {
      // A page lights what a lesson builds on by these names.
      let arrows = zip(map.arrows, layout.edges).filter { $0.0.to == lesson }
      guard !arrows.isEmpty else { continue }
      scene.add(
        Layer(
          ["needs"] + arrows.map { "from\($0.0.from)" }, node: String(lesson),
          items: Self.items(arrows.map { CubicPath($0.1) })))
    }
    let frames = layout.nodes.map {
      Rect(center: Point($0.x, $0.y), size: Size($0.width, $0.height))
    }
    scene.add(boxes, in: frames, of: map)
    return scene
  }

  /// The arrows that lead to one lesson, as one line and one shape.
  private static func items(_ curves: [CubicPath]) -> [Item] {
    var (lines, heads) = (Path(), Path())
    for curve in curves {
      let curve = curve.trimmed(start: 0, end: 1)
      guard let (tip, direction) = curve.arrival else { continue }
      lines.elements += curve.trimmed(start: 0, end: head.width * 0.7).path.elements
      heads.elements +=
        Path.arrowhead(tip: tip, direction: direction, length: head.width, width: head.height)
        .elements
    }
    return [
      .path(lines, stroke: Stroke(.muted, width: 1.2, dash: [])), .path(heads, fill: .muted),
    ]
  }

  private var bands: Layer {
    var layer = Layer(["bands"])
    for (part, places) in layout.clusters.enumerated() {
      for place in places {
        let frame = Rect(center: Point(place.x, place.y), size: Size(place.width, place.height))
        layer.add(.rectangle(frame, cornerRadius: 10, fill: .band))
        // A piece of a part in another row has its name as well.
        if names[part].advance + Self.padding <= frame.width {
          layer.add(
            .text(
              Text(
                map.parts[part], at: Point(frame.x + Self.padding, frame.y + 19),
                style: Self.nameStyle, paint: .bandText)))
        }
      }
    }
    return layer
  }
}
