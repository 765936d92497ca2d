import Formats

/// The shapes of one slide: a group for each layer, so that what belongs together moves together.
struct SlideShapes {
  private let writer: PresentationWriter
  private let placement: Placement
  /// What is said of nodes, by their ids.
  private let titles: [String: String]
  private let text: SlideText
  /// What has been written.
  private(set) var markup = ""
  /// The tree itself is the first.
  private var lastID = 1

  init(_ writer: PresentationWriter, _ scene: Scene, _ placement: Placement) {
    self.writer = writer
    self.placement = placement
    titles = Dictionary(
      scene.targets.map { ($0.node, $0.title) }, uniquingKeysWith: { first, _ in first })
    text = SlideText(writer, language: scene.language)
  }

  /// Adds what a layer shows; several marks become a group.
  mutating func add(_ layer: Layer) {
    let placement = layer.placement.then(self.placement)
    let name = ([layer.name].compactMap { $0 } + layer.classes).joined(separator: " ")
    let group = id()
    var shapes = ""
    var boxes: [Rect] = []
    var rest = layer.items[...]
    while let item = rest.first {
      let shape: (markup: String, box: Rect)?
      if case .text(let first) = item {
        let run = text.run(from: first, rest.dropFirst())
        rest = rest.dropFirst(run.count)
        shape = text.box(run, placement, layer.opacity, properties("Text", name))
      } else {
        rest = rest.dropFirst()
        shape = self.shape(item, placement, layer.opacity, name)
      }
      guard let shape else { continue }
      shapes += shape.markup
      boxes.append(shape.box)
    }
    guard let first = boxes.first else { return }
    guard boxes.count > 1 else {
      markup += shapes
      return
    }
    let frame = boxes.dropFirst().reduce(first) { $0.union($1) }
    let said = layer.node.flatMap { titles[$0] }.map { " descr=\"\(escapedXML($0))\"" } ?? ""
    markup += "<p:grpSp><p:nvGrpSpPr><p:cNvPr id=\"\(group)\" name=\"\(escapedXML(name))\"\(said)/>"
    markup += "<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>\(extent(frame))"
    markup += extent(frame, "chOff", "chExt") + "</a:xfrm></p:grpSpPr>" + shapes + "</p:grpSp>"
  }

  private mutating func id() -> Int {
    lastID += 1
    return lastID
  }

  private mutating func properties(_ kind: String, _ name: String) -> String {
    "<p:cNvPr id=\"\(id())\" name=\"\(escapedXML(name.isEmpty ? kind : "\(kind): \(name)"))\"/>"
  }

  // MARK: Shapes

  private mutating func shape(
    _ item: Item, _ placement: Placement, _ opacity: Double, _ name: String
  ) -> (markup: String, box: Rect)? {
    switch item {
    case .circle(let center, let radius, let stroke, let fill):
      let box = placement.apply(
        to: Rect(center: center, size: Size(2 * radius, 2 * radius)))
      let look = look(stroke, fill, placement, opacity)
      return (shape("Ellipse", name, box, "<a:prstGeom prst=\"ellipse\"/>", look), box)
    case .rectangle(let frame, let corner, let stroke, let fill):
      let box = placement.apply(to: frame)
      let look = look(stroke, fill, placement, opacity)
      return (shape("Rectangle", name, box, rectangle(frame, corner), look), box)
    case .path(let path, let stroke, let fill):
      if fill == nil, let line = connector(path, stroke, placement, opacity, name) { return line }
      guard let bounds = path.bounds else { return nil }
      let box = placement.apply(to: bounds)
      let geometry = freeform([path], bounds, placement, isFilled: fill != nil)
      return (
        shape("Freeform", name, box, geometry, look(stroke, fill, placement, opacity)), box
      )
    case .image(let grid, let frame): return picture(grid, frame, placement, opacity, name)
    case .text: return nil  // Letters are boxes of their own.
    }
  }

  private mutating func shape(
    _ kind: String, _ name: String, _ box: Rect, _ geometry: String, _ look: String
  ) -> String {
    "<p:sp><p:nvSpPr>\(properties(kind, name))<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>"
      + extent(box) + "</a:xfrm>" + geometry + look + "</p:spPr></p:sp>"
  }

  private func rectangle(_ frame: Rect, _ corner: Double) -> String {
    let side = min(frame.width, frame.height)
    guard corner > 0, side > 0 else { return "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>" }
    let share = Int((min(0.5, corner / side) * 100_000).rounded())
    return "<a:prstGeom prst=\"roundRect\"><a:avLst><a:gd name=\"adj\" fmla=\"val \(share)\"/>"
      + "</a:avLst></a:prstGeom>"
  }

  /// A straight line, as a connector; nil for every other path.
  private mutating func connector(
    _ path: Path, _ stroke: Stroke?, _ placement: Placement, _ opacity: Double, _ name: String
  ) -> (markup: String, box: Rect)? {
    guard path.elements.count == 2, case .move(let start) = path.elements[0],
      case .line(let end) = path.elements[1], let bounds = path.bounds
    else { return nil }
    let box = placement.apply(to: bounds)
    let flips = (end.x < start.x ? " flipH=\"1\"" : "") + (end.y < start.y ? " flipV=\"1\"" : "")
    return (
      "<p:cxnSp><p:nvCxnSpPr>\(properties("Line", name))<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr>"
        + "<p:spPr><a:xfrm\(flips)>\(extent(box))</a:xfrm><a:prstGeom prst=\"line\"><a:avLst/>"
        + "</a:prstGeom>\(line(stroke, placement, opacity))</p:spPr></p:cxnSp>", box
    )
  }

