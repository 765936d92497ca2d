import Autodiff

/// Counts lines and columns while a text is read once from its beginning to its end.
///
/// A column is a character as a reader sees it, a grapheme cluster: `é` is one however it is
/// encoded, and so is a Hangul syllable or a tab.
struct PlaceCounter {
  /// The line that is being read, from 1.
  private(set) var line = 1
  /// The beginning of a character on that line, up to which columns are counted.
  private var anchor: Int
  /// That character's column, from 1.
  private var column = 1
  /// The same place in the string, where characters had to be looked for: finding it again could
  /// mean to go back over a line of flags.
  private var anchorIndex: String.Index?

  /// Begins at the first character.
  init(in source: SourceText) { anchor = source.start }

  /// Begins a new line at an offset.
  mutating func startLine(at offset: Int) {
    line += 1
    anchor = offset
    anchorIndex = nil
    column = 1
  }

  /// The place of the character that a byte belongs to; offsets must not decrease, and must lie on
  /// the line that was started last.
  ///
  /// - Complexity: Linear in the distance from the last call's offset.
  mutating func place(of offset: Int, in source: SourceText) -> SourcePlace {
    guard offset > anchor else { return SourcePlace(line: line, column: column) }
    // The byte at the offset counts too: it may be part of an accent on the letter before.
    if let text = source.text, source.bytes[anchor...offset].contains(where: { $0 >= 0x80 }) {
      var index = anchorIndex ?? text.utf8.index(text.startIndex, offsetBy: anchor)
      while index < text.endIndex {
        let next = text.index(after: index)
        guard next.utf8Offset(in: text) <= offset else { break }
        column += 1
        index = next
      }
      anchor = index.utf8Offset(in: text)
      anchorIndex = index
    } else {
      column += offset - anchor
      anchor = offset
      anchorIndex = nil
    }
    return SourcePlace(line: line, column: column)
  }

  /// Starts every line that begins at or before an offset.
  mutating func countLines(upTo offset: Int, in source: SourceText) {
    var index = source.start
    while index < offset {
      let byte = source.bytes[index]
      index += 1
      if byte == .lineFeed || (byte == .carriageReturn && source.bytes[index] != .lineFeed) {
        startLine(at: index)
      }
    }
  }
}

extension UInt8 {
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
}

extension String.Index {
  /// How many bytes stand before this place.
  fileprivate func utf8Offset(in text: String) -> Int {
    text.utf8.distance(from: text.startIndex, to: self)
  }
}
