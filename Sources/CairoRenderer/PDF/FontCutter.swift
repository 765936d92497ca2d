import CCairo
import CHarfBuzz
import CPango

/// Cuts a font's file down to the glyphs that a document uses, before Cairo embeds it.
///
/// Cairo would cut it as well, but reads all of it for each document: 58,000 glyphs of a font with Hangul
/// are 100 milliseconds, and their shared strokes come along, 300 kB. HarfBuzz leaves out what helps
/// screens of few pixels, too.
///
/// What a document gets depends on its own glyphs alone: the same document has the same bytes whatever
/// was cut before.
final class FontCutter {
  /// The font as a file, in which the glyphs have other numbers.
  struct Cut {
    /// The font.
    let face: MemoryFace
    /// The new number of each glyph, by its old one.
    private let numbers: [UInt16]

    fileprivate init(face: MemoryFace, numbers pairs: [(old: UInt32, new: UInt32)]) {
      self.face = face
      var numbers = [UInt16](repeating: 0, count: Int(pairs.map(\.old).max() ?? 0) + 1)
      for (old, new) in pairs { numbers[Int(old)] = UInt16(truncatingIfNeeded: new) }
      self.numbers = numbers
    }

    /// The new number of a glyph; 0 for what it was not cut for.
    subscript(glyph: UInt32) -> UInt { Int(glyph) < numbers.count ? UInt(numbers[Int(glyph)]) : 0 }
  }

  /// The glyphs that a document uses.
  struct Need: Hashable {
    /// The blocks of letters of which it has any, a bit for each.
    fileprivate var alphabets: UInt8 = 0
    /// Glyphs of no block.
    fileprivate var others: Set<UInt32> = []
    /// Whether the file has one of them otherwise than Cairo paints it.
    fileprivate var isForeign = false
  }

  /// A file that has some glyphs, by their numbers in the font.
  private typealias Stock = (face: OpaquePointer, numbers: [UInt32: UInt32])

  private let face: OpaquePointer
  private let font: OpaquePointer
  private let scaled: OpaquePointer?
  private let emPerUnit: Double
  /// What is known of each glyph: a bit for each block that it is in, and two for its looks.
  private lazy var traits = blocksOfGlyphs
  private var cuts: [Need: Cut] = [:]
  /// All glyphs that have been asked for, in a file of their own, from which others are cut in a
  /// hundredth of the time.
  private var stock: Stock?
  /// The blocks of letters of which a document gets all if it has one.
  private lazy var alphabets = Self.blocks.map { block in
    Set(block.compactMap { Unicode.Scalar($0).flatMap(glyph(of:)) })
  }

  /// How many cuts are kept.
  private static let mostCuts = 32
  /// Basic Latin without the space, Latin-1, Greek, signs: nearly every document has other digits,
  /// and all shall have the same font.
  private static let blocks: [ClosedRange<UInt32>] = [
    0x21...0x7E, 0xA1...0xFF, 0x370...0x3FF, 0x2010...0x22FF,
  ]

  /// A font that may be cut; nil where its letters are pictures or vary along axes.
  init?(_ pango: UnsafeMutablePointer<PangoFont>) {
    guard let shown = pango_font_get_hb_font(pango), let face = hb_font_get_face(shown),
      hb_ot_color_has_palettes(face) == 0, hb_ot_color_has_png(face) == 0,
      hb_ot_color_has_svg(face) == 0, hb_ot_var_get_axis_count(face) == 0,
      // Without what Pango does to letters, which is not in the file.
      let font = hb_font_create(face)
    else { return nil }
    self.face = hb_face_reference(face)
    self.font = font
    scaled = pango_cairo_font_get_scaled_font(OpaquePointer(pango))
    emPerUnit = Font.em / Double(hb_face_get_upem(face))
  }

  deinit {
    if let stock { hb_face_destroy(stock.face) }
    hb_font_destroy(font)
    hb_face_destroy(face)
  }

  /// Adds glyphs to those that a document uses.
  func add(_ glyphs: [RunLetters.Glyph], to need: inout Need) {
    for glyph in glyphs {
      let place = Int(glyph.index)
      // What no file has.
      guard place < traits.count else {
        need.isForeign = true
        continue
      }
      if traits[place] & Self.looks == 0 {
        traits[place] |= isFaithful(glyph.index) ? Self.faithful : Self.foreign
      }
      if traits[place] & Self.foreign != 0 { need.isForeign = true }
      let blocks = traits[place] & ~Self.looks
      if blocks == 0 { need.others.insert(glyph.index) } else { need.alphabets |= blocks }
    }
  }

  private static let (faithful, foreign, looks): (UInt8, UInt8, UInt8) = (0x40, 0x80, 0xC0)

  private var blocksOfGlyphs: [UInt8] {
    var blocks = [UInt8](repeating: 0, count: Int(hb_face_get_glyph_count(face)))
    for (block, alphabet) in alphabets.enumerated() {
      for glyph in alphabet where Int(glyph) < blocks.count { blocks[Int(glyph)] |= 1 << block }
    }
    return blocks
  }

