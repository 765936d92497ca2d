import CCairo
import CHarfBuzz
import CPango

/// A font file as PDF can embed it: outlines as the file has them, cut down to the glyphs that are used.
///
/// HarfBuzz cuts, and what it cut is kept: sheets of a class use nearly the same glyphs.
final class PDFFace {
  /// What kind of outlines the file has.
  private enum Outlines {
    case trueType
    /// Glyphs are called by their numbers in the file.
    case compact(keepsNumbers: Bool)
  }

  /// A font cut down to some glyphs.
  struct Program {
    /// The compressed file.
    let data: [UInt8]
    /// How long it was.
    let length: Int
    /// The new numbers of glyphs that were renumbered; empty where all kept theirs.
    let numbers: [UInt32: UInt32]
  }

  /// The font's name, in letters that a PDF's names have.
  let name: String
  /// What a PDF says of the whole font, in thousandths of its em.
  let box: (left: Int, bottom: Int, right: Int, top: Int)
  let ascent, descent, italicAngle: Int

  private let face: OpaquePointer
  private let font: OpaquePointer
  private let scaled: OpaquePointer?
  private let outlines: Outlines
  private let unitsPerEm: Double
  private var widths: [UInt32: Double] = [:]
  private var faithful: [UInt32: Bool] = [:]
  private var programs: [[UInt32]: Program] = [:]

  /// How many cuts are kept.
  private static let mostPrograms = 64

  /// Whether codes can be given to glyphs in any order; else a glyph's code is its number.
  var hasFreeCodes: Bool { if case .trueType = outlines { true } else { false } }

  /// A font's file; nil where its letters are pictures, vary along axes, or are called in a way that
  /// another program should write.
  init?(_ pango: UnsafeMutablePointer<PangoFont>) {
    guard let shown = pango_font_get_hb_font(pango), let face = hb_font_get_face(shown),
      hb_ot_color_has_palettes(face) == 0, hb_ot_color_has_png(face) == 0,
      hb_ot_color_has_svg(face) == 0, hb_ot_var_get_axis_count(face) == 0
    else { return nil }
    if Self.has("glyf", face) {
      outlines = .trueType
    } else if let kind = CompactFont(
      Self.table("CFF ", face), glyphs: Int(hb_face_get_glyph_count(face))),
      kind.namesGlyphsByNumber
    {
      outlines = .compact(keepsNumbers: !kind.isKeyed)
    } else {
      return nil
    }
    // A font of its own: what Pango does to letters is not in the file.
    guard let font = hb_font_create(face) else { return nil }
    self.face = hb_face_reference(face)
    self.font = font
    scaled = pango_cairo_font_get_scaled_font(OpaquePointer(pango))
    unitsPerEm = Double(hb_face_get_upem(face))
    name = Self.name(of: face)
    let head = Self.table("head", face)
    let thousandths = 1_000 / unitsPerEm
    func bound(_ place: Int) -> Int {
      guard head.count >= place + 2 else { return 0 }
      let value = Int16(bitPattern: UInt16(head[place]) << 8 | UInt16(head[place + 1]))
      return Int((Double(value) * thousandths).rounded())
    }
    box = (bound(36), bound(38), bound(40), bound(42))
    var extents = hb_font_extents_t()
    hb_font_get_h_extents(font, &extents)
    ascent = Int((Double(extents.ascender) * thousandths).rounded())
    descent = Int((Double(extents.descender) * thousandths).rounded())
    let post = Self.table("post", face)
    italicAngle =
      post.count >= 6 ? Int(Int16(bitPattern: UInt16(post[4]) << 8 | UInt16(post[5]))) : 0
  }

  deinit {
    hb_font_destroy(font)
    hb_face_destroy(face)
  }

  /// The advance of a glyph in thousandths of the em, in hundredths as it is written.
  func width(of glyph: UInt32) -> Double {
    if let width = widths[glyph] { return width }
    let units = Double(hb_font_get_glyph_h_advance(font, glyph))
    let width = (units * 100_000 / unitsPerEm).rounded() / 100
    widths[glyph] = width
    return width
  }

  /// Whether the file has a glyph as Cairo paints it: a slant or a weight may have been made for a
  /// font that lacks it.
  func isFaithful(_ glyph: UInt32) -> Bool {
    if let known = faithful[glyph] { return known }
    var found = hb_glyph_extents_t()
    var shown = cairo_text_extents_t()
    var letter = cairo_glyph_t(index: UInt(glyph), x: 0, y: 0)
    cairo_scaled_font_glyph_extents(scaled, &letter, 1, &shown)
    hb_font_get_glyph_extents(font, glyph, &found)
    let scale = Font.em / unitsPerEm
    let differences = [
      Double(found.x_bearing) * scale - shown.x_bearing, Double(found.width) * scale - shown.width,
      -Double(found.y_bearing) * scale - shown.y_bearing,
      -Double(found.height) * scale - shown.height,
    ]
    let isFaithful = differences.allSatisfy { abs($0) < 0.02 * Font.em }
    faithful[glyph] = isFaithful
    return isFaithful
  }

