import CPango
import Scene

/// A style's font description, metrics and OpenType features, at one size for all.
///
/// Letters are not hinted, so that their measures grow with their size: one size is asked of the
/// system, and every other is this one made larger or smaller.
final class Font {
  /// The em in pixels at which text is laid out.
  static let em = 16.0

  /// Ascent and descent in pixels at ``em``.
  let ascent, descent: Double
  private let description: OpaquePointer?
  private let tabular: Bool
  private let slanted: Bool

  init(_ style: TextStyle, families: [String], context: OpaquePointer) {
    description = pango_font_description_new()
    pango_font_description_set_family(description, families.joined(separator: ","))
    pango_font_description_set_absolute_size(description, Self.em * Double(PANGO_SCALE))
    switch style.weight {
    case .regular: break
    case .bold: pango_font_description_set_weight(description, PANGO_WEIGHT_BOLD)
    }
    slanted = style.slant == .italic
    if slanted { pango_font_description_set_style(description, PANGO_STYLE_ITALIC) }
    tabular = style.tabularFigures
    (ascent, descent) = Self.reach(of: description, context)
  }

  /// How far the Latin font reaches above and below the baseline, whatever a text falls back to:
  /// lines keep their distance.
  ///
  /// Asked of the font itself: for its metrics Pango would lay out a sentence, and look for fonts
  /// once more to do so.
  private static func reach(
    of description: OpaquePointer?, _ context: OpaquePointer
  ) -> (ascent: Double, descent: Double) {
    guard
      let fonts = pango_font_map_load_fontset(
        pango_context_get_font_map(context), context, description,
        pango_context_get_language(context)),
      let font = pango_fontset_get_font(fonts, UInt32(UInt8(ascii: "x")))
    else { return (0, 0) }
    defer {
      g_object_unref(font)
      g_object_unref(fonts)
    }
    var extents = hb_font_extents_t()
    hb_font_get_h_extents(pango_font_get_hb_font(font), &extents)
    return (
      Double(extents.ascender) / Double(PANGO_SCALE),
      -Double(extents.descender) / Double(PANGO_SCALE)
    )
  }

  deinit { pango_font_description_free(description) }

  /// What Pango is told about the letters of a text; the caller owns the list.
  func attributes(for text: String) -> OpaquePointer? {
    let attributes = pango_attr_list_new()
    pango_attr_list_insert(attributes, pango_attr_font_desc_new(description))
    if tabular { pango_attr_list_insert(attributes, pango_attr_font_features_new("tnum=1")) }
    guard slanted else { return attributes }
    // Hangul, Kana and Han have no italics: variables named in them stand.
    var start = 0
    for scalar in text.unicodeScalars {
      let end = start + UTF8.width(scalar)
      if scalar.isEastAsian, let upright = pango_attr_style_new(PANGO_STYLE_NORMAL) {
        upright.pointee.start_index = UInt32(start)
        upright.pointee.end_index = UInt32(end)
        // Neighbours that are equal become one.
        pango_attr_list_change(attributes, upright)
      }
      start = end
    }
    return attributes
  }
}
