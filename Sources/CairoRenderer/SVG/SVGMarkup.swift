import Formats
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

  /// Writes text so that it is text in XML and in HTML, inside and outside of attributes; a line of
  /// its own is a space.
  mutating func text(_ text: String) {
    raw(escapedXML(Self.line(text)))
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
    raw(" ")
    raw(name)
    raw("=\"")
    raw(decimal(value))
    raw("\"")
  }

  /// A text with a space in place of each line break and tab.
  private static func line(_ text: String) -> String {
    // The first bytes of line breaks: those of ASCII, U+0085, U+2028 and U+2029.
    guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0xC2 || $0 == 0xE2 }) else { return text }
    var line: [UInt8] = []
    line.reserveCapacity(text.utf8.count)
    var last: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      // A carriage return and a line feed are one break.
      if scalar == "\n", last == "\r" {
        last = scalar
        continue
      }
      last = scalar
      switch scalar.value {
      case 0x09...0x0D, 0x85, 0x2028, 0x2029: line.append(0x20)
      default: line.append(contentsOf: scalar.utf8)
      }
    }
    return String(decoding: line, as: UTF8.self)
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

  /// Writes where a rectangle is and how large.
  mutating func attributes(of frame: Rect) {
    attribute("x", frame.x)
    attribute("y", frame.y)
    attribute("width", max(0, frame.width))
    attribute("height", max(0, frame.height))
  }
}
