import CCairo

/// The one owner of a Cairo surface, its context and the bytes it writes.
struct Canvas: ~Copyable {
  /// What the surface becomes.
  enum Form {
    /// A PDF.
    case pdf
    /// A PNG without transparency.
    case pixels
    /// A PNG that shows what is below where nothing is painted.
    case sheerPixels
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
      case .pdf: cairo_pdf_surface_create_for_stream(ByteSink.write, closure, width, height)
      case .pixels: cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height))
      case .sheerPixels:
        cairo_image_surface_create(CAIRO_FORMAT_ARGB32, Int32(width), Int32(height))
      }
    // Cairo never returns null: a failure is a surface whose status says so.
    guard let surface, let context = cairo_create(surface) else {
      throw .cairo(doing: "making a surface", message: "out of memory")
    }
    let canvas = Canvas(form: form, surface: surface, context: context, sink: sink)
    try canvas.check("making a surface")
    return canvas
  }

  deinit {
    cairo_destroy(context)
    cairo_surface_destroy(surface)
  }

  /// Fails if anything painted so far has failed.
  borrowing func check(_ doing: String) throws(RenderError) {
    for status in [cairo_status(context), cairo_surface_status(surface)] {
      try status.check(doing)
    }
  }

  /// The colours of a surface of pixels, row by row, each as red · 65,536 + green · 256 + blue.
  borrowing func pixels() throws(RenderError) -> (width: Int, height: Int, colors: [UInt32]) {
    try check("painting")
    cairo_surface_flush(surface)
    guard let data = cairo_image_surface_get_data(surface) else {
      throw .cairo(doing: "reading pixels", message: "no pixels")
    }
    let width = Int(cairo_image_surface_get_width(surface))
    let height = Int(cairo_image_surface_get_height(surface))
    let stride = Int(cairo_image_surface_get_stride(surface))
    let colors = [UInt32](unsafeUninitializedCapacity: width * height) { colors, count in
      for row in 0..<height {
        let line = UnsafeRawPointer(data + row * stride).assumingMemoryBound(to: UInt32.self)
        for column in 0..<width { colors[row * width + column] = line[column] & 0xFF_FFFF }
      }
      count = width * height
    }
    return (width, height, colors)
  }

  /// Ends the picture and returns the bytes of its file.
  consuming func finish() throws(RenderError) -> [UInt8] {
    try check("painting")
    switch form {
    case .pixels, .sheerPixels: return try surface.pngBytes()
    case .pdf:
      cairo_surface_finish(surface)
      try cairo_surface_status(surface).check("finishing the picture")
      return sink.bytes
    }
  }
}

extension OpaquePointer {
  /// The bytes of a PNG of what is painted on an image surface.
  func pngBytes() throws(RenderError) -> [UInt8] {
    let sink = ByteSink()
    cairo_surface_flush(self)
    let status = cairo_surface_write_to_png_stream(
      self, ByteSink.write, Unmanaged.passUnretained(sink).toOpaque())
    try status.check("writing PNG")
    return sink.bytes
  }
}

extension cairo_status_t {
  /// Fails unless all is well.
  func check(_ doing: String) throws(RenderError) {
    guard self == CAIRO_STATUS_SUCCESS else {
      throw .cairo(doing: doing, message: String(cString: cairo_status_to_string(self)))
    }
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
