import CCairo
import CPango
import Scene

/// Measures text with the fonts that paint it.
///
/// Widths are true: metrics are not hinted and glyph positions not rounded, so that a label is
/// as wide in PNG as in SVG and PDF at every scale. Every text is laid out once for all sizes and
/// kept.
/// - Complexity: a new text costs 5–9 µs, a known one a look-up; the first of all some milliseconds,
///   in which the system's fonts are found (``prepare()``).
package final class CairoTextMeasure: TextMeasuring {
  private struct Key: Hashable {
    let string: String
    /// At the size ``Font/em``.
    let style: TextStyle
  }

  /// The outlines of letters that have been asked for.
  let outlines: GlyphOutlines
  private let fontMap: GObject
  private let context: GObject
  private let families: FontFamilies
  private var fonts: [TextStyle: Font] = [:]
  private var lines: [Key: TextLine] = [:]
  /// Nil for a font that is not cut.
  private var cutters: [UnsafeMutablePointer<PangoFont>: FontCutter?] = [:]

  /// Begins to look for the system's fonts, in the background: a program that will measure text
  /// calls it first of all, and does other work meanwhile.
  package static func prepare() {
    // With its first map of fonts Pango starts a thread that reads fontconfig's files.
    guard let fontMap = pango_cairo_font_map_new() else { return }
    g_object_unref(fontMap)
  }

  /// A measure with fonts of its own.
  ///
  /// - Throws: ``RenderError/unknownFamily(_:near:)`` when the family asked for is not installed.
  package init(families: FontFamilies = FontFamilies()) throws(RenderError) {
    self.families = families
    outlines = try GlyphOutlines()
    fontMap = try GObject(adopting: pango_cairo_font_map_new(), doing: "looking for fonts")
    context = try GObject(
      adopting: pango_font_map_create_context(fontMap.as(PangoFontMap.self)),
      doing: "looking for fonts")

    let options = Self.fontOptions()
    pango_cairo_context_set_font_options(context.opaque, options)
    cairo_font_options_destroy(options)
    pango_context_set_round_glyph_positions(context.opaque, 0)
    // Not the environment's language: the same text looks the same everywhere.
    pango_context_set_language(context.opaque, pango_language_from_string("en"))
    pango_context_set_base_dir(context.opaque, PANGO_DIRECTION_LTR)

    guard let name = families.required else { return }
    let installed = installedFamilies
    if !isInstalled(name, among: installed) {
      throw RenderError.unknownFamily(name, near: nearFamilies(to: name, among: installed))
    }
  }

  /// How letters are painted; the caller owns it.
  static func fontOptions() -> OpaquePointer? {
    let options = cairo_font_options_create()
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
    return options
  }

  /// The extent of one line of text.
  package func extent(of text: String, in style: TextStyle) -> TextExtent {
    line(of: text, in: style).extent(at: style.size)
  }

  /// The text laid out, ready to be painted at any size.
  func line(of text: String, in style: TextStyle) -> TextLine {
    let style = style.sized(Font.em)
    let key = Key(string: text, style: style)
    if let line = lines[key] { return line }
    let line = TextLine(text, font: font(for: style), context: context.opaque)
    lines[key] = line
    return line
  }

  /// What cuts down a font of a line, which the line keeps; nil where it is embedded as it is.
  func cutter(of font: UnsafeMutablePointer<PangoFont>) -> FontCutter? {
    if let known = cutters[font] { return known }
    let cutter = FontCutter(font)
    cutters[font] = .some(cutter)
    return cutter
  }

  private func font(for style: TextStyle) -> Font {
    if let font = fonts[style] { return font }
    let font = Font(style, families: families[style.family], context: context.opaque)
    fonts[style] = font
    return font
  }

  /// The families' names, one of each.
  private var installedFamilies: [String] {
    var list: UnsafeMutablePointer<UnsafeMutablePointer<PangoFontFamily>?>?
    var count: Int32 = 0
    pango_font_map_list_families(fontMap.as(PangoFontMap.self), &list, &count)
    defer { g_free(list) }
    return (0..<Int(count)).compactMap { index in
      list?[index].flatMap { pango_font_family_get_name($0) }.map { String(cString: $0) }
    }
  }

  private func isInstalled(_ name: String, among installed: [String]) -> Bool {
    let wanted = name.lowercased()
    if installed.contains(where: { $0.lowercased() == wanted }) { return true }
    // The list has one name of each family, but 나눔고딕 is found as NanumGothic is.
    let isForeign = !name.utf8.allSatisfy { $0 < 0x80 }
    return isForeign && substitute(for: name) != substitute(for: "no such family")
  }

  /// The family of the font that is found for a name, whether it has that name or not.
  private func substitute(for name: String) -> String? {
    let description = pango_font_description_new()
    defer { pango_font_description_free(description) }
    pango_font_description_set_family(description, name)
    guard let font = pango_context_load_font(context.opaque, description) else { return nil }
    defer { g_object_unref(font) }
    let found = pango_font_describe(font)
    defer { pango_font_description_free(found) }
    return pango_font_description_get_family(found).map { String(cString: $0) }
  }
}
