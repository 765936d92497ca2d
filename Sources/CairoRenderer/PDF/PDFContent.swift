import CCairo
import Scene

/// What a page shows, in PDF's operators: points from the lower left corner, hundredths of them.
///
/// After ISO 32000-1, 8.4 and 9.4. What is set once is not said again.
struct PDFContent {
  /// Where marks lie on the page: a scene's pixels, or a layer's, become points.
  private struct Frame {
    var scale: Double
    var offset: Point
    let height: Double

    func place(_ point: Point) -> Point {
      Point(offset.x + point.x * scale, height - offset.y - point.y * scale)
    }
  }

  private var text = PDFNumbers()
  private var frame: Frame
  private let theme: Theme
  private let resources: PDFResources

  // What the operators before have set.
  private var fillColor: Color?
  private var strokeColor: Color?
  private var opacity = 1.0
  private var width: Double?
  private var dash: [Double] = []
  private var cap = Stroke.Cap.butt
  private var font: String?

  /// The operators.
  var bytes: [UInt8] { text.bytes }

  /// An empty page.
  ///
  /// - Parameters:
  ///   - height: The page's height in points.
  ///   - scale: Points for a pixel.
  init(height: Double, scale: Double, theme: Theme, _ resources: PDFResources) {
    frame = Frame(scale: scale, offset: .zero, height: height)
    self.theme = theme
    self.resources = resources
    // Joins are round throughout.
    text.raw("1 j\n")
  }

  /// Paints the paper and the layers of a scene.
  ///
  /// - Throws: ``PDFObstacle`` where a font cannot be embedded, and what Cairo says of pictures.
  mutating func paint(_ scene: Scene, width: Double) throws {
    use(fill: theme.color(.background))
    text.raw("0 0 ")
    text.operand(width)
    text.operand(frame.height)
    text.raw("re f\n")
    let page = frame
    for layer in scene.layers where layer.opacity > 0 && !layer.isMomentary {
      frame = page
      frame.offset = page.offset + layer.placement.offset * page.scale
      frame.scale = page.scale * layer.placement.scale
      if layer.opacity < 1 {
        // A layer that shows through is painted apart.
        var apart = PDFContent(height: page.height, scale: page.scale, theme: theme, resources)
        apart.frame = frame
        // It begins with what is set where it is shown.
        apart.text.raw("[]0 d 0 J\n")
        for item in layer.items { try apart.paint(item) }
        let name = resources.group(apart.bytes, width: width, height: page.height)
        use(opacity: layer.opacity)
        text.raw("/\(name) Do\n")
      } else {
        for item in layer.items { try paint(item) }
      }
    }
    frame = page
  }

  // MARK: Items

  private mutating func paint(_ item: Item) throws {
    switch item {
    case .path(let path, let stroke, let fill):
      guard !path.elements.isEmpty else { return }
      paint(stroke, fill, dashScale: path.dashScale) { $0.trace(path) }
    case .circle(let center, let radius, let stroke, let fill):
      let frame = Rect(center: center, size: Size(2 * max(0, radius), 2 * max(0, radius)))
      paint(stroke, fill) { $0.trace(frame, corner: max(0, radius)) }
    case .rectangle(let frame, let corner, let stroke, let fill):
      paint(stroke, fill) { $0.trace(frame, corner: frame.cornerRadius(corner)) }
    case .text(let text): try paint(text)
    case .image(let grid, let frame): paint(grid, frame)
    }
  }

  private mutating func paint(
    _ stroke: Stroke?, _ fill: Paint?, dashScale: Double = 1,
    _ trace: (inout PDFContent) -> Void
  ) {
    if let fill { use(fill: theme.color(fill.role)) }
    if let stroke { use(stroke, dashScale: dashScale) }
    guard let fill, let stroke, fill.opacity == 1, stroke.paint.opacity == 1 else {
      // One above the other where something shows through.
      if let fill {
        use(opacity: fill.opacity)
        trace(&self)
        text.raw("f\n")
      }
      if let stroke {
        use(opacity: stroke.paint.opacity)
        trace(&self)
        text.raw("S\n")
      }
      return
    }
    use(opacity: 1)
    trace(&self)
    text.raw("B\n")
  }

