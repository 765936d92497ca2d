import CCairo

/// The one owner of a Cairo surface, its context and the bytes it writes.
struct Canvas: ~Copyable {
  /// What the surface becomes.
  enum Form {
    case svg
    case pdf
    case pixels
  }

  let form: Form
  let context: OpaquePointer
  let surface: OpaquePointer
  private let sink: ByteSink

  private init(form: Form, surface: OpaquePointer, context: OpaquePointer, sink: ByteSink) {
    self.form = form
    self.surface = surface
    self.context = context
    self.sink = sink
  }

  /// A surface of a size in its own units: pixels, in PDF points.
  static func make(
    _ form: Form, width: Double, height: Double
  ) throws(RenderError) -> Canvas {
    let sink = ByteSink()
    let closure = Unmanaged.passUnretained(sink).toOpaque()
    let surface: OpaquePointer? =
      switch form {
      case .svg: cairo_svg_surface_create_for_stream(ByteSink.write, closure, width, height)
      case .pdf: cairo_pdf_surface_create_for_stream(ByteSink.write, closure, width, height)
      case .pixels: cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height))
      }
    // Cairo never returns null: a failure is a surface whose status says so.
    guard let surface, let context = cairo_create(surface) else {
      throw .cairo(doing: "making a surface", message: "out of memory")
    }
    let canvas = Canvas(form: form, surface: surface, context: context, sink: sink)
    try canvas.check("making a surface")
    if form == .svg { cairo_svg_surface_set_document_unit(surface, CAIRO_SVG_UNIT_PX) }
    return canvas
  }

  deinit {
    cairo_destroy(context)
    cairo_surface_destroy(surface)
  }

  /// Fails if anything painted so far has failed.
  borrowing func check(_ doing: String) throws(RenderError) {
    for status in [cairo_status(context), cairo_surface_status(surface)]
    where status != CAIRO_STATUS_SUCCESS {
      throw .cairo(doing: doing, message: String(cString: cairo_status_to_string(status)))
    }
  }

  /// Ends the picture and returns the bytes of its file.
  consuming func finish() throws(RenderError) -> [UInt8] {
    try check("painting")
    if form == .pixels {
      cairo_surface_flush(surface)
      let status = cairo_surface_write_to_png_stream(
        surface, ByteSink.write, Unmanaged.passUnretained(sink).toOpaque())
      guard status == CAIRO_STATUS_SUCCESS else {
        throw .cairo(
          doing: "writing PNG", message: String(cString: cairo_status_to_string(status)))
      }
    }
    cairo_surface_finish(surface)
    let status = cairo_surface_status(surface)
    guard status == CAIRO_STATUS_SUCCESS else {
      throw .cairo(
        doing: "finishing the picture", message: String(cString: cairo_status_to_string(status)))
    }
    return sink.bytes
  }
}

/// Where Cairo's stream functions put their bytes.
private final class ByteSink {
  var bytes: [UInt8] = []

  static let write: cairo_write_func_t = { closure, data, length in
    guard let closure else { return CAIRO_STATUS_WRITE_ERROR }
    let sink = Unmanaged<ByteSink>.fromOpaque(closure).takeUnretainedValue()
    sink.bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
    return CAIRO_STATUS_SUCCESS
  }
}
