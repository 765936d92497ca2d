import CCairo
import CPango
import Scene

/// One line of text with its glyphs chosen and placed, at the size ``Font/em``.
///
/// Made from Pango's parts: a text is divided into items of one font each, and these are shaped. Its
/// layout would do more that a single line has no use for: it looks for line breaks, measures fonts
/// by a sentence, and moves Latin letters that follow Hangul up by the difference of the fonts'
/// ideographic baselines.
final class TextLine {
  /// Glyphs of one font.
  struct Run {
    fileprivate let item: UnsafeMutablePointer<PangoItem>
    fileprivate let glyphs: UnsafeMutablePointer<PangoGlyphString>
    /// Where it begins, in pixels at ``Font/em``.
    let x: Double
    /// Its glyphs.
    let letters: RunLetters

    /// The font that was found for the letters.
    var font: UnsafeMutablePointer<PangoFont> { item.pointee.analysis.font }
  }

  /// A letter at its place.
  struct Glyph {
    /// The font it belongs to.
    let font: UnsafeMutablePointer<PangoFont>
    /// Its number in the font.
    let index: UInt32
    /// Where its origin lies, in pixels at ``Font/em`` from the line's start.
    let place: Point
  }

  /// The characters that no font has.
  let missing: [Unicode.Scalar]
  /// The runs from left to right.
  let runs: [Run]
  private let extent: TextExtent
  private let bytes: UnsafeMutablePointer<CChar>

  init(_ text: String, font: Font, context: OpaquePointer) {
    // A single line: what breaks lines, jumps to tab stops or ends a C string is a space.
    var line = ""
    for scalar in text.unicodeScalars {
      line.unicodeScalars.append(scalar.value < 0x20 || scalar.breaksLines ? " " : scalar)
    }
    let length = Int32(line.utf8.count)
    bytes = .allocate(capacity: Int(length) + 1)
    for (index, byte) in line.utf8.enumerated() { bytes[index] = CChar(bitPattern: byte) }
    bytes[Int(length)] = 0

    let attributes = font.attributes(for: line)
    let items = Self.split(
      pango_itemize(context, bytes, 0, length, attributes, nil), of: bytes)
    pango_attr_list_unref(attributes)
    // From the order of reading to that of the places.
    let ordered = pango_reorder_items(items)
    defer {
      g_list_free(items)
      g_list_free(ordered)
    }
    var runs: [Run] = []
    var advance = 0.0
    var ink: Rect?
    var element = ordered
    while let link = element {
      element = link.pointee.next
      guard let item = link.pointee.data?.assumingMemoryBound(to: PangoItem.self),
        let glyphs = pango_glyph_string_new()
      else { continue }
      pango_shape_full(
        bytes + Int(item.pointee.offset), item.pointee.length, bytes, length,
        &item.pointee.analysis, glyphs)
      let letters = RunLetters(
        glyphs, length: Int(item.pointee.length), runsBackward: item.pointee.analysis.level & 1 != 0
      )
      runs.append(Run(item: item, glyphs: glyphs, x: advance, letters: letters))
      var inked = PangoRectangle()
      pango_glyph_string_extents(glyphs, item.pointee.analysis.font, &inked, nil)
      if inked.width > 0 {
        let box = Rect(pango: inked).offset(by: Point(advance, 0))
        ink = ink?.union(box) ?? box
      }
      advance += Double(pango_glyph_string_get_width(glyphs)) / Double(PANGO_SCALE)
    }
    self.runs = runs
    extent = TextExtent(
      advance: advance, ascent: font.ascent, descent: font.descent,
      ink: ink ?? Rect(x: 0, y: 0, width: 0, height: 0))
    missing = runs.reduce(into: []) { Self.collectUnknown(of: $1, in: &$0) }
  }

  /// How many bytes of text a run has at most. Pango counts in 1024ths of a pixel, in 32 bits: letters
  /// of a megabyte in a row are wider than it can say.
  private static let longestRun = 8_192

  /// Splits items that are too long, after a space where there is one.
  private static func split(
    _ items: UnsafeMutablePointer<GList>?, of bytes: UnsafeMutablePointer<CChar>
  ) -> UnsafeMutablePointer<GList>? {
    var items = items
    var element = items
    while let link = element {
      element = link.pointee.next
      guard let item = link.pointee.data?.assumingMemoryBound(to: PangoItem.self) else { continue }
      while Int(item.pointee.length) > longestRun {
        let text = UnsafeBufferPointer(
          start: bytes + Int(item.pointee.offset), count: longestRun + 1)
        let space = CChar(bitPattern: 0x20)
        var cut =
          text[(longestRun / 2)..<longestRun].lastIndex(of: space).map { $0 + 1 } ?? longestRun
        // Not within a character: what follows its first byte is below −64.
        while cut > 1, text[cut] < -64 { cut -= 1 }
        let characters = text[..<cut].count { $0 >= -64 }
        let front = pango_item_split(item, Int32(cut), Int32(characters))
        items = g_list_insert_before(items, link, front)
      }
    }
    return items
  }

