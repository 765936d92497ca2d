import CCairo
import CPango
import Scene

/// Asks Cairo for geometry: what it would paint where, as the text of paths.
final class PathTracer {
  private let canvas: Canvas

  init() throws(RenderError) { canvas = try Canvas.make(.pixels, width: 1, height: 1) }

  /// Has paths traced where a layer lies in a picture of an extent.
  ///
  /// Cairo rounds to 256ths and counts to eight million: smaller pictures are traced larger.
  func place(_ placement: Placement, in size: Size) {
    let magnification = min(8, 4_000_000 / max(size.width, size.height))
    set(scale: placement.scale * magnification, offset: placement.offset * magnification)
  }

  private func set(scale: Double, offset: Point = .zero) {
    var matrix = cairo_matrix_t(
      xx: scale, yx: 0, xy: 0, yy: scale, x0: offset.x, y0: offset.y)
    cairo_set_matrix(canvas.context, &matrix)
  }

  /// The text of a path.
  func data(of path: Path) throws(RenderError) -> PathData {
    path.trace(on: canvas.context)
    return try data()
  }

  /// The text of a rectangle's path.
  func data(of frame: Rect) throws(RenderError) -> PathData {
    frame.trace(on: canvas.context, cornerRadius: 0)
    return try data()
  }

  /// The outline of a letter whose origin lies at the page's corner; empty for a space, and for a
  /// letter that is a picture.
  func data(of glyph: TextLine.Glyph, size: Double) throws(RenderError) -> PathData {
    let cairo = canvas.context
    let scale = size / Font.em
    // A font gives its points in 64ths of a pixel: they are taken from letters eight times as large.
    set(scale: scale * max(1, min(8, 10_000 / size)))
    var letter = cairo_glyph_t(index: UInt(glyph.index), x: 0, y: 0)
    cairo_set_scaled_font(cairo, glyph.scaledFont)
    cairo_new_path(cairo)
    cairo_glyph_path(cairo, &letter, 1)
    return try data(scale: scale)
  }

  /// The text of the context's path, in its user's coordinates times a factor.
  private func data(scale: Double = 1) throws(RenderError) -> PathData {
    let path = cairo_copy_path(canvas.context)
    defer { cairo_path_destroy(path) }
    guard let path else { throw .cairo(doing: "tracing a path", message: "out of memory") }
    try path.pointee.status.check("tracing a path")
    var data = PathData()
    guard let steps = path.pointee.data else { return data }
    func place(_ index: Int) -> PathData.Place {
      .init(Point(steps[index].point.x, steps[index].point.y) * scale)
    }
    var index = 0
    while index < Int(path.pointee.num_data) {
      switch steps[index].header.type {
      case CAIRO_PATH_MOVE_TO: data.move(to: place(index + 1))
      case CAIRO_PATH_LINE_TO: data.line(to: place(index + 1))
      case CAIRO_PATH_CURVE_TO:
        data.curve(to: place(index + 3), control1: place(index + 1), control2: place(index + 2))
      case CAIRO_PATH_CLOSE_PATH: data.close()
      default: throw .cairo(doing: "tracing a path", message: "a step of an unknown kind")
      }
      index += max(1, Int(steps[index].header.length))
    }
    return data
  }
}

extension TextLine.Glyph {
  /// Cairo's font.
  var scaledFont: OpaquePointer? { pango_cairo_font_get_scaled_font(OpaquePointer(font)) }
}
