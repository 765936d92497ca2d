import Scene

/// Writes SVG: escaped text, and numbers with no more digits than can be seen.
struct MarkupWriter {
  private(set) var bytes: [UInt8] = []

  /// Writes markup as it is.
  mutating func raw(_ text: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Writes markup as it is.
  mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Writes what another writer wrote.
  mutating func raw(_ other: MarkupWriter) { bytes.append(contentsOf: other.bytes) }

  /// Writes bytes as they are.
  mutating func raw(_ other: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: other[range]))
  }

  /// Takes back what was written from an index on.
  mutating func cut(from start: Int) -> [UInt8] {
    let tail = Array(bytes[start...])
    bytes.removeSubrange(start...)
    return tail
  }

  /// Writes text so that it is text in XML and in HTML, inside and outside of attributes.
  mutating func text(_ text: String) {
    var text = text
    text.withUTF8 { source in
      for (index, byte) in source.enumerated() {
        switch byte {
        case UInt8(ascii: "&"): raw("&amp;")
        case UInt8(ascii: "<"): raw("&lt;")
        case UInt8(ascii: ">"): raw("&gt;")
        case UInt8(ascii: "\""): raw("&quot;")
        case UInt8(ascii: "'"): raw("&#39;")
        case 0x09, 0x0A, 0x0D: bytes.append(0x20)
        // XML 1.0 has no way to write control characters, nor U+FFFE and U+FFFF.
        case 0..<0x20: raw("\u{FFFD}")
        case 0xBE...0xBF where index > 1 && source[index - 1] == 0xBF && source[index - 2] == 0xEF:
          bytes.append(0xBD)
        default: bytes.append(byte)
        }
      }
    }
  }

  /// Writes ` name="text"`.
  mutating func attribute(_ name: StaticString, _ value: String) {
    raw(" ")
    raw(name)
    raw("=\"")
    text(value)
    raw("\"")
  }

  /// Writes ` name="number"`.
  mutating func attribute(_ name: StaticString, _ value: Double) {
    attribute(name, decimal(value))
  }

  /// Writes the numbers of a list, separated by single spaces or, where it is one, a function's
  /// parentheses, each with at most `places` decimals.
  mutating func numbers(
    _ source: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, places: Int = 2
  ) {
    var index = range.lowerBound
    var needsSpace = false
    while index < range.upperBound {
      let byte = source[index]
      if startsNumber(byte) {
        index = number(
          source, from: index, to: range.upperBound, places: places,
          needsSpace: needsSpace)
        needsSpace = true
      } else {
        if byte != 0x20, byte != UInt8(ascii: ",") {
          bytes.append(byte)
          needsSpace = false
        }
        index += 1
      }
    }
  }

  /// Writes a path with as few bytes as say the same.
  mutating func path(_ source: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    guard let outline = Outline(source, range) else {
      numbers(source, range)
      return
    }
    path(outline)
  }

  /// Writes a path with as few bytes as say the same.
  mutating func path(_ outline: Outline) { bytes += OutlineWriter(outline).bytes }

  private func startsNumber(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }

  /// Writes the number at an index rounded to some decimals; returns the index after it.
  private mutating func number(
    _ source: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int, places: Int,
    needsSpace: Bool
  ) -> Int {
    var index = start
    let isNegative = source[index] == UInt8(ascii: "-")
    if isNegative { index += 1 }
    var scaled = 0
    while index < end, (0x30...0x39).contains(source[index]) {
      scaled = scaled &* 10 &+ Int(source[index] &- 0x30)
      index += 1
    }
    var missing = places
    if index < end, source[index] == UInt8(ascii: ".") {
      index += 1
      while index < end, (0x30...0x39).contains(source[index]) {
        let digit = Int(source[index] &- 0x30)
        if missing > 0 {
          scaled = scaled &* 10 &+ digit
        } else if missing == 0, digit >= 5 {
          scaled &+= 1
        }
        missing -= 1
        index += 1
      }
    }
    while missing > 0 {
      scaled = scaled &* 10
      missing -= 1
    }
    let hasSign = isNegative && scaled != 0
    if needsSpace { bytes.append(0x20) }
    if hasSign { bytes.append(UInt8(ascii: "-")) }
    write(scaled, places: places)
    return index
  }

  /// Writes a number given in units of its last decimal place.
  private mutating func write(_ scaled: Int, places: Int) {
    if scaled == 0 {
      bytes.append(0x30)
      return
    }
    var rest = scaled
    var places = places
    while places > 0, rest % 10 == 0 {
      rest /= 10
      places -= 1
    }
    let start = bytes.count
    var digits = 0
    while rest > 0 || digits < places {
      if digits == places, places > 0 { bytes.append(UInt8(ascii: ".")) }
      bytes.append(0x30 + UInt8(rest % 10))
      rest /= 10
      digits += 1
    }
    if digits == places, places > 0 { bytes.append(UInt8(ascii: ".")) }
    bytes[start...].reverse()
  }
}