  private mutating func paint(_ grid: PixelGrid, _ frame: Rect) {
    let name = resources.picture(grid, theme)
    use(opacity: 1)
    let corner = self.frame.place(Point(frame.x, frame.maxY))
    text.raw("q ")
    text.operand(frame.width * self.frame.scale)
    text.raw("0 0 ")
    text.operand(frame.height * self.frame.scale)
    add(corner)
    text.raw("cm /\(name) Do Q\n")
  }

  private mutating func paint(_ text: Text) throws {
    let line = resources.text.line(of: text.string, in: text.style)
    guard line.missing.isEmpty else {
      throw RenderError.missingGlyphs(line.missing, text: text.string)
    }
    use(fill: theme.color(text.paint.role))
    use(opacity: text.paint.opacity)
    let size = text.style.size
    let lead = text.lead(advance: line.extent(at: size).advance)
    var turn = cairo_matrix_t()
    cairo_matrix_init_rotate(&turn, text.rotation * .pi / 180)
    let (cosine, sine) = (turn.xx, turn.yx)
    self.text.raw("BT\n")
    for (run, letters) in zip(line.runs, line.letters) {
      guard let font = resources.font(run.font) else { throw PDFObstacle() }
      if self.font != font.name {
        self.font = font.name
        self.text.raw("/\(font.name) 1 Tf\n")
      }
      try show(letters, font) { place in
        // From the line's start, turned about the text's own place.
        let (x, y) = (place.x * size / Font.em - lead, place.y * size / Font.em)
        return Turned(
          origin: text.position + Point(x * cosine - y * sine, x * sine + y * cosine),
          cosine: cosine, sine: sine, size: size)
      }
    }
    self.text.raw("ET\n")
  }

  /// Where a row of letters begins and how it lies.
  private struct Turned {
    let origin: Point
    let cosine, sine, size: Double
  }

  /// Shows letters of one font in rows of one height.
  private mutating func show(
    _ letters: [(glyph: TextLine.Glyph, text: String)], _ font: PDFFonts.Use,
    from start: (Point) -> Turned
  ) throws {
    // Where the pen is, in thousandths of the em; nil before a row.
    var pen: (x: Double, y: Double)?
    for (glyph, said) in letters {
      guard font.face.isFaithful(glyph.index), let code = font.code(of: glyph.index, saying: said)
      else { throw PDFObstacle() }
      let x = glyph.place.x * 1_000 / Font.em
      if pen?.y != glyph.place.y {
        if pen != nil { text.raw(">]TJ\n") }
        begin(start(glyph.place))
        pen = (x, glyph.place.y)
      } else if let before = pen {
        // Kerning, and what was rounded before.
        let step = (x - before.x).rounded()
        if step != 0 {
          text.raw(">")
          text.add(-step, places: 0)
          text.raw("<")
          pen?.x += step
        }
      }
      text.hexadecimal(code)
      pen?.x += font.face.width(of: glyph.index)
    }
    if pen != nil { text.raw(">]TJ\n") }
  }

  private mutating func begin(_ row: Turned) {
    let size = row.size * frame.scale
    // Letters stand upright where y grows upward: a turn to the right is one to the left.
    text.operand(size * row.cosine, places: 3)
    text.operand(-size * row.sine, places: 3)
    text.operand(size * row.sine, places: 3)
    text.operand(size * row.cosine, places: 3)
    add(frame.place(row.origin))
    text.raw("Tm\n[<")
  }

  // MARK: Paths

  private mutating func add(_ point: Point) {
    text.operand(point.x)
    text.operand(point.y)
  }

