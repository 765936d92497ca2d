import CCairo
import Scene

/// Paints items on a Cairo context.
struct ItemPainter {
  let cairo: OpaquePointer
  let theme: Theme
  let text: CairoTextMeasure
  /// What fonts were cut down to; nil where they are painted as they are.
  let fonts: DocumentFonts?
  /// Whether curves stay curves.
  let isVector: Bool

  /// Paints one item in the coordinates of its layer.
  func paint(_ item: Item) throws(RenderError) {
    switch item {
    case .path(let path, let stroke, let fill):
      path.trace(on: cairo)
      paint(stroke: stroke, fill: fill, dashScale: path.dashScale)
    case .circle(let center, let radius, let stroke, let fill):
      cairo_new_path(cairo)
      exactly { cairo_arc(cairo, center.x, center.y, max(0, radius), 0, 2 * .pi) }
      cairo_close_path(cairo)
      paint(stroke: stroke, fill: fill)
    case .rectangle(let frame, let cornerRadius, let stroke, let fill):
      exactly { frame.trace(on: cairo, cornerRadius: cornerRadius) }
      paint(stroke: stroke, fill: fill)
    case .text(let text):
      try paint(text)
    case .image(let grid, let frame):
      try paint(grid, in: frame)
    }
  }

  /// Traces arcs as round as they are small where they will be looked at through a lens.
  ///
  /// Cairo makes curves of an arc, and flattens curves to see where a stroke reaches: of that nothing
  /// is seen there, and it need not be near.
  func exactly(_ trace: () -> Void) {
    if isVector { cairo_set_tolerance(cairo, 0.02) }
    trace()
    if isVector { cairo_set_tolerance(cairo, 1) }
  }

  /// Covers the whole surface with a colour.
  func cover(_ color: Color) {
    use(color, opacity: 1)
    cairo_paint(cairo)
  }

  private func use(_ paint: Paint) { use(theme.color(paint.role), opacity: paint.opacity) }

  private func use(_ color: Color, opacity: Double) {
    cairo_set_source_rgba(
      cairo, Double(color.red) / 255, Double(color.green) / 255, Double(color.blue) / 255,
      opacity)
  }

  private func paint(stroke: Stroke?, fill: Paint?, dashScale: Double = 1) {
    if let fill {
      use(fill)
      cairo_fill_preserve(cairo)
    }
    if let stroke {
      let pen = theme.pen(stroke.paint.role)
      let dash = (stroke.dash ?? pen.dash).map { $0 * dashScale }
      use(stroke.paint)
      cairo_set_line_width(cairo, stroke.width ?? pen.width)
      cairo_set_dash(cairo, dash, Int32(dash.count), 0)
      cairo_set_line_cap(cairo, stroke.cap.cairo)
      cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND)
      cairo_stroke_preserve(cairo)
    }
    cairo_new_path(cairo)
  }

  private func paint(_ text: Text) throws(RenderError) {
    let line = self.text.line(of: text.string, in: text.style)
    guard line.missing.isEmpty else {
      throw .missingGlyphs(line.missing, text: text.string)
    }
    use(text.paint)
    let size = text.style.size
    cairo_save(cairo)
    cairo_translate(cairo, text.position.x, text.position.y)
    if text.rotation != 0 { cairo_rotate(cairo, text.rotation * .pi / 180) }
    cairo_translate(cairo, -text.lead(advance: line.extent(at: size).advance), 0)
    line.show(on: cairo, size: size, fonts)
    cairo_restore(cairo)
    cairo_new_path(cairo)
  }

  private func paint(_ grid: PixelGrid, in frame: Rect) throws(RenderError) {
    let image = try PixelImage.make(grid, theme: theme)
    cairo_save(cairo)
    cairo_translate(cairo, frame.x, frame.y)
    cairo_scale(cairo, frame.width / Double(grid.columns), frame.height / Double(grid.rows))
    cairo_set_source_surface(cairo, image.surface, 0, 0)
    cairo_pattern_set_filter(cairo_get_source(cairo), CAIRO_FILTER_NEAREST)
    cairo_paint(cairo)
    cairo_restore(cairo)
  }
}

extension Stroke.Cap {
  var cairo: cairo_line_cap_t {
    switch self {
    case .butt: CAIRO_LINE_CAP_BUTT
    case .round: CAIRO_LINE_CAP_ROUND
    }
  }
}

extension Path {
  /// How many times longer the dashes of a very long line are.
  ///
  /// Cairo looks at every dash, and so do viewers: thousands of lines that grow with their number
  /// would take time by its square. A line has some hundred dashes at most.
  var dashScale: Double {
    var length = 0.0
    var here = Point.zero
    for element in elements {
      switch element {
      case .move(let point): here = point
      case .line(let end), .curve(_, _, let end):
        length += max(abs(end.x - here.x), abs(end.y - here.y))
        here = end
      case .close: break
      }
    }
    return max(1, (length / 3_000).rounded(.up))
  }
}
