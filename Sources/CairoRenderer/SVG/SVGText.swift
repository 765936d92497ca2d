import CPango
import Scene

extension SVGWriter {
  /// Writes a line of text.
  ///
  /// - Throws: ``RenderError/missingGlyphs(_:text:)`` where no font has a character.
  mutating func write(_ text: Text) throws(RenderError) {
    let line = fonts.line(of: text.string, in: text.style)
    guard line.missing.isEmpty else { throw .missingGlyphs(line.missing, text: text.string) }
    switch options.letters {
    case .outlines: try writeOutlines(of: text, line)
    case .text: writeText(text, line)
    }
  }

  /// Closes the group of letters, if one is open.
  mutating func endText() {
    if openText != nil || openLook != nil { body.raw("</g>\n") }
    openText = nil
    openLook = nil
  }

  // MARK: Outlines

  private mutating func writeOutlines(of text: Text, _ line: TextLine) throws(RenderError) {
    let size = text.style.size
    var letters: [(outline: GlyphOutline, place: Point)] = []
    for glyph in line.glyphs {
      guard let outline = try fonts.outlines.outline(of: glyph, size: size) else { continue }
      letters.append((outline, glyph.place * (size / Font.em)))
    }
    guard !letters.isEmpty else { return }
    if openText != text.paint {
      endText()
      body.raw("<g")
      looks.write(stroke: nil, fill: text.paint, to: &body)
      body.raw(">")
      openText = text.paint
    }
    let start = Point(-text.lead(advance: line.extent(at: size).advance), 0)
    if let number = text.number { open(number, of: text) }
    defer { if text.number != nil { body.raw("</g>") } }
    if let word = word(letters, of: text) {
      body.raw("<use")
      body.reference("#" + word, form)
      body.attribute("x", text.position.x + start.x, unless: 0)
      body.attribute("y", text.position.y, unless: 0)
      body.raw("/>")
      return
    }
    // Of a longer text the baseline is said once.
    let isGroup = text.rotation != 0 || letters.count > 4
    if isGroup {
      let origin = text.rotation == 0 ? text.position + start : text.position
      body.raw("<g transform=\"translate(\(decimal(origin.x)) \(decimal(origin.y)))")
      if text.rotation != 0 { body.raw("rotate(\(decimal(text.rotation)))") }
      body.raw("\">")
    }
    let corner = !isGroup ? text.position + start : text.rotation == 0 ? .zero : start
    for (outline, place) in letters {
      let place = corner + place
      body.raw("<use")
      body.reference("#" + glyphs.id(of: outline), form)
      body.attribute("x", place.x, unless: 0)
      body.attribute("y", place.y, unless: 0)
      // A picture takes no notice of the colour it is filled with.
      if outline.isPicture { body.attribute("opacity", text.paint.opacity, unless: 1) }
      body.raw("/>")
    }
    if isGroup { body.raw("</g>") }
  }

  /// The id of a word, which a page defines once for all of its pictures: the same numbers stand in
  /// most of them. Nil for what is written letter by letter: all of a file of its own, a few letters,
  /// what is turned, and letters that have colours of their own.
  private mutating func word(
    _ letters: [(outline: GlyphOutline, place: Point)], of text: Text
  ) -> String? {
    guard form == .fragment, letters.count >= Self.shortestWord, text.rotation == 0,
      !letters.contains(where: \.outline.isPicture)
    else { return nil }
    var markup = SVGMarkup()
    for (outline, place) in letters {
      markup.raw("<use")
      markup.reference("#" + glyphs.id(of: outline), form)
      markup.attribute("x", place.x, unless: 0)
      markup.attribute("y", place.y, unless: 0)
      markup.raw("/>")
    }
    return glyphs.id(ofWord: markup.string)
  }

  /// How many letters a word has at least: fewer take no more bytes than a use of them does.
  private static let shortestWord = 3

  /// Opens the group of a number, which says where it stands: `data-place="12 40 25 15"` for its left
  /// end, baseline, width and em; behind them where a longer one finds room, `led`, or `right 20`.
  private mutating func open(_ number: NumberMark, of text: Text) {
    body.raw("<g")
    body.attribute("data-number", number.name)
    if let width = number.width {
      let place = [text.position.x, text.position.y, width, text.style.size]
      let growth =
        switch number.growth {
        case .around: ""
        case .led: " led"
        case .right(let room): " right \(decimal(room))"
        case .left(let room): " left \(decimal(room))"
        }
      body.attribute(
        "data-place", place.map { decimal($0) }.joined(separator: " ") + growth)
    }
    body.raw(">")
  }

