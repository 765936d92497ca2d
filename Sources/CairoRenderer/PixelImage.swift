import CCairo
import Scene

/// The one owner of a Cairo image made from a grid of pixels.
struct PixelImage: ~Copyable {
  let surface: OpaquePointer

  private init(adopting surface: OpaquePointer) { self.surface = surface }

  /// An image of a grid.
  ///
  /// - Parameter wanted: How many pixels a side each square takes.
  static func make(
    _ grid: PixelGrid, theme: Theme, magnification wanted: Int = 1
  ) throws(RenderError) -> PixelImage {
    // A large picture is left as it is.
    let isSmall = grid.columns * grid.rows * wanted * wanted <= 1 << 20
    let magnification = isSmall ? wanted : 1
    let width = Int32(grid.columns * magnification)
    let height = Int32(grid.rows * magnification)
    guard let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height) else {
      throw .cairo(doing: "making an image", message: "out of memory")
    }
    let image = PixelImage(adopting: surface)
    try cairo_surface_status(surface).check("making an image")
    guard let data = cairo_image_surface_get_data(surface) else {
      throw .cairo(doing: "making an image", message: "no pixels")
    }
    cairo_surface_flush(surface)
    let stride = Int(cairo_image_surface_get_stride(surface))
    for row in 0..<Int(height) {
      let line = UnsafeMutableRawPointer(data + row * stride).assumingMemoryBound(to: UInt32.self)
      for column in 0..<Int(width) {
        let color = grid.color(
          column: column / magnification, row: row / magnification, theme: theme)
        line[column] = UInt32(color.red) << 16 | UInt32(color.green) << 8 | UInt32(color.blue)
      }
    }
    cairo_surface_mark_dirty(surface)
    return image
  }

  deinit { cairo_surface_destroy(surface) }
}
