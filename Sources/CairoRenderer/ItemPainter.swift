import CCairo
import Scene

/// Paints items on a Cairo context.
struct ItemPainter {
  let cairo: OpaquePointer
  let theme: Theme
  var palette: Palette
  let text: CairoTextMeasure
  /// From the scene's pixels to the surface's, before any layer's placement.
  private let base: cairo_matrix_t

  init(cairo: OpaquePointer, theme: Theme, palette: Palette, text: CairoTextMeasure) {
    self.cairo = cairo
    self.theme = theme
    self.palette = palette
    self.text = text
    var base = cairo_matrix_t()
    cairo_get_matrix(cairo, &base)
    self.base = base
  }

  /// Paints one item in the coordinates of its layer.
  func paint(_ item: Item, placement: Placement) throws(RenderError) {
    switch item {
    case .path(let path, let stroke, let fill):
      trace(path)
      paint(stroke: stroke, fill: fill, scale: placement.scale, dashScale: path.dashScale)
    case .circle(let center, let radius, let stroke, let fill):
      cairo_new_path(cairo)
      cairo_arc(cairo, center.x, center.y, max(0, radius), 0, 2 * .pi)
      cairo_close_path(cairo)
      paint(stroke: stroke, fill: fill, scale: placement.scale)
    case .rectangle(let frame, let cornerRadius, let stroke, let fill):
      trace(frame, cornerRadius: cornerRadius)
      paint(stroke: stroke, fill: fill, scale: placement.scale)
    case .text(let text):
      try paint(text)
    case .image(let grid, let frame):
      try paint(grid, in: frame)
    }
  }

  /// Covers the whole surface with a colour.
  func cover(_ color: Color) {
    use(color, opacity: 1)
    cairo_paint(cairo)
  }

  /// Covers the first pixel with a colour.
  func mark(_ color: Color) {
    use(color, opacity: 1)
    cairo_rectangle(cairo, 0, 0, 1, 1)
    cairo_fill(cairo)
  }

  private func use(_ paint: Paint) { use(palette.color(paint.role), opacity: paint.opacity) }

  private func use(_ color: Color, opacity: Double) {
    cairo_set_source_rgba(
      cairo, Double(color.red) / 255, Double(color.green) / 255, Double(color.blue) / 255,
      opacity)
  }

  private func trace(_ path: Path) {
    cairo_new_path(cairo)
    for element in path.elements {
      switch element {
      case .move(let point): cairo_move_to(cairo, point.x, point.y)
      case .line(let point): cairo_line_to(cairo, point.x, point.y)
      case .curve(let a, let b, let end): cairo_curve_to(cairo, a.x, a.y, b.x, b.y, end.x, end.y)
      case .close: cairo_close_path(cairo)
      }
    }
  }

  private func trace(_ frame: Rect, cornerRadius: Double) {
    cairo_new_path(cairo)
    let radius = min(cornerRadius, min(frame.width, frame.height) / 2)
    guard radius > 0 else {
      cairo_rectangle(cairo, frame.x, frame.y, frame.width, frame.height)
      return
    }
    let (left, right) = (frame.x + radius, frame.maxX - radius)
    let (top, bottom) = (frame.y + radius, frame.maxY - radius)
    cairo_arc(cairo, right, top, radius, -.pi / 2, 0)
    cairo_arc(cairo, right, bottom, radius, 0, .pi / 2)
    cairo_arc(cairo, left, bottom, radius, .pi / 2, .pi)
    cairo_arc(cairo, left, top, radius, .pi, 1.5 * .pi)
    cairo_close_path(cairo)
  }

  private func paint(stroke: Stroke?, fill: Paint?, scale: Double, dashScale: Double = 1) {
    if let fill {
      use(fill)
      cairo_fill_preserve(cairo)
    }
    if let stroke {
      let pen = theme.pen(stroke.paint.role)
      let dash = (stroke.dash ?? pen.dash).map { $0 * scale * dashScale }
      use(stroke.paint)
      // The path is placed already; a pen of the scene's size needs no matrix in SVG.
      var base = base
      cairo_save(cairo)
      cairo_set_matrix(cairo, &base)
      cairo_set_line_width(cairo, (stroke.width ?? pen.width) * scale)
      cairo_set_dash(cairo, dash, Int32(dash.count), 0)
      cairo_set_line_cap(
        cairo, stroke.cap == .round ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT)
      cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND)
      cairo_stroke_preserve(cairo)
      cairo_restore(cairo)
    }
    cairo_new_path(cairo)
  }

  private func paint(_ text: Text) throws(RenderError) {
    let line = self.text.line(of: text.string, in: text.style)
    guard line.missing.isEmpty else {
      throw .missingGlyphs(line.missing, text: text.string)
    }
    use(text.paint)
    let lead = text.lead(advance: line.extent.advance)
    if text.rotation == 0 {
      line.show(on: cairo, x: text.position.x - lead, y: text.position.y)
    } else {
      cairo_save(cairo)
      cairo_translate(cairo, text.position.x, text.position.y)
      cairo_rotate(cairo, text.rotation * .pi / 180)
      line.show(on: cairo, x: -lead, y: 0)
      cairo_restore(cairo)
    }
    cairo_new_path(cairo)
  }

  private func paint(_ grid: PixelGrid, in frame: Rect) throws(RenderError) {
    // Not every viewer of SVG keeps squares sharp: those of a stretched picture are given as
    // several pixels each, so that what is blurred is less than a pixel of the scene.
    let stretch = max(frame.width / Double(grid.columns), frame.height / Double(grid.rows))
    let magnification = palette.isMarkers ? Int(min(8, stretch).rounded(.up)) : 1
    let image = try PixelImage.make(grid, theme: theme, magnification: magnification)
    cairo_save(cairo)
    cairo_translate(cairo, frame.x, frame.y)
    cairo_scale(
      cairo, frame.width / Double(grid.columns * image.magnification),
      frame.height / Double(grid.rows * image.magnification))
    cairo_set_source_surface(cairo, image.surface, 0, 0)
    cairo_pattern_set_filter(cairo_get_source(cairo), CAIRO_FILTER_NEAREST)
    cairo_paint(cairo)
    cairo_restore(cairo)
  }
}

extension Path {
  /// How many times longer the dashes of a very long line are.
  ///
  /// Cairo looks at every dash, and so do viewers: thousands of lines that grow with their number
  /// would take time by its square. A line has some hundred dashes at most.
  fileprivate var dashScale: Double {
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
