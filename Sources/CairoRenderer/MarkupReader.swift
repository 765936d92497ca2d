/// Reads the tags of Cairo's SVG one after another; text between them is white space.
///
/// Names and values are ranges of the bytes read, so that nothing is copied.
struct MarkupReader {
  enum Kind {
    case open
    case close
    case empty
  }

  struct Attribute {
    let name: Range<Int>
    let value: Range<Int>
  }

  let bytes: UnsafeBufferPointer<UInt8>
  private(set) var kind = Kind.open
  private(set) var name = 0..<0
  private(set) var attributes: [Attribute] = []
  private var position = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Goes to the next tag; false at the end of the file.
  mutating func next() throws(RenderError) -> Bool {
    while let start = find(UInt8(ascii: "<"), from: position) {
      position = start + 1
      guard position < bytes.count else { throw .unknownMarkup("a tag without end") }
      switch bytes[position] {
      case UInt8(ascii: "?"), UInt8(ascii: "!"):
        continue
      case UInt8(ascii: "/"):
        kind = .close
        position += 1
        name = word()
        attributes.removeAll(keepingCapacity: true)
        return true
      default:
        name = word()
        try readAttributes()
        return true
      }
    }
    return false
  }

  /// Whether a range of the bytes spells a word.
  func range(_ range: Range<Int>, is word: StaticString) -> Bool {
    guard range.count == word.utf8CodeUnitCount else { return false }
    for offset in 0..<range.count
    where bytes[range.lowerBound + offset] != word.utf8Start[offset] {
      return false
    }
    return true
  }

  /// Whether the tag has a name.
  func isNamed(_ word: StaticString) -> Bool { range(name, is: word) }

  /// The value of an attribute of the tag.
  func value(_ word: StaticString) -> Range<Int>? {
    attributes.first { range($0.name, is: word) }?.value
  }

  /// A range of the bytes as text.
  func text(_ range: Range<Int>) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
  }

  /// Calls back with each `name:value` of a style attribute.
  func forEachDeclaration(in style: Range<Int>, _ body: (Attribute) -> Void) {
    var index = style.lowerBound
    while index < style.upperBound {
      while index < style.upperBound, isSpace(bytes[index]) || bytes[index] == UInt8(ascii: ";") {
        index += 1
      }
      let name = index
      while index < style.upperBound, bytes[index] != UInt8(ascii: ":") { index += 1 }
      let value = index + 1
      while index < style.upperBound, bytes[index] != UInt8(ascii: ";") { index += 1 }
      if value <= index { body(Attribute(name: name..<(value - 1), value: value..<index)) }
    }
  }

  private mutating func readAttributes() throws(RenderError) {
    attributes.removeAll(keepingCapacity: true)
    kind = .open
    while position < bytes.count {
      let byte = bytes[position]
      if isSpace(byte) {
        position += 1
      } else if byte == UInt8(ascii: ">") {
        return
      } else if byte == UInt8(ascii: "/") {
        kind = .empty
        position += 1
      } else {
        let name = word()
        guard position + 1 < bytes.count, bytes[position] == UInt8(ascii: "="),
          bytes[position + 1] == UInt8(ascii: "\""),
          let end = find(UInt8(ascii: "\""), from: position + 2)
        else { throw .unknownMarkup("an attribute of <\(text(self.name))>") }
        attributes.append(Attribute(name: name, value: (position + 2)..<end))
        position = end + 1
      }
    }
    throw .unknownMarkup("<\(text(name))> without end")
  }

  /// The bytes up to the next space, `=`, `/` or `>`.
  private mutating func word() -> Range<Int> {
    let start = position
    while position < bytes.count {
      let byte = bytes[position]
      if isSpace(byte) || byte == UInt8(ascii: "=") || byte == UInt8(ascii: ">")
        || byte == UInt8(ascii: "/")
      {
        break
      }
      position += 1
    }
    return start..<position
  }

  private func find(_ byte: UInt8, from start: Int) -> Int? {
    var index = start
    while index < bytes.count {
      if bytes[index] == byte { return index }
      index += 1
    }
    return nil
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
