/// What an author wrote in double braces: `{{value y}}`.
package struct Braces: Hashable, Sendable {
  /// What stands between them; nil where the line ends before they are closed.
  package let text: String?
  /// All of it as it was written.
  package let source: String
  /// Its line, from 1.
  package let line: Int
}

/// A text whose braces have been put aside, so that nothing in them is taken for CommonMark: each
/// leaves a mark, its number between two signs of the private use area that the text does not hold.
///
/// What stands between braces holds no braces and no backtick: `` `{{` `` opens nothing.
struct MarkedText {
  /// The text with its marks.
  private(set) var text = ""
  /// What they stand for, by their numbers.
  private(set) var braces: [Braces] = []
  private let sign: Unicode.Scalar

  /// A piece of a marked text.
  enum Piece {
    case text(String)
    case braces(Braces)
  }

  /// A text in which braces mean nothing: it has no marks.
  init(withoutBraces source: String) {
    let used = Set(source.unicodeScalars.lazy.filter { Self.signs.contains($0.value) })
    sign =
      Self.signs.lazy.compactMap(Unicode.Scalar.init).first { !used.contains($0) } ?? "\u{E000}"
    text = source
  }

  /// Puts the braces of a text aside.
  ///
  /// - Parameter firstLine: The number of the text's first line.
  init(_ source: String, firstLine: Int) {
    let used = Set(source.unicodeScalars.lazy.filter { Self.signs.contains($0.value) })
    sign =
      Self.signs.lazy.compactMap(Unicode.Scalar.init).first { !used.contains($0) } ?? "\u{E000}"
    for (offset, line) in source.split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated()
    {
      if offset > 0 { text += "\n" }
      var rest = line
      while let open = rest.firstRange(of: "{{") {
        text += rest[..<open.lowerBound]
        rest = rest[open.upperBound...]
        let close = rest.firstRange(of: "}}").flatMap { close in
          rest[..<close.lowerBound].contains { "{`".contains($0) } ? nil : close
        }
        put(close.map { String(rest[..<$0.lowerBound]) }, line: firstLine + offset)
        if let close { rest = rest[close.upperBound...] }
      }
      text += rest
    }
  }

  /// The private use area of Unicode's first plane.
  private static let signs: ClosedRange<UInt32> = 0xE000...0xF8FF

  private mutating func put(_ inside: String?, line: Int) {
    text.unicodeScalars.append(sign)
    text += String(braces.count)
    text.unicodeScalars.append(sign)
    braces.append(
      Braces(text: inside, source: inside.map { "{{\($0)}}" } ?? "{{", line: line))
  }

  /// A part of the marked text, cut at its marks.
  func pieces(of part: String) -> [Piece] {
    // Text and numbers take turns.
    let parts = part.unicodeScalars.split(separator: sign, omittingEmptySubsequences: false)
    var pieces: [Piece] = []
    for (index, part) in parts.enumerated() {
      let part = String(Substring(part))
      if index % 2 == 1, let number = Int(part), braces.indices.contains(number) {
        pieces.append(.braces(braces[number]))
      } else if !part.isEmpty {
        pieces.append(.text(part))
      }
    }
    return pieces
  }

  /// A part of the marked text as the author wrote it.
  func restored(_ part: String) -> String {
    pieces(of: part).map { piece in
      switch piece {
      case .text(let text): text
      case .braces(let braces): braces.source
      }
    }.joined()
  }
}
