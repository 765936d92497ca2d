import Autodiff
import Wording

/// A source line with a caret under one of its characters, ready to be printed.
struct Excerpt: Sendable, Hashable {
  /// The line, or the part of a long one around the place; control characters are made visible.
  let line: String
  /// As many cells of white space as stand before the place, and a caret.
  let caret: String

  /// A line of more cells than this is cut.
  private static let longest = 240
  /// How many cells are kept on either side of the place where a line is cut.
  private static let margin = 70
  /// How many bytes are looked at on either side of the place.
  private static let reach = 4_096

  /// Cuts the line out of a text that the byte at an offset stands on.
  init(around offset: Int, in source: SourceText) {
    var start = offset
    let lowest = max(source.start, offset - Self.reach)
    while start > lowest, !Self.endsLine(source.bytes[start - 1]) { start -= 1 }
    var end = offset
    let highest = min(source.end, offset + Self.reach)
    while end < highest, !Self.endsLine(source.bytes[end]) { end += 1 }
    let isCut = start == lowest && start > source.start && !Self.endsLine(source.bytes[start - 1])
    let goesOn = end == highest && end < source.end && !Self.endsLine(source.bytes[end])
    self.init(
      before: source.string(start..<offset), from: source.string(offset..<end),
      beginsBefore: isCut, goesOn: goesOn)
  }

  /// Cuts out the line with a number, counted from 1, for a caret at a column.
  init(at place: SourcePlace, in source: SourceText) {
    var line = 1
    var index = source.start
    while line < place.line, index < source.end {
      let byte = source.bytes[index]
      index += 1
      if byte == .lineFeed || (byte == .carriageReturn && source.bytes[index] != .lineFeed) {
        line += 1
      }
    }
    var end = index
    while end < source.end, !Self.endsLine(source.bytes[end]) { end += 1 }
    let text = source.string(index..<end)
    let column =
      text.index(
        text.startIndex, offsetBy: place.column - 1, limitedBy: text.endIndex) ?? text.endIndex
    let offset = text.utf8.distance(from: text.startIndex, to: column)
    self.init(around: index + offset, in: source)
  }

  private init(before: String, from: String, beginsBefore: Bool, goesOn: Bool) {
    // The place may lie inside a character, such as on an accent: the caret goes under the whole.
    let characters = Array(before + from)
    var column = 0
    var bytes = 0
    while column < characters.count, bytes + characters[column].utf8.count <= before.utf8.count {
      bytes += characters[column].utf8.count
      column += 1
    }
    let cells = characters.map { ($0 == "\t" ? 8 : cellWidth(of: Self.visible($0))) }
    var first = 0
    var last = characters.count
    if beginsBefore || goesOn || cells.reduce(0, +) > Self.longest {
      first = Self.walk(from: column, by: -1, over: cells)
      last = Self.walk(from: column, by: 1, over: cells)
    }
    let head = first > 0 || beginsBefore ? "…" : ""
    let tail = last < characters.count || goesOn ? "…" : ""
    line = head + String(characters[first..<last].map(Self.visible)) + tail
    caret =
      String(repeating: " ", count: head.count)
      + characters[first..<column].map {
        $0 == "\t" ? "\t" : String(repeating: " ", count: cellWidth(of: Self.visible($0)))
      }.joined() + "^"
  }

  /// How far one may go from a character in one direction until the margin is used up.
  private static func walk(from column: Int, by step: Int, over cells: [Int]) -> Int {
    var index = column
    var left = margin
    while left > 0, step > 0 ? index < cells.count : index > 0 {
      left -= max(1, cells[step > 0 ? index : index - 1])
      index += step
    }
    return index
  }

  private static func endsLine(_ byte: UInt8) -> Bool {
    byte == .lineFeed || byte == .carriageReturn
  }

  /// What is printed for a character: a picture of a control character, so that nothing in a file
  /// commands the terminal, and itself for any other.
  private static func visible(_ character: Character) -> Character {
    guard character != "\t", let scalar = character.unicodeScalars.first else { return character }
    switch scalar.properties.generalCategory {
    case .control:
      guard scalar.isASCII else { return "\u{FFFD}" }
      let picture = scalar.value == 0x7F ? 0x2421 : 0x2400 + scalar.value
      return Unicode.Scalar(picture).map(Character.init) ?? "\u{FFFD}"
    case .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned:
      return "\u{FFFD}"
    default:
      return character.unicodeScalars.count > 16 ? "\u{FFFD}" : character
    }
  }
}
