import CCairo
import CPango
import Scene

/// A letter with colours of its own, such as an emoji: a small image.
struct GlyphPicture: Hashable {
  /// Where the image lies, seen from the letter's origin.
  let frame: Rect
  /// Its pixels.
  let uri: String

  /// The picture that a letter is, or nil for one in the colour of the text.
  init?(_ glyph: TextLine.Glyph, size: Double) throws(RenderError) {
    guard glyph.mayHaveColors else { return nil }
    // Several pixels for each of the scene's, as long as fonts of bitmaps have as many.
    let magnification = min(4, max(1, 256 / size))
    var inked = PangoRectangle()
    pango_font_get_glyph_extents(glyph.font, glyph.index, &inked, nil)
    let scale = size / Font.em * magnification
    let ink = Rect(pango: inked)
    // Whole pixels around the ink, so that none is stretched.
    let (left, top) = ((ink.x * scale).rounded(.down), (ink.y * scale).rounded(.down))
    let width = (ink.maxX * scale).rounded(.up) - left
    let height = (ink.maxY * scale).rounded(.up) - top
    guard width > 0, height > 0 else { return nil }

    let canvas = try Canvas.make(.sheerPixels, width: width, height: height)
    let cairo = canvas.context
    cairo_translate(cairo, -left, -top)
    cairo_scale(cairo, scale, scale)
    cairo_set_scaled_font(cairo, glyph.scaledFont)
    cairo_set_source_rgb(cairo, 0, 0, 0)
    var letter = cairo_glyph_t(index: UInt(glyph.index), x: 0, y: 0)
    cairo_show_glyphs(cairo, &letter, 1)
    guard canvas.hasColors else { return nil }
    frame = Rect(
      x: left / magnification, y: top / magnification, width: width / magnification,
      height: height / magnification)
    uri = DataURI.png(try canvas.finish())
  }
}

extension TextLine.Glyph {
  /// Whether the font has colours: a table of palettes, of bitmaps or of pictures in SVG.
  fileprivate var mayHaveColors: Bool {
    guard let face = hb_font_get_face(pango_font_get_hb_font(font)) else { return false }
    return hb_ot_color_has_palettes(face) != 0 || hb_ot_color_has_png(face) != 0
      || hb_ot_color_has_svg(face) != 0
  }
}

extension Canvas {
  /// Whether something other than black has been painted.
  fileprivate var hasColors: Bool {
    borrowing get {
      cairo_surface_flush(surface)
      guard let data = cairo_image_surface_get_data(surface) else { return false }
      let stride = Int(cairo_image_surface_get_stride(surface))
      let width = Int(cairo_image_surface_get_width(surface))
      for row in 0..<Int(cairo_image_surface_get_height(surface)) {
        let line = UnsafeRawPointer(data + row * stride).assumingMemoryBound(to: UInt32.self)
        for column in 0..<width where line[column] & 0xFF_FFFF != 0 { return true }
      }
      return false
    }
  }
}