  /// Paths as one freeform, whose own coordinates begin at the corner of their bounds.
  private func freeform(
    _ paths: [Path], _ bounds: Rect, _ placement: Placement, isFilled: Bool
  ) -> String {
    func point(_ point: Point) -> String {
      let place = (point - bounds.origin) * placement.scale
      return "<a:pt x=\"\(emu(place.x))\" y=\"\(emu(place.y))\"/>"
    }
    var steps = ""
    for element in paths.lazy.flatMap(\.elements) {
      switch element {
      case .move(let place): steps += "<a:moveTo>\(point(place))</a:moveTo>"
      case .line(let place): steps += "<a:lnTo>\(point(place))</a:lnTo>"
      case .curve(let a, let b, let end):
        steps += "<a:cubicBezTo>\(point(a))\(point(b))\(point(end))</a:cubicBezTo>"
      case .close: steps += "<a:close/>"
      }
    }
    let size = (emu(bounds.width * placement.scale), emu(bounds.height * placement.scale))
    return "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
      + "<a:rect l=\"0\" t=\"0\" r=\"r\" b=\"b\"/><a:pathLst>"
      + "<a:path w=\"\(size.0)\" h=\"\(size.1)\"\(isFilled ? "" : " fill=\"none\"")>" + steps
      + "</a:path></a:pathLst></a:custGeom>"
  }

  /// A picture of squares: a freeform for each colour, of all rows of squares that have it.
  private mutating func picture(
    _ grid: PixelGrid, _ frame: Rect, _ placement: Placement, _ opacity: Double, _ name: String
  ) -> (markup: String, box: Rect)? {
    let (width, height) = (
      frame.width / Double(grid.columns), frame.height / Double(grid.rows)
    )
    var colors: [Color] = []
    var paths: [Color: [Path]] = [:]
    for row in 0..<grid.rows {
      var start = 0
      while start < grid.columns {
        let color = grid.color(column: start, row: row, theme: writer.theme)
        var end = start + 1
        while end < grid.columns, grid.color(column: end, row: row, theme: writer.theme) == color {
          end += 1
        }
        let (left, right) = (frame.x + Double(start) * width, frame.x + Double(end) * width)
        let (top, bottom) = (
          frame.y + Double(row) * height, frame.y + Double(row + 1) * height
        )
        if paths[color] == nil { colors.append(color) }
        paths[color, default: []].append(
          .polyline(
            [Point(left, top), Point(right, top), Point(right, bottom), Point(left, bottom)],
            closed: true))
        start = end
      }
    }
    var markup = ""
    for color in colors {
      let paths = paths[color] ?? []
      guard let bounds = Path(paths.flatMap(\.elements)).bounds else { continue }
      let look = fill(color, opacity) + "<a:ln><a:noFill/></a:ln>"
      markup += shape(
        "Picture", name, placement.apply(to: bounds),
        freeform(paths, bounds, placement, isFilled: true), look)
    }
    return markup.isEmpty ? nil : (markup, placement.apply(to: frame))
  }

  // MARK: Colours and pens

  private func look(
    _ stroke: Stroke?, _ fill: Paint?, _ placement: Placement, _ opacity: Double
  ) -> String {
    let inside =
      fill.map { self.fill(writer.theme.color($0.role), $0.opacity * opacity) } ?? "<a:noFill/>"
    return inside + line(stroke, placement, opacity)
  }

  private func fill(_ color: Color, _ opacity: Double) -> String {
    SlideText.fill(color, opacity)
  }

  private func line(_ stroke: Stroke?, _ placement: Placement, _ opacity: Double) -> String {
    guard let stroke else { return "<a:ln><a:noFill/></a:ln>" }
    let pen = writer.theme.pen(stroke.paint.role)
    let width = stroke.width ?? pen.width
    let cap = stroke.cap == .round ? "rnd" : "flat"
    var line = "<a:ln w=\"\(max(1, emu(width * placement.scale)))\" cap=\"\(cap)\">"
    line += fill(writer.theme.color(stroke.paint.role), stroke.paint.opacity * opacity)
    let dash = stroke.dash ?? pen.dash
    if !dash.isEmpty, width > 0 {
      let marks = dash.count % 2 == 0 ? dash : dash + dash
      // Marks and gaps in thousandths of a percent of the line's width.
      func share(_ length: Double) -> Int { max(1, Int((length / width * 100_000).rounded())) }
      line += "<a:custDash>"
      for index in stride(from: 0, to: marks.count, by: 2) {
        line += "<a:ds d=\"\(share(marks[index]))\" sp=\"\(share(marks[index + 1]))\"/>"
      }
      line += "</a:custDash>"
    }
    return line + "<a:round/></a:ln>"
  }

  private func extent(_ box: Rect, _ offset: String = "off", _ size: String = "ext") -> String {
    "<a:\(offset) x=\"\(emu(box.x))\" y=\"\(emu(box.y))\"/>"
      + "<a:\(size) cx=\"\(max(0, emu(box.width)))\" cy=\"\(max(0, emu(box.height)))\"/>"
  }
}

/// A length in pixels as whole English Metric Units.
func emu(_ pixels: Double) -> Int { Int((pixels * PresentationWriter.unit).rounded()) }
