import CCairo
import CPango
import Scene

/// One line of text with its glyphs chosen and placed.
final class TextLine {
  /// Glyphs of one font.
  private struct Run {
    let item: UnsafeMutablePointer<PangoLayoutRun>
    let x: Double
  }

  let extent: TextExtent
  /// The characters that no font has.
  let missing: [Unicode.Scalar]
  private let layout: OpaquePointer?
  private let runs: [Run]

  init(_ text: String, font: Font, context: OpaquePointer) {
    // A single line: what breaks lines, jumps to tab stops or ends a C string is a space.
    var line = ""
    for scalar in text.unicodeScalars {
      line.unicodeScalars.append(scalar.value < 0x20 || scalar.breaksLines ? " " : scalar)
    }
    layout = pango_layout_new(context)
    font.apply(to: layout, text: line)
    pango_layout_set_text(layout, line, -1)

    // Run by run, not as a line: Pango would move Latin letters that follow Hangul up by the
    // difference of the fonts' ideographic baselines, but not those that precede it.
    var runs: [Run] = []
    var advance = 0.0
    var ink: Rect?
    var element = pango_layout_get_line_readonly(layout, 0)?.pointee.runs
    while let link = element {
      if let item = link.pointee.data?.assumingMemoryBound(to: PangoLayoutRun.self) {
        var inked = PangoRectangle()
        var logical = PangoRectangle()
        pango_glyph_string_extents(
          item.pointee.glyphs, item.pointee.item.pointee.analysis.font, &inked, &logical)
        runs.append(Run(item: item, x: advance))
        if inked.width > 0 {
          let box = Rect(pango: inked).offset(by: Point(advance, 0))
          ink = ink?.union(box) ?? box
        }
        advance += Double(logical.width) / Double(PANGO_SCALE)
      }
      element = link.pointee.next
    }
    self.runs = runs
    extent = TextExtent(
      advance: advance, ascent: font.ascent, descent: font.descent,
      ink: ink ?? Rect(x: 0, y: 0, width: 0, height: 0))
    missing =
      pango_layout_get_unknown_glyphs_count(layout) == 0
      ? [] : runs.reduce(into: []) { Self.collectUnknown(of: $1.item, in: &$0) }
  }

  deinit { g_object_unref(layout.map { UnsafeMutableRawPointer($0) }) }

  /// Shows the line on a Cairo context, its start on the baseline at a place.
  func show(on cairo: OpaquePointer, x: Double, y: Double) {
    for run in runs {
      cairo_move_to(cairo, x + run.x, y)
      pango_cairo_show_glyph_item(cairo, pango_layout_get_text(layout), run.item)
    }
  }

  private static func collectUnknown(
    of run: UnsafeMutablePointer<PangoLayoutRun>, in unknown: inout [Unicode.Scalar]
  ) {
    // PANGO_GLYPH_UNKNOWN_FLAG: the rest of the glyph's number is the character's.
    let flag: UInt32 = 0x1000_0000
    guard let glyphs = run.pointee.glyphs else { return }
    for index in 0..<Int(glyphs.pointee.num_glyphs) {
      let glyph = glyphs.pointee.glyphs[index].glyph
      if glyph & flag != 0, let scalar = Unicode.Scalar(glyph & ~flag),
        !unknown.contains(scalar)
      {
        unknown.append(scalar)
      }
    }
  }
}

extension Rect {
  fileprivate init(pango: PangoRectangle) {
    let unit = Double(PANGO_SCALE)
    self.init(
      x: Double(pango.x) / unit, y: Double(pango.y) / unit, width: Double(pango.width) / unit,
      height: Double(pango.height) / unit)
  }
}

extension Unicode.Scalar {
  fileprivate var breaksLines: Bool { [0x7F, 0x85, 0x2028, 0x2029].contains(value) }
}
