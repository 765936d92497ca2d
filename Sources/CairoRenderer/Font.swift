import CPango
import Scene

/// A style's font description, metrics and OpenType features.
final class Font {
  let description: OpaquePointer?
  private let tabular: Bool
  private let slanted: Bool
  let ascent: Double
  let descent: Double

  init(_ style: TextStyle, families: [String], context: OpaquePointer) {
    description = pango_font_description_new()
    pango_font_description_set_family(description, families.joined(separator: ","))
    pango_font_description_set_absolute_size(description, style.size * Double(PANGO_SCALE))
    if style.weight == .bold {
      pango_font_description_set_weight(description, PANGO_WEIGHT_BOLD)
    }
    if style.slant == .italic { pango_font_description_set_style(description, PANGO_STYLE_ITALIC) }
    tabular = style.tabularFigures
    slanted = style.slant == .italic
    // Those of the Latin font, whatever a text falls back to: lines keep their distance.
    let metrics = pango_context_get_metrics(context, description, nil)
    ascent = Double(pango_font_metrics_get_ascent(metrics)) / Double(PANGO_SCALE)
    descent = Double(pango_font_metrics_get_descent(metrics)) / Double(PANGO_SCALE)
    pango_font_metrics_unref(metrics)
  }

  deinit { pango_font_description_free(description) }

  /// Gives a layout of a text this font and its features.
  func apply(to layout: OpaquePointer?, text: String) {
    pango_layout_set_font_description(layout, description)
    guard tabular || slanted else { return }
    let attributes = pango_attr_list_new()
    if tabular { pango_attr_list_insert(attributes, pango_attr_font_features_new("tnum=1")) }
    if slanted {
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
    }
    pango_layout_set_attributes(layout, attributes)
    pango_attr_list_unref(attributes)
  }
}