  // MARK: Text

  private mutating func writeText(_ text: Text, _ line: TextLine) {
    let style = text.style
    let fonts = line.runs.map { RunFont($0.font, style) }
    guard let first = fonts.first else { return }
    open(TextLook(first, style, text.paint))
    body.raw("<text")
    // Spaces at the ends and several in a row are as wide as they were measured.
    if text.string.hasPrefix(" ") || text.string.hasSuffix(" ") || line.runs.count > 1
      || text.string.contains("  ")
    {
      body.raw(" xml:space=\"preserve\" style=\"white-space:pre\"")
    }
    if text.rotation != 0 {
      let (x, y) = (decimal(text.position.x), decimal(text.position.y))
      body.raw(" transform=\"rotate(\(decimal(text.rotation)) \(x) \(y))\"")
    }
    let lead = text.lead(advance: line.extent(at: style.size).advance)
    let places = line.runs.map { text.position.x - lead + $0.x * (style.size / Font.em) }
    if line.runs.count == 1 {
      // Should another font stand in, the text stays where its anchor is.
      switch text.anchor {
      case .start: break
      case .middle: body.raw(" text-anchor=\"middle\"")
      case .end: body.raw(" text-anchor=\"end\"")
      }
      body.attribute("x", text.position.x)
      body.attribute("y", text.position.y)
      body.raw(">")
      body.text(line.text(of: line.runs[0]))
    } else {
      body.attribute("y", text.position.y)
      body.raw(">")
      for (index, run) in line.runs.enumerated() {
        body.raw("<tspan")
        body.attribute("x", places[index])
        write(fonts[index], unless: first)
        body.raw(">")
        body.text(line.text(of: run))
        body.raw("</tspan>")
      }
    }
    body.raw("</text>\n")
  }

  /// Opens a group for texts of one look, if none is open: what they have in common is said once.
  private mutating func open(_ look: TextLook) {
    guard look != openLook else { return }
    endText()
    body.raw("<g")
    looks.write(stroke: nil, fill: look.paint, to: &body)
    write(look.font, unless: nil)
    body.attribute("font-size", look.style.size)
    switch look.style.weight {
    case .regular: break
    case .bold: body.raw(" font-weight=\"bold\"")
    }
    if look.style.tabularFigures { body.raw(" style=\"font-variant-numeric:tabular-nums\"") }
    body.raw(">\n")
    openLook = look
  }

  /// Writes the family and the slant of a run, unless another one stands for it already.
  private mutating func write(_ font: RunFont, unless outer: RunFont?) {
    if font.families != outer?.families { body.attribute("font-family", font.families) }
    if font.slant != outer?.slant ?? .upright { body.attribute("font-style", font.slant.rawValue) }
  }
}

/// What texts behind each other may have in common: how their letters look.
struct TextLook: Equatable {
  fileprivate let font: RunFont
  let style: TextStyle
  let paint: Paint

  fileprivate init(_ font: RunFont, _ style: TextStyle, _ paint: Paint) {
    self.font = font
    self.style = style
    self.paint = paint
  }
}

/// The font that was found for a run of letters.
private struct RunFont: Equatable {
  enum Slant: String {
    case upright = "normal"
    case italic, oblique
  }

  /// Its family, and the kind of letters for a reader who has not got it.
  let families: String
  let slant: Slant

  init(_ font: UnsafeMutablePointer<PangoFont>, _ style: TextStyle) {
    let description = pango_font_describe(font)
    defer { pango_font_description_free(description) }
    let family = pango_font_description_get_family(description).map { String(cString: $0) }
    let kind =
      switch style.family {
      case .math: "serif"
      case .sans: "sans-serif"
      case .mono: "monospace"
      }
    families = [family.map(Self.quoted), kind].compactMap { $0 }.joined(separator: ",")
    slant =
      switch pango_font_description_get_style(description) {
      case PANGO_STYLE_ITALIC: .italic
      case PANGO_STYLE_OBLIQUE: .oblique
      default: .upright
      }
  }

  /// A family's name in CSS, in quotes where it is not a row of plain words.
  private static func quoted(_ name: String) -> String {
    let isPlain = name.split(separator: " ", omittingEmptySubsequences: false).allSatisfy { word in
      word.first?.isLetter == true && word.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
    }
    return isPlain ? name : "'" + name.filter { $0 != "'" && $0 != "\\" } + "'"
  }
}
