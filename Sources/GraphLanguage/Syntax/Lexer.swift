import Autodiff

/// Reads a text word by word.
struct Lexer {
  let source: SourceText
  private let bytes: [UInt8]
  private var offset: Int
  private var counter: PlaceCounter
  private var isFirstOnLine = true

  init(source: SourceText) {
    self.source = source
    bytes = source.bytes
    offset = source.start
    counter = PlaceCounter(in: source)
  }

  /// A place in the text to come back to.
  struct Mark {
    /// How many bytes had been read.
    let offset: Int
    fileprivate let counter: PlaceCounter
    fileprivate let isFirstOnLine: Bool
  }

  /// Where reading has come; set it to go back.
  var mark: Mark {
    get { Mark(offset: offset, counter: counter, isFirstOnLine: isFirstOnLine) }
    set {
      offset = newValue.offset
      counter = newValue.counter
      isFirstOnLine = newValue.isFirstOnLine
    }
  }

  /// The next word; `end` again and again at the end of the text.
  mutating func next() -> Token {
    skipWhiteSpace()
    let location = Location(place: counter.place(of: offset, in: source), offset: offset)
    let first = isFirstOnLine
    isFirstOnLine = false
    let start = offset
    let kind = readWord()
    return Token(kind: kind, range: start..<offset, location: location, isFirstOnLine: first)
  }

  private mutating func skipWhiteSpace() {
    while true {
      switch bytes[offset] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), 0x0C: offset += 1
      case UInt8(ascii: "#"):
        while offset < source.end, !atLineEnd { offset += 1 }
      case 0xC2, 0xE1, 0xE2, 0xE3:
        // No-break spaces, and the wide ones that a Korean keyboard or a web page brings.
        let scalar = decodeScalar(at: offset)
        guard scalar.value.properties.generalCategory == .spaceSeparator else { return }
        offset += scalar.length
      default: return
      }
    }
  }

  private var atLineEnd: Bool {
    bytes[offset] == .lineFeed || bytes[offset] == .carriageReturn
  }

  private mutating func readWord() -> Token.Kind {
    let start = offset
    let byte = bytes[offset]
    switch byte {
    case 0 where offset == source.end: return .end
    case .lineFeed, .carriageReturn:
      offset += byte == .carriageReturn && bytes[offset + 1] == .lineFeed ? 2 : 1
      counter.startLine(at: offset)
      isFirstOnLine = true
      return .newline
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return readNumber()
    case UInt8(ascii: "."):
      if isDigit(bytes[offset + 1]) { return readNumber() }
    case UInt8(ascii: "\""): return readString()
    case UInt8(ascii: "*"):
      if bytes[offset + 1] == byte {
        offset += 2
        return .power
      }
    default:
      if readName() { return offset - start > Self.longestName ? .overlongName : .name }
      if byte >= 0x80 {
        offset += decodeScalar(at: offset).length
        return .foreign
      }
    }
    offset += 1
    if byte == UInt8(ascii: "-"), bytes[offset] == UInt8(ascii: ">") {
      offset += 1
      return .arrow
    }
    if let relation = Self.relation(byte, bytes[offset]) {
      offset += relation.length - 1
      return relation.kind
    }
    return switch byte {
    case UInt8(ascii: "+"): .plus
    case UInt8(ascii: "-"): .minus
    case UInt8(ascii: "*"): .times
    case UInt8(ascii: "/"): .over
    case UInt8(ascii: "@"): .at
    case UInt8(ascii: "^"): .power
    case UInt8(ascii: "("): .leftParenthesis
    case UInt8(ascii: ")"): .rightParenthesis
    case UInt8(ascii: "["): .leftBracket
    case UInt8(ascii: "]"): .rightBracket
    case UInt8(ascii: "{"): .leftBrace
    case UInt8(ascii: "}"): .rightBrace
    case UInt8(ascii: ","): .comma
    case UInt8(ascii: ":"): .colon
    case UInt8(ascii: "="): .equals
    case UInt8(ascii: "."): .dot
    case UInt8(ascii: ";"): .semicolon
    default: .foreign
    }
  }

  /// The comparison that begins with a byte, by the one behind it, and how many bytes it takes.
  private static func relation(_ byte: UInt8, _ next: UInt8) -> (kind: Token.Kind, length: Int)? {
    let isWithEquals = next == UInt8(ascii: "=")
    switch byte {
    case UInt8(ascii: "<"): return isWithEquals ? (.atMost, 2) : (.less, 1)
    case UInt8(ascii: ">"): return isWithEquals ? (.atLeast, 2) : (.greater, 1)
    case UInt8(ascii: "=") where isWithEquals: return (.equality, 2)
    case UInt8(ascii: "!") where isWithEquals: return (.inequality, 2)
    default: return nil
    }
  }

  // MARK: Names

  /// How many bytes a name may have. Nobody types so many, and to compare names is to normalize
  /// their accents, which takes very long for very many of them.
  static let longestName = 10_000

  /// Reads a Unicode identifier (UAX #31, with `_` as a first letter), if one begins here.
  private mutating func readName() -> Bool {
    let start = offset
    while true {
      let byte = bytes[offset]
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "_"):
        offset += 1
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if offset == start { return false }
        offset += 1
      case 0x80...:
        let (scalar, length) = decodeScalar(at: offset)
        let properties = scalar.properties
        guard offset == start ? properties.isXIDStart : properties.isXIDContinue else {
          return offset > start
        }
        offset += length
      default: return offset > start
      }
    }
  }

  /// The scalar that begins at an offset, and how many bytes it takes.
  private func decodeScalar(at offset: Int) -> (value: Unicode.Scalar, length: Int) {
    let lead = UInt32(bytes[offset])
    let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    var value = length == 1 ? lead : lead & (0xFF >> UInt32(length + 1))
    for tail in bytes[(offset + 1)..<(offset + length)] { value = value << 6 | UInt32(tail & 0x3F) }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
  }

  // MARK: Numbers

  /// Reads `2`, `1.1`, `.5` or `1e-3`.
  private mutating func readNumber() -> Token.Kind {
    skipDigits()
    if bytes[offset] == UInt8(ascii: ".") {
      offset += 1
      skipDigits()
    }
    if bytes[offset] | 0x20 == UInt8(ascii: "e") {
      let sign = bytes[offset + 1]
      let signLength = sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") ? 1 : 0
      if isDigit(bytes[offset + signLength + 1]) {
        offset += signLength + 1
        skipDigits()
      }
    }
    // A number that runs into letters is neither.
    return readName() ? .malformedNumber : .number
  }

  private mutating func skipDigits() {
    while isDigit(bytes[offset]) { offset += 1 }
  }

  // MARK: Strings

  /// Reads `"…"` up to its second mark, which `\` may hide.
  private mutating func readString() -> Token.Kind {
    offset += 1
    while offset < source.end, !atLineEnd {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "\"") {
        offset += 1
        return .string
      }
      offset += 1
      if byte == UInt8(ascii: "\\"), offset < source.end, !atLineEnd { offset += 1 }
    }
    return .unterminatedString
  }
}

func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