  /// The font with some glyphs, if not with those alone; nil where it cannot be cut, or the file has
  /// them otherwise than Cairo paints them.
  func cut(to need: Need) -> Cut? {
    if need.isForeign { return nil }
    if let cut = cuts[need] { return cut }
    var wanted = need.others
    for (block, alphabet) in alphabets.enumerated() where need.alphabets >> block & 1 == 1 {
      wanted.formUnion(alphabet)
    }
    // What stands for missing letters is in every font.
    wanted.insert(0)
    guard let stock = stock(of: wanted),
      let (file, numbers) = Self.file(
        stock.face, keeping: wanted.compactMap { stock.numbers[$0] }.sorted()),
      let face = MemoryFace(adopting: file)
    else { return nil }
    let cut = Cut(
      face: face,
      numbers: wanted.compactMap { glyph in
        stock.numbers[glyph].flatMap { numbers[$0] }.map { (glyph, $0) }
      })
    // Which are kept changes nothing but time.
    if cuts.count >= Self.mostCuts { cuts.removeAll() }
    cuts[need] = cut
    return cut
  }

  /// A file that has some glyphs, and those that were asked for before.
  private func stock(of glyphs: Set<UInt32>) -> Stock? {
    if let stock, glyphs.allSatisfy({ stock.numbers[$0] != nil }) { return stock }
    let all = glyphs.union(stock?.numbers.keys.map { $0 } ?? []).sorted()
    guard let (file, numbers) = Self.file(face, keeping: all) else { return nil }
    defer { hb_blob_destroy(file) }
    guard let made = hb_face_create(file, 0) else { return nil }
    if let stock { hb_face_destroy(stock.face) }
    stock = (made, numbers)
    return stock
  }

  /// The bytes of a font with some glyphs of a face, which the caller owns, and their new numbers; nil
  /// where HarfBuzz cannot.
  ///
  /// Parts that a glyph is made of, as é of e and an accent, come along. The order stays.
  private static func file(
    _ face: OpaquePointer, keeping glyphs: [UInt32]
  ) -> (OpaquePointer, [UInt32: UInt32])? {
    guard let input = hb_subset_input_create_or_fail() else { return nil }
    defer { hb_subset_input_destroy(input) }
    let kept = hb_subset_input_glyph_set(input)
    for glyph in glyphs { hb_set_add(kept, glyph) }
    // Readers smooth letters in their own way. Strokes that letters share would depend on which
    // letters there are.
    let flags = HB_SUBSET_FLAGS_NO_HINTING.rawValue | HB_SUBSET_FLAGS_DESUBROUTINIZE.rawValue
    hb_subset_input_set_flags(input, flags)
    let dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG)
    for tag in unneeded { hb_set_add(dropped, tag.utf8.reduce(0) { $0 << 8 | hb_tag_t($1) }) }
    guard let plan = hb_subset_plan_create_or_fail(face, input) else { return nil }
    defer { hb_subset_plan_destroy(plan) }
    guard let cut = hb_subset_plan_execute_or_fail(plan) else { return nil }
    defer { hb_face_destroy(cut) }
    let map = hb_subset_plan_old_to_new_glyph_mapping(plan)
    var numbers: [UInt32: UInt32] = [:]
    for glyph in glyphs where hb_map_has(map, glyph) != 0 {
      numbers[glyph] = hb_map_get(map, glyph)
    }
    guard numbers.count == glyphs.count, let file = hb_face_reference_blob(cut) else { return nil }
    return (file, numbers)
  }

  /// The tables that choose glyphs and place them, which is done.
  private static let unneeded = [
    "GSUB", "GPOS", "GDEF", "kern", "cmap", "BASE", "vhea", "vmtx", "VORG", "gasp", "FFTM", "DSIG",
    "meta", "MATH", "JSTF", "LTSH", "VDMX", "hdmx", "PCLT",
  ]

  /// Whether the file has a glyph as Cairo paints it: a slant or a weight may have been made for a
  /// font that lacks it.
  private func isFaithful(_ glyph: UInt32) -> Bool {
    var found = hb_glyph_extents_t()
    var shown = cairo_text_extents_t()
    var letter = cairo_glyph_t(index: UInt(glyph), x: 0, y: 0)
    cairo_scaled_font_glyph_extents(scaled, &letter, 1, &shown)
    hb_font_get_glyph_extents(font, glyph, &found)
    let differences = [
      Double(found.x_bearing) * emPerUnit - shown.x_bearing,
      Double(found.width) * emPerUnit - shown.width,
      -Double(found.y_bearing) * emPerUnit - shown.y_bearing,
      -Double(found.height) * emPerUnit - shown.height,
    ]
    return differences.allSatisfy { abs($0) < 0.02 * Font.em }
  }

  /// The number of the glyph that shows a character, if there is one.
  private func glyph(of scalar: Unicode.Scalar) -> UInt32? {
    var glyph: hb_codepoint_t = 0
    return hb_font_get_nominal_glyph(font, scalar.value, &glyph) != 0 ? glyph : nil
  }
}
