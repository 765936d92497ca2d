import Autodiff
import Wording

// Titles, labels and layers: what the graph is called, in one language or for all.

extension GraphParser {
  /// Reads `"…"` or `ko "…"` behind `title`.
  mutating func readTitle() throws(SyntaxFailure) {
    let first = token
    let language = try takeLanguage()
    let text = try takeString()
    try expectEnd()
    guard settings.title.set(text, for: language) else {
      throw fail(first.location, .titleTwice(language))
    }
  }

  /// Reads `NAME "…"` or `ko NAME "…"` behind `label`.
  mutating func readLabel() throws(SyntaxFailure) {
    let (language, name) = try takeLanguageAndName()
    let text = try takeString()
    try expectEnd()
    let key = name.name
    guard settings.labelTexts[key, default: LocalizedText()].set(text, for: language) else {
      throw fail(name.location, .labelTwice(key, language))
    }
    settings.labels.append((name, language, text))
  }

  /// Reads `"…"`, `ko "…"` or `end` behind `layer`; a layer's name in another language continues
  /// the statement on the line before.
  mutating func readLayer(_ keyword: Token, continues: Bool) throws(SyntaxFailure) {
    if token.kind == .name, text(token) == "end" {
      advance()
      try expectEnd()
      guard openLayer != nil else { throw fail(keyword.location, Message.noLayerOpen) }
      openLayer = nil
      builder.tape.openLayer(nil)
      return
    }
    let first = token
    let language = try takeLanguage()
    let text = try takeString()
    try expectEnd()
    if continues, language != nil, var layer = openLayer {
      guard layer.set(text, for: language) else {
        throw fail(first.location, .layerTwice(language))
      }
      openLayer = layer
      builder.tape.renameLayer { $0 = layer }
    } else {
      var layer = LocalizedText()
      _ = layer.set(text, for: language)
      openLayer = layer
      builder.tape.openLayer(layer)
    }
    lastStatementWasLayer = true
  }

  // MARK: Words

  /// Uses a language's code, such as `ko`, if a name stands here.
  mutating func takeLanguage(orName: Bool = false) throws(SyntaxFailure) -> Language? {
    guard token.kind == .name else {
      if token.kind == .string { return nil }
      throw unexpected(orName ? .name : .string)
    }
    guard let language = Language(rawValue: text(token)) else {
      let isBeforeText = peek().kind == (orName ? .name : .string)
      if !isBeforeText, orName { return nil }
      guard isBeforeText else { throw unexpected(.string) }
      let word = wordForMessage(token)
      throw fail(token.location, .unknownLanguage(word))
    }
    advance()
    return language
  }

  /// Uses a string and works out its escapes.
  mutating func takeString() throws(SyntaxFailure) -> String {
    guard token.kind == .string else { throw unexpected(.string) }
    let word = token
    var isEscaped = false
    var characters = String.UnicodeScalarView()
    var offset = word.range.lowerBound + 1
    for scalar in source.string((offset)..<(word.range.upperBound - 1)).unicodeScalars {
      if isEscaped {
        guard scalar == "\"" || scalar == "\\" else {
          throw fail(location(of: offset - 1, in: word), .unknownEscape(scalar))
        }
        characters.append(scalar)
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else if scalar.isForbidden {
        throw fail(location(of: offset, in: word), .controlCharacter(scalar))
      } else {
        characters.append(scalar)
      }
      offset += scalar.utf8.count
    }
    advance()
    return String(characters)
  }

  /// The place of a byte inside a word.
  private func location(of offset: Int, in word: Token) -> Location {
    let before = source.string(word.range.lowerBound..<offset).count
    let start = word.location.place
    return Location(
      place: SourcePlace(line: start.line, column: start.column + before), offset: offset)
  }
}

extension LocalizedText {
  /// Sets the text for a language, or for all; false where there is one already.
  mutating func set(_ text: String, for language: Language?) -> Bool {
    guard self[for: language] == nil else { return false }
    self[for: language] = text
    return true
  }
}

extension Unicode.Scalar {
  /// Whether no page or picture can hold it: XML 1.0 has no place for it.
  fileprivate var isForbidden: Bool {
    value < 0x20 && value != 0x09 || (0x7F...0x9F).contains(value) || value == 0xFFFE
      || value == 0xFFFF
  }
}