  /// The number of the glyph that shows a character, if there is one.
  func glyph(of scalar: Unicode.Scalar) -> UInt32? {
    var glyph: hb_codepoint_t = 0
    return hb_font_get_nominal_glyph(font, scalar.value, &glyph) != 0 ? glyph : nil
  }

  /// The font cut down to glyphs, their numbers in order; nil where HarfBuzz cannot.
  func program(of glyphs: [UInt32]) -> Program? {
    if let program = programs[glyphs] { return program }
    guard let program = cut(to: glyphs) else { return nil }
    // Which are kept changes nothing but time.
    if programs.count >= Self.mostPrograms { programs.removeAll() }
    programs[glyphs] = program
    return program
  }

  private func cut(to glyphs: [UInt32]) -> Program? {
    guard let input = hb_subset_input_create_or_fail() else { return nil }
    defer { hb_subset_input_destroy(input) }
    let kept = hb_subset_input_glyph_set(input)
    for glyph in glyphs { hb_set_add(kept, glyph) }
    // Readers smooth letters in their own way.
    var flags = HB_SUBSET_FLAGS_NO_HINTING.rawValue
    if case .compact(keepsNumbers: true) = outlines {
      flags |= HB_SUBSET_FLAGS_RETAIN_GIDS.rawValue
    }
    hb_subset_input_set_flags(input, flags)
    let dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG)
    // What chooses glyphs and places them has done so.
    for tag in [
      "GSUB", "GPOS", "GDEF", "kern", "name", "OS/2", "post", "cmap", "BASE", "vhea", "vmtx",
      "VORG", "gasp", "FFTM", "DSIG", "meta", "MATH", "JSTF", "LTSH", "VDMX", "hdmx", "PCLT",
    ] { hb_set_add(dropped, Self.tag(tag)) }
    guard let plan = hb_subset_plan_create_or_fail(face, input) else { return nil }
    defer { hb_subset_plan_destroy(plan) }
    guard let result = hb_subset_plan_execute_or_fail(plan) else { return nil }
    defer { hb_face_destroy(result) }
    let data: [UInt8]
    var numbers: [UInt32: UInt32] = [:]
    switch outlines {
    case .trueType:
      data = Self.bytes(of: hb_face_reference_blob(result))
      let map = hb_subset_plan_old_to_new_glyph_mapping(plan)
      for glyph in glyphs { numbers[glyph] = hb_map_get(map, glyph) }
    case .compact: data = Self.table("CFF ", result)
    }
    guard !data.isEmpty else { return nil }
    return Program(data: deflated(data, level: 9), length: data.count, numbers: numbers)
  }

  // MARK: Tables

  private static func tag(_ name: String) -> hb_tag_t {
    name.utf8.reduce(0) { $0 << 8 | hb_tag_t($1) }
  }

  private static func has(_ name: String, _ face: OpaquePointer) -> Bool {
    let blob = hb_face_reference_table(face, tag(name))
    defer { hb_blob_destroy(blob) }
    return hb_blob_get_length(blob) > 0
  }

  private static func table(_ name: String, _ face: OpaquePointer) -> [UInt8] {
    bytes(of: hb_face_reference_table(face, tag(name)))
  }

  private static func bytes(of blob: OpaquePointer?) -> [UInt8] {
    defer { hb_blob_destroy(blob) }
    var length: UInt32 = 0
    guard let data = hb_blob_get_data(blob, &length) else { return [] }
    return [UInt8](UnsafeRawBufferPointer(start: data, count: Int(length)))
  }

  private static func name(of face: OpaquePointer) -> String {
    var letters = [CChar](repeating: 0, count: 128)
    var length = UInt32(letters.count)
    // 6: the name for PostScript.
    hb_ot_name_get_utf8(face, 6, nil, &length, &letters)
    let name = letters.prefix(Int(length)).compactMap { letter -> Character? in
      let scalar = Character(Unicode.Scalar(UInt8(bitPattern: letter)))
      return scalar.isASCII && (scalar.isLetter || scalar.isNumber || scalar == "-") ? scalar : nil
    }
    return name.isEmpty ? "Font" : String(name)
  }
}
