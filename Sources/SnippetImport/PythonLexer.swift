/// Takes a text apart into lines of words. It reads, and runs nothing.
struct PythonLexer {
  private let letters: [Character]
  private var position = 0
  private var line = 1
  private var column = 1
  private var depth = 0
  /// How far the line is indented that a semicolon has ended.
  private var continued: Int?

  private init(_ text: String) { letters = Array(text) }

  /// The statements of a text, and what is wrong with lines that cannot be taken apart: a sign that
  /// Python does not have, or a text that does not end.
  static func lines(of text: String) -> (lines: [PythonLine], complaints: [SnippetComplaint]) {
    var lexer = PythonLexer(text)
    var lines: [PythonLine] = []
    var complaints: [SnippetComplaint] = []
    while true {
      do throws(SnippetComplaint) {
        guard let line = try lexer.nextLine() else { return (lines, complaints) }
        if !line.tokens.isEmpty || line.comment != nil { lines.append(line) }
      } catch {
        complaints.append(error)
        lexer.depth = 0
        if lexer.position < lexer.letters.count { _ = lexer.restOfLine() }
      }
    }
  }

  private var place: SnippetPlace { SnippetPlace(line: line, column: column) }

  private func letter(_ offset: Int = 0) -> Character? {
    position + offset < letters.count ? letters[position + offset] : nil
  }

  private mutating func advance() {
    if letters[position].isNewline {
      line += 1
      column = 1
    } else {
      column += 1
    }
    position += 1
  }

  private mutating func nextLine() throws(SnippetComplaint) -> PythonLine? {
    guard position < letters.count else { return nil }
    var indentation = 0
    while let blank = letter(), blank == " " || blank == "\t" {
      indentation += blank == " " ? 1 : 8 - indentation % 8
      advance()
    }
    let former = continued
    continued = nil
    var tokens: [PythonToken] = []
    var comment: String?
    while let next = letter() {
      if next.isNewline {
        advance()
        if depth == 0 { break }
      } else if next == "\\", letter(1)?.isNewline == true {
        advance()
        advance()
      } else if next == ";", depth == 0 {
        advance()
        continued = former ?? indentation
        break
      } else if next.isWhitespace {
        advance()
      } else if next == "#" {
        let text = restOfLine()
        if tokens.isEmpty { comment = text }
      } else {
        tokens.append(try nextToken(next))
      }
    }
    return PythonLine(
      indentation: former ?? indentation, tokens: tokens, comment: comment,
      followsSemicolon: former != nil)
  }

  /// What stands behind the letter at the place, up to the end of its line.
  private mutating func restOfLine() -> String {
    var text = ""
    if letter()?.isNewline == false { advance() }
    while let next = letter(), !next.isNewline {
      text.append(next)
      advance()
    }
    return text
  }

  private mutating func nextToken(_ first: Character) throws(SnippetComplaint) -> PythonToken {
    let start = place
    if first.isLetter || first == "_" {
      let word = take { $0.isLetter || $0.isNumber || $0 == "_" }
      if let quote = letter(), quote == "\"" || quote == "'" {
        switch word.lowercased() {
        case "r", "u": return PythonToken(kind: .text(try text(quote, start)), place: start)
        case "f", "b", "fr", "rf", "br", "rb":
          return PythonToken(kind: .formatted(try text(quote, start)), place: start)
        default: throw SnippetComplaint(start, .unreadable(word + String(quote)))
        }
      }
      return PythonToken(kind: .name(word), place: start)
    }
    if first.isASCIIDigit || (first == "." && letter(1)?.isASCIIDigit == true) {
      return PythonToken(kind: .number(try number(start)), place: start)
    }
    if first == "\"" || first == "'" {
      return PythonToken(kind: .text(try text(first, start)), place: start)
    }
    for length in [3, 2, 1] {
      let sign = String(letters[position..<min(letters.count, position + length)])
      guard sign.count == length, Self.signs.contains(sign) else { continue }
      for _ in 0..<length { advance() }
      if "([{".contains(sign) { depth += 1 }
      if ")]}".contains(sign) { depth = max(0, depth - 1) }
      return PythonToken(kind: .sign(sign), place: start)
    }
    throw SnippetComplaint(start, .unreadable(String(first)))
  }

  private static let signs: Set<String> = [
    "**=", "//=", "...", "**", "//", "+=", "-=", "*=", "/=", "@=", "%=", "<=", ">=", "==", "!=",
    "->", ":=", "+", "-", "*", "/", "@", "%", "<", ">", "=", "(", ")", "[", "]", "{", "}", ",", ":",
    ".", "&", "|", "^", "~",
  ]

  private mutating func take(while isPart: (Character) -> Bool) -> String {
    var word = ""
    while let next = letter(), isPart(next) {
      word.append(next)
      advance()
    }
    return word
  }

  private mutating func number(_ start: SnippetPlace) throws(SnippetComplaint) -> String {
    var word = take { $0.isASCIIDigit || $0 == "." || $0 == "_" }
    if let e = letter(), e == "e" || e == "E" {
      word.append("e")
      advance()
      if let sign = letter(), sign == "-" || sign == "+" {
        word.append(sign)
        advance()
      }
      word += take { $0.isASCIIDigit }
    }
    word.removeAll { $0 == "_" }
    if let next = letter(), next.isLetter { throw SnippetComplaint(start, .number) }
    guard Double(word) != nil || Double(word + "0") != nil else {
      throw SnippetComplaint(start, .number)
    }
    return word.hasSuffix(".") ? String(word.dropLast()) : word
  }

  private mutating func text(
    _ quote: Character, _ start: SnippetPlace
  ) throws(SnippetComplaint) -> String {
    let isLong = letter(1) == quote && letter(2) == quote
    for _ in 0..<(isLong ? 3 : 1) { advance() }
    var text = ""
    while let next = letter(), isLong || !next.isNewline {
      if next == quote, !isLong || (letter(1) == quote && letter(2) == quote) {
        for _ in 0..<(isLong ? 3 : 1) { advance() }
        return text
      }
      if next == "\\", letter(1) != nil { advance() }
      text.append(letters[position])
      advance()
    }
    throw SnippetComplaint(start, .endlessText)
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
