import CPango

/// The fonts of one document: which of their glyphs it uses, under which codes, and what these say.
final class PDFFonts {
  /// A font and its glyphs.
  final class Use {
    let face: PDFFace
    /// What pages call it.
    let name: String
    fileprivate let reference: PDFFile.Reference
    /// The glyphs and what they say, in the order of their codes.
    fileprivate private(set) var letters: [(code: UInt16, glyph: UInt32, text: String)] = []
    private var codes: [Letter: UInt16] = [:]

    private struct Letter: Hashable {
      let glyph: UInt32
      let text: String
    }

    fileprivate init(_ face: PDFFace, name: String, _ reference: PDFFile.Reference) {
      self.face = face
      self.name = name
      self.reference = reference
    }

    /// The code of a glyph that says something; nil where there are no more.
    func code(of glyph: UInt32, saying text: String) -> UInt16? {
      // Where a code is the glyph's number, what it says first is what it says.
      let letter = Letter(glyph: glyph, text: face.hasFreeCodes ? text : "")
      if let code = codes[letter] { return code }
      guard letters.count < Int(UInt16.max), glyph <= UInt32(UInt16.max) else { return nil }
      let code = face.hasFreeCodes ? UInt16(letters.count + 1) : UInt16(glyph)
      codes[letter] = code
      letters.append((code, glyph, text))
      return code
    }
  }

  private let text: CairoTextMeasure
  /// The fonts in the order in which they are first used.
  private(set) var uses: [Use] = []
  private var known: [UnsafeMutablePointer<PangoFont>: Use] = [:]

  /// The fonts by which a text is measured.
  init(_ text: CairoTextMeasure) { self.text = text }

  /// A font as the document uses it; nil where it cannot be embedded.
  func use(_ font: UnsafeMutablePointer<PangoFont>, in file: inout PDFFile) -> Use? {
    if let use = known[font] { return use }
    guard let face = text.face(of: font) else { return nil }
    let use = Use(face, name: "F\(uses.count + 1)", file.reserve())
    known[font] = use
    uses.append(use)
    return use
  }

  /// What pages say of their fonts.
  var resources: String { uses.map { "/\($0.name) \($0.reference.text)" }.joined(separator: " ") }

  /// Writes all fonts; whether all could be.
  func write(to file: inout PDFFile) -> Bool {
    for use in uses { guard write(use, to: &file) else { return false } }
    return true
  }

  /// What numbers are made of: a font that has a digit has all of these, so that documents which differ
  /// in their numbers alone have the same fonts, and a font does not tell which digits occur.
  private static let numerals = Array("0123456789.,+-−×·=≈()".unicodeScalars)

  private func write(_ use: Use, to file: inout PDFFile) -> Bool {
    let face = use.face
    var glyphs = Set(use.letters.map(\.glyph))
    if use.letters.contains(where: { $0.text.utf8.contains { (0x30...0x39).contains($0) } }) {
      glyphs.formUnion(Self.numerals.compactMap(face.glyph))
    }
    guard let program = face.program(of: glyphs.sorted()) else { return false }
    let name = Self.tag(of: glyphs.sorted()) + "+" + face.name
    let isFree = face.hasFreeCodes
    let data = file.add(
      isFree ? "/Length1 \(program.length)" : "/Subtype /CIDFontType0C", compressed: program.data)
    let box = face.box
    let descriptor = file.add(
      "/Type /FontDescriptor /FontName /\(name) /Flags 4 "
        + "/FontBBox [\(box.left) \(box.bottom) \(box.right) \(box.top)] "
        + "/ItalicAngle \(face.italicAngle) /Ascent \(face.ascent) /Descent \(face.descent) "
        + "/CapHeight \(face.ascent) /StemV 80 /\(isFree ? "FontFile2" : "FontFile3") \(data.text)")
    let letters = use.letters.sorted { $0.code < $1.code }
    var font =
      "/Type /Font /Subtype /\(isFree ? "CIDFontType2" : "CIDFontType0") /BaseFont /\(name) "
      + "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
      + "/FontDescriptor \(descriptor.text) /DW 1000 "
      + "/W [\(letters.map { "\($0.code) [\(Self.width(face.width(of: $0.glyph)))]" }.joined(separator: " "))]"
    if isFree {
      var map: [UInt8] = [0, 0]
      for letter in letters {
        let number = program.numbers[letter.glyph] ?? 0
        map += [UInt8(truncatingIfNeeded: number >> 8), UInt8(truncatingIfNeeded: number)]
      }
      font += " /CIDToGIDMap \(file.add("", compressed: deflated(map, level: 6)).text)"
    }
    let descendant = file.add(font)
    let unicode = file.add("", compressed: deflated(Array(Self.unicode(letters).utf8), level: 6))
    file.write(
      "/Type /Font /Subtype /Type0 /BaseFont /\(name) /Encoding /Identity-H "
        + "/DescendantFonts [\(descendant.text)] /ToUnicode \(unicode.text)", as: use.reference)
    return true
  }

  private static func width(_ width: Double) -> String {
    var number = PDFNumbers()
    number.add(width, places: 2)
    return String(decoding: number.bytes, as: UTF8.self)
  }

  /// Six capitals that stand before the name of a font that was cut down, made from its glyphs.
  private static func tag(of glyphs: [UInt32]) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for glyph in glyphs { hash = (hash ^ UInt64(glyph)) &* 0x100_0000_01B3 }
    hash ^= hash >> 32
    var tag = ""
    for _ in 0..<6 {
      tag.unicodeScalars.append(Unicode.Scalar(UInt8(65 + hash % 26)))
      hash /= 26
    }
    return tag
  }

  /// The table by which text is selected and searched.
  private static func unicode(_ letters: [(code: UInt16, glyph: UInt32, text: String)]) -> String {
    var text = """
      /CIDInit /ProcSet findresource begin
      12 dict begin
      begincmap
      /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
      /CMapName /Adobe-Identity-UCS def
      /CMapType 2 def
      1 begincodespacerange
      <0000> <FFFF>
      endcodespacerange

      """
    let said = letters.filter { !$0.text.isEmpty }
    // A section has at most a hundred lines.
    for start in stride(from: 0, to: said.count, by: 100) {
      let section = said[start..<min(start + 100, said.count)]
      text += "\(section.count) beginbfchar\n"
      for letter in section {
        let code = String(letter.code, radix: 16, uppercase: true)
        text += "<\(String(repeating: "0", count: 4 - code.utf8.count))\(code)> "
        text += "<\(PDFFile.hexadecimal(letter.text))>\n"
      }
      text += "endbfchar\n"
    }
    return text + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
  }
}