  deinit {
    for run in runs {
      pango_item_free(run.item)
      pango_glyph_string_free(run.glyphs)
    }
    bytes.deallocate()
  }

  /// How much room the line takes at a size.
  func extent(at size: Double) -> TextExtent {
    let scale = size / Font.em
    let ink = extent.ink
    return TextExtent(
      advance: extent.advance * scale, ascent: extent.ascent * scale,
      descent: extent.descent * scale,
      ink: Rect(
        x: ink.x * scale, y: ink.y * scale, width: ink.width * scale, height: ink.height * scale))
  }

  /// Shows the line on a Cairo context, its start on the baseline at the origin.
  ///
  /// - Parameter fonts: What its fonts were cut down to; nil where they are taken as they are.
  func show(on cairo: OpaquePointer, size: Double, _ fonts: DocumentFonts?) {
    cairo_save(cairo)
    cairo_scale(cairo, size / Font.em, size / Font.em)
    for run in runs {
      if let cut = fonts?[run.font] {
        show(run, on: cairo, cut)
        continue
      }
      showByPango(run, on: cairo)
    }
    cairo_restore(cairo)
  }

  /// Shows the line from a place on its baseline on, in fonts that were cut down.
  ///
  /// It changes the context's font, and no coordinates: in a document each change would be written down.
  func show(on cairo: OpaquePointer, at start: Point, size: Double, _ fonts: DocumentFonts) {
    for run in runs {
      if let cut = fonts[run.font] {
        show(run, on: cairo, cut, at: start, size: size)
        continue
      }
      cairo_save(cairo)
      cairo_translate(cairo, start.x, start.y)
      cairo_scale(cairo, size / Font.em, size / Font.em)
      showByPango(run, on: cairo)
      cairo_restore(cairo)
      cairo_new_path(cairo)
    }
  }

  /// Shows a run in its font as it is.
  private func showByPango(_ run: Run, on cairo: OpaquePointer) {
    cairo_move_to(cairo, run.x, 0)
    var item = PangoGlyphItem()
    item.item = run.item
    item.glyphs = run.glyphs
    pango_cairo_show_glyph_item(cairo, bytes, &item)
  }

  /// Shows a run in a font that has other numbers for its glyphs.
  private func show(
    _ run: Run, on cairo: OpaquePointer, _ cut: FontCutter.Cut, at start: Point = .zero,
    size: Double = Font.em
  ) {
    let letters = run.letters
    let scale = size / Font.em
    let glyphs = letters.glyphs.map { glyph in
      cairo_glyph_t(
        index: cut[glyph.index], x: start.x + (run.x + glyph.place.x) * scale,
        y: start.y + glyph.place.y * scale)
    }
    cairo_set_font_face(cairo, cut.face.cairo)
    cairo_set_font_size(cairo, size)
    cairo_show_text_glyphs(
      cairo, bytes + Int(run.item.pointee.offset), run.item.pointee.length, glyphs,
      Int32(glyphs.count), letters.clusters, Int32(letters.clusters.count),
      letters.runsBackward
        ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : cairo_text_cluster_flags_t(rawValue: 0))
  }

  /// The letters from left to right; spaces are among them.
  var glyphs: [Glyph] {
    runs.flatMap { run in
      run.letters.glyphs.map { glyph in
        Glyph(
          font: run.font, index: glyph.index,
          place: Point(run.x + glyph.place.x, glyph.place.y))
      }
    }
  }

  /// The characters of a run.
  func text(of run: Run) -> String {
    let bytes = UnsafeRawBufferPointer(
      start: bytes + Int(run.item.pointee.offset), count: Int(run.item.pointee.length))
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func collectUnknown(of run: Run, in unknown: inout [Unicode.Scalar]) {
    // PANGO_GLYPH_UNKNOWN_FLAG: the rest of the glyph's number is the character's.
    let flag: UInt32 = 0x1000_0000
    for index in 0..<Int(run.glyphs.pointee.num_glyphs) {
      let glyph = run.glyphs.pointee.glyphs[index].glyph
      if glyph & flag != 0, let scalar = Unicode.Scalar(glyph & ~flag),
        !unknown.contains(scalar)
      {
        unknown.append(scalar)
      }
    }
  }
}

extension Rect {
  /// A rectangle of Pango's, in pixels.
  init(pango: PangoRectangle) {
    let unit = Double(PANGO_SCALE)
    self.init(
      x: Double(pango.x) / unit, y: Double(pango.y) / unit, width: Double(pango.width) / unit,
      height: Double(pango.height) / unit)
  }
}

extension Unicode.Scalar {
  fileprivate var breaksLines: Bool { [0x7F, 0x85, 0x2028, 0x2029].contains(value) }
}
