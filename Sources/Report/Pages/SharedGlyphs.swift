extension String {
  /// The page with each glyph defined once for all of its figures, in the first that has it.
  ///
  /// A figure brings the outlines of its glyphs; those of the next are mostly the same. Of
  /// `<path id="a-g0" d="…"/>` and `<path id="b-g7" d="…"/>` with one outline, the first stays as
  /// `g0`, and what pointed at either points there.
  func sharingGlyphs() -> String {
    var names: [Substring: String] = [:]
    var outlines: [Substring: String] = [:]
    var page = ""
    page.reserveCapacity(utf8.count)
    var rest = self[...]
    while let open = rest.utf8.firstRange(of: Self.definition.utf8) {
      page += rest[..<open.lowerBound]
      rest = rest[open.lowerBound...]
      guard let glyph = rest.glyph() else {
        page += Self.definition
        rest = rest[open.upperBound...]
        continue
      }
      rest = rest[glyph.end...]
      if let name = outlines[glyph.outline] {
        names[glyph.id] = name
        continue
      }
      let name = "g\(outlines.count)"
      outlines[glyph.outline] = name
      names[glyph.id] = name
      page += "<path id=\"\(name)\" d=\"\(glyph.outline)\"/>\n"
    }
    page += rest
    return outlines.isEmpty ? self : page.pointing(to: names)
  }

  private static let definition = "<path id=\""
  private static let use = "<use xlink:href=\"#"

  /// The page whose uses of glyphs have the names given.
  private func pointing(to names: [Substring: String]) -> String {
    var page = ""
    page.reserveCapacity(utf8.count)
    var rest = self[...]
    while let open = rest.utf8.firstRange(of: Self.use.utf8) {
      let id = rest[open.upperBound...].upTo("\"")
      guard let name = names[id] else {
        page += rest[..<open.upperBound]
        rest = rest[open.upperBound...]
        continue
      }
      page += rest[..<open.lowerBound]
      page += "<use href=\"#\(name)"
      rest = rest[id.endIndex...]
    }
    return page + rest
  }
}

extension Substring {
  /// The glyph whose definition the text begins with, and where it ends.
  fileprivate func glyph() -> (id: Substring, outline: Substring, end: Index)? {
    let id = dropFirst("<path id=\"".count).upTo("\"")
    // Its name is `PREFIX-g12`.
    let digits = id.utf8.reversed().prefix { (0x30...0x39).contains($0) }.count
    guard digits > 0, id.dropLast(digits).hasSuffix("-g") else { return nil }
    let tail = self[id.endIndex...]
    guard tail.hasPrefix("\" d=\"") else { return nil }
    let outline = tail.dropFirst("\" d=\"".count).upTo("\"")
    let end = self[outline.endIndex...]
    guard end.hasPrefix("\"/>\n") else { return nil }
    return (id, outline, end.dropFirst("\"/>\n".count).startIndex)
  }

  /// The text before a character.
  fileprivate func upTo(_ character: Character) -> Substring {
    self[..<(utf8.firstIndex(of: character.asciiValue ?? 0) ?? endIndex)]
  }
}
