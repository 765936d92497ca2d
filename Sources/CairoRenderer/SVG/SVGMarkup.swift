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
    raw(escapedXML(String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })))
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
