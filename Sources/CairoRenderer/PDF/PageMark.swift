import Scene

/// A mark of a page, and where it comes to lie on the paper, in points.
struct PageMark {
  /// What is painted.
  enum Content {
    /// A line or an outline.
    case shape(Item)
    /// A line of letters.
    case text(Text, TextLine)
    /// A layer that shows through, or that holds a picture: painted by itself.
    case apart(Layer)
  }

  /// What is painted.
  let content: Content
  /// From the layer's coordinates to points.
  let placement: Placement
  /// What it is painted with.
  let ink: PageInk
  /// Rectangles outside of which there is nothing of it; nil where it may be anywhere.
  let reach: [Rect]?
}

/// What marks are painted with; equal ones can be painted at once.
enum PageInk: Equatable {
  /// Shapes of one pen.
  case pen(PagePen)
  /// Letters of whatever font and colour, in the order in which they are read.
  case text
  /// What is painted by itself.
  case apart
}

/// How shapes are filled and drawn, in points.
struct PagePen: Equatable {
  /// A colour and how much it covers.
  struct Cover: Equatable {
    let color: Color
    let opacity: Double

    init(_ paint: Paint, _ theme: Theme) {
      color = theme.color(paint.role)
      opacity = paint.opacity
    }
  }

  /// A line along the outline.
  struct Line: Equatable {
    let cover: Cover
    let width: Double
    let dash: [Double]
    let cap: Stroke.Cap
  }

  let fill: Cover?
  let line: Line?

  /// The pen of a shape that is drawn larger or smaller.
  init(
    stroke: Stroke?, fill: Paint?, dashScale: Double = 1, _ theme: Theme, scale: Double
  ) {
    self.fill = fill.map { Cover($0, theme) }
    line = stroke.map { stroke in
      let pen = theme.pen(stroke.paint.role)
      return Line(
        cover: Cover(stroke.paint, theme), width: (stroke.width ?? pen.width) * scale,
        dash: (stroke.dash ?? pen.dash).map { $0 * dashScale * scale }, cap: stroke.cap)
    }
  }

  /// Whether nothing tells shapes that lie on one another from their union.
  var mayOverlap: Bool { fill == nil && line?.cover.opacity == 1 }
}

extension Scene {
  /// The marks of a page, from the lowest to the topmost.
  ///
  /// - Parameters:
  ///   - scale: How many points a pixel takes.
  ///   - measure: The fonts that paint its letters.
  func marks(scale: Double, _ theme: Theme, _ measure: CairoTextMeasure) -> [PageMark] {
    let page = Placement(offset: .zero, scale: scale)
    var marks: [PageMark] = []
    for layer in layers where layer.opacity > 0 && !layer.isMomentary {
      let placement = layer.placement.then(page)
      guard layer.opacity == 1, !layer.items.contains(where: \.isImage) else {
        marks.append(
          PageMark(content: .apart(layer), placement: page, ink: .apart, reach: nil))
        continue
      }
      for item in layer.items {
        if case .text(let text) = item {
          let line = measure.line(of: text.string, in: text.style)
          marks.append(
            PageMark(
              content: .text(text, line), placement: placement, ink: .text,
              reach: [placement.apply(to: text.inkBounds(line, measure))]))
        } else {
          let pen = item.pen(theme, scale: placement.scale)
          marks.append(
            PageMark(
              content: .shape(item), placement: placement, ink: .pen(pen),
              reach: item.reach(placement, pen)))
        }
      }
    }
    return marks
  }
}

extension Text {
  /// Where letters leave ink, in the layer's coordinates.
  fileprivate func inkBounds(_ line: TextLine, _ measure: CairoTextMeasure) -> Rect {
    guard rotation == 0 else { return bounds(measuring: measure) }
    let extent = line.extent(at: style.size)
    return extent.ink.offset(
      by: Point(position.x - lead(advance: extent.advance), position.y))
  }
}

extension Item {
  fileprivate var isImage: Bool { if case .image = self { true } else { false } }

  fileprivate func pen(_ theme: Theme, scale: Double) -> PagePen {
    switch self {
    case .path(let path, let stroke, let fill):
      PagePen(stroke: stroke, fill: fill, dashScale: path.dashScale, theme, scale: scale)
    case .circle(_, _, let stroke, let fill), .rectangle(_, _, let stroke, let fill):
      PagePen(stroke: stroke, fill: fill, theme, scale: scale)
    case .text, .image: PagePen(stroke: nil, fill: nil, theme, scale: scale)
    }
  }

  /// Rectangles that hold all ink of a shape: one where it is filled, else one for each of its pieces.
  fileprivate func reach(_ placement: Placement, _ pen: PagePen) -> [Rect] {
    // Joins are round; what is smoothed is a little wider.
    let margin = (pen.line?.width ?? 0) / 2 + 0.1
    func placed(_ rect: Rect, _ more: Double = 0) -> Rect {
      placement.apply(to: rect).expanded(by: margin + more)
    }
    switch self {
    case .path(let path, _, nil): return path.pieces.map { placed($0) }
    case .path(let path, _, _): return path.bounds.map { [placed($0)] } ?? []
    case .circle(let center, let radius, _, _):
      return [placed(Rect(center: center, size: Size(2 * radius, 2 * radius)))]
    case .rectangle(let frame, let radius, _, nil):
      let rim = frame.cornerRadius(radius) * placement.scale
      return [
        Rect(x: frame.x, y: frame.y, width: frame.width, height: 0),
        Rect(x: frame.x, y: frame.maxY, width: frame.width, height: 0),
        Rect(x: frame.x, y: frame.y, width: 0, height: frame.height),
        Rect(x: frame.maxX, y: frame.y, width: 0, height: frame.height),
      ].map { placed($0, rim) }
    case .rectangle(let frame, _, _, _): return [placed(frame)]
    case .text, .image: return []
    }
  }
}

extension Path {
  /// A rectangle for each piece of the line, which holds it.
  fileprivate var pieces: [Rect] {
    var (start, here) = (Point.zero, Point.zero)
    var pieces: [Rect] = []
    func add(_ a: Point, _ b: Point) {
      pieces.append(
        Rect(
          x: min(a.x, b.x), y: min(a.y, b.y), width: abs(a.x - b.x), height: abs(a.y - b.y)))
    }
    for element in elements {
      switch element {
      case .move(let point):
        start = point
        here = point
      case .line(let end):
        add(here, end)
        here = end
      case .curve(let a, let b, let end):
        add(
          Point(min(here.x, a.x, b.x, end.x), min(here.y, a.y, b.y, end.y)),
          Point(max(here.x, a.x, b.x, end.x), max(here.y, a.y, b.y, end.y)))
        here = end
      case .close:
        add(here, start)
        here = start
      }
    }
    return pieces
  }
}
