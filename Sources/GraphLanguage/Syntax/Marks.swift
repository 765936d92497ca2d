import Autodiff
import Wording

// What figures are asked to show beside the numbers: highlights, notes, columns and their order.

/// A name where it stands in a statement.
struct NamedPlace {
  /// The name; a pass of a loop stands behind it as in `h(0)`.
  let name: String
  let location: Location

  /// The name without a pass.
  var bareName: String { String(name.prefix { $0 != "(" }) }
  /// Whether it names a pass.
  var namesPass: Bool { bareName.count < name.count }
}

/// The marks that a file asks for, by name: they may stand before what they name.
struct MarkStatements {
  /// `highlight NAME` and `highlight NAME -> NAME`.
  var highlights: [(from: NamedPlace, to: NamedPlace?)] = []
  /// `note NAME "…"`, and the texts by name, to find one that stands twice.
  var notes: [(place: NamedPlace, language: Language?, text: String)] = []
  var noteTexts: [String: LocalizedText] = [:]
  /// `rank NAME NAME …` and `order NAME NAME …`.
  var columns: [(names: [NamedPlace], isOrdered: Bool)] = []
}

extension GraphParser {
  /// Reads `NAME` or `NAME -> NAME` behind `highlight`.
  mutating func readHighlight() throws(SyntaxFailure) {
    let from = try takeNamedPlace()
    let to = take(.arrow) ? try takeNamedPlace() : nil
    try expectEnd(afterName: to == nil)
    settings.marks.highlights.append((from, to))
  }

  /// Reads `NAME "…"` or `ko NAME "…"` behind `note`.
  mutating func readNote() throws(SyntaxFailure) {
    let (language, place) = try takeLanguageAndName()
    let string = token.location
    let text = try takeString()
    try expectEnd()
    guard text.contains(where: { !$0.isWhitespace }) else {
      throw fail(string, .emptyNote(place.name))
    }
    guard settings.marks.noteTexts[place.name, default: LocalizedText()].set(text, for: language)
    else { throw fail(place.location, .noteTwice(place.name, language)) }
    settings.marks.notes.append((place, language, text))
  }

  /// Reads `NAME NAME …` behind `rank` or `order`.
  mutating func readColumn(_ keyword: Token, isOrdered: Bool) throws(SyntaxFailure) {
    let word = text(keyword)
    var names: [NamedPlace] = []
    var seen: Set<String> = []
    while token.kind == .name {
      let place = try takeNamedPlace()
      guard seen.insert(place.name).inserted else {
        throw fail(place.location, .nameTwice(word, place.name))
      }
      names.append(place)
    }
    // A comma between names is what a mathematician would write.
    if token.kind == .comma { throw fail(token.location, .commaBetweenNames(word)) }
    guard names.isEmpty || token.endsStatement else { throw unexpected(.name) }
    guard names.count > 1 else {
      throw fail(names.first?.location ?? token.location, .namesMissing(word))
    }
    settings.marks.columns.append((names, isOrdered))
  }

  /// Uses a name, with a pass behind it if there is one: `h(0)`.
  mutating func takeNamedPlace() throws(SyntaxFailure) -> NamedPlace {
    let word = try takeName()
    guard token.kind == .leftParenthesis else {
      return NamedPlace(name: text(word), location: word.location)
    }
    try open()
    var parts: [String] = []
    repeat {
      var part = take(.minus) ? "-" : ""
      // `0a` is no number, and `gru 2` is two words.
      while [.number, .malformedNumber, .name].contains(token.kind) {
        part += (part.isEmpty || part == "-" ? "" : " ") + text(token)
        advance()
      }
      guard !part.isEmpty, part != "-" else { throw unexpected(.pass) }
      parts.append(part)
    } while take(.comma)
    try close(or: .comma)
    return NamedPlace(
      name: "\(text(word))(\(parts.joined(separator: ", ")))", location: word.location)
  }

  /// Uses a name, with a language's code before it if there is one; `ko` may be the name, too: then a
  /// string follows it.
  mutating func takeLanguageAndName() throws(SyntaxFailure) -> (Language?, NamedPlace) {
    let isName = token.kind == .name && peek().kind == .string
    let language = isName ? nil : try takeLanguage(orName: true)
    return (language, try takeNamedPlace())
  }
}
