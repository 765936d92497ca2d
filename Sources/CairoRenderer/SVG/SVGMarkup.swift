import Scene

/// Markup in the making: tags as they are, texts escaped, numbers with no more digits than can be
/// seen.
struct SVGMarkup {
  private(set) var bytes: [UInt8] = []

  /// The markup as text.
  var string: String { String(decoding: bytes, as: UTF8.self) }

  /// Writes markup as it is.
  mutating func raw(_ text: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Writes markup as it is.
  mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Writes markup as it is.
  mutating func raw(_ text: [UInt8]) { bytes.append(contentsOf: text) }

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

  /// Writes where an element is taken from, as its readers know it: the older name in a file of its
  /// own, for programs that know no other.
  mutating func reference(_ address: String, _ form: SVGForm) {
    switch form {
    case .file: raw(" xlink:href=\"\(address)\"")
    case .fragment: raw(" href=\"\(address)\"")
    }
  }

  /// Writes ` name="number"` unless it is so anyway.
  mutating func attribute(_ name: StaticString, _ value: Double, unless usual: Double) {
    if value != usual { attribute(name, value) }
  }
}