  private mutating func trace(_ path: Path) {
    var isOpen = false
    for element in path.elements {
      switch element {
      case .move(let point):
        add(frame.place(point))
        text.raw("m\n")
      case .line(let point):
        add(frame.place(point))
        text.raw(isOpen ? "l\n" : "m\n")
      case .curve(let a, let b, let end):
        if !isOpen {
          add(frame.place(a))
          text.raw("m\n")
        }
        add(frame.place(a))
        add(frame.place(b))
        add(frame.place(end))
        text.raw("c\n")
      case .close: text.raw("h\n")
      }
      isOpen = true
    }
  }

  /// How far the handles of a quarter of a circle are from its ends, for a radius of 1.
  private static let handle = 0.5522847498

  private mutating func trace(_ rect: Rect, corner: Double) {
    guard corner > 0 else {
      add(frame.place(Point(rect.x, rect.maxY)))
      text.operand(rect.width * frame.scale)
      text.operand(rect.height * frame.scale)
      text.raw("re\n")
      return
    }
    let slack = corner * (1 - Self.handle)
    let (left, right) = (rect.x + corner, rect.maxX - corner)
    let (top, bottom) = (rect.y + corner, rect.maxY - corner)
    func point(_ x: Double, _ y: Double) -> Point { Point(x, y) }
    var elements: [Path.Element] = [.move(point(left, rect.y))]
    func edge(_ x: Double, _ y: Double, from: Point) {
      if abs(from.x - x) + abs(from.y - y) > 1e-9 { elements.append(.line(point(x, y))) }
    }
    edge(right, rect.y, from: point(left, rect.y))
    elements.append(
      .curve(
        point(rect.maxX - slack, rect.y), point(rect.maxX, rect.y + slack), point(rect.maxX, top)))
    edge(rect.maxX, bottom, from: point(rect.maxX, top))
    elements.append(
      .curve(
        point(rect.maxX, rect.maxY - slack), point(rect.maxX - slack, rect.maxY),
        point(right, rect.maxY)))
    edge(left, rect.maxY, from: point(right, rect.maxY))
    elements.append(
      .curve(
        point(rect.x + slack, rect.maxY), point(rect.x, rect.maxY - slack), point(rect.x, bottom)))
    edge(rect.x, top, from: point(rect.x, bottom))
    elements.append(
      .curve(
        point(rect.x, rect.y + slack), point(rect.x + slack, rect.y), point(left, rect.y)))
    elements.append(.close)
    trace(Path(elements))
  }

  // MARK: What is set

  private mutating func add(_ color: Color) {
    for part in [color.red, color.green, color.blue] {
      text.operand(Double(part) / 255, places: 3)
    }
  }

  private mutating func use(fill color: Color) {
    guard color != fillColor else { return }
    fillColor = color
    add(color)
    text.raw("rg\n")
  }

  private mutating func use(opacity: Double) {
    guard opacity != self.opacity else { return }
    self.opacity = opacity
    text.raw("/\(resources.opacity(opacity)) gs\n")
  }

  private mutating func use(_ stroke: Stroke, dashScale: Double) {
    let pen = theme.pen(stroke.paint.role)
    let color = theme.color(stroke.paint.role)
    if color != strokeColor {
      strokeColor = color
      add(color)
      text.raw("RG\n")
    }
    let width = (stroke.width ?? pen.width) * frame.scale
    if width != self.width {
      self.width = width
      text.operand(width, places: 3)
      text.raw("w\n")
    }
    let dash = (stroke.dash ?? pen.dash).map { $0 * dashScale * frame.scale }
    if dash != self.dash {
      self.dash = dash
      text.raw("[")
      for length in dash { text.operand(length) }
      text.raw("]0 d\n")
    }
    if stroke.cap != cap {
      cap = stroke.cap
      switch cap {
      case .butt: text.raw("0 J\n")
      case .round: text.raw("1 J\n")
      }
    }
  }
}

/// That a document has letters which cannot be embedded as its fonts have them.
struct PDFObstacle: Error {}
