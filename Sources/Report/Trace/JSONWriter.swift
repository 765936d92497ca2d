/// What takes the bytes of a text as they are written.
package typealias ByteSink = (UnsafeRawBufferPointer) throws -> Void

/// Writes JSON piece by piece, so that a large text is never held as a whole.
///
///     json.raw("{\"x\": ")
///     json.number(100)   // 100, not 100.0
package struct JSONWriter {
  private var bytes: [UInt8] = []
  private let sink: ByteSink

  /// Creates a writer in front of a sink.
  package init(to sink: @escaping ByteSink) {
    self.sink = sink
    bytes.reserveCapacity(2 * Self.capacity)
  }

  private static let capacity = 1 << 16

  /// Hands over what was written, where it is much.
  ///
  /// - Throws: The sink's error.
  @inline(__always)
  package mutating func drain() throws {
    if bytes.count >= Self.capacity { try flush() }
  }

  /// Hands over all that was written.
  ///
  /// - Throws: The sink's error.
  package mutating func flush() throws {
    try bytes.withUnsafeBytes(sink)
    bytes.removeAll(keepingCapacity: true)
  }

  // MARK: Pieces

  /// Writes punctuation and keys as they stand.
  package mutating func raw(_ text: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Writes a string with its quotation marks.
  package mutating func string(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0x0A: raw("\\n")
      case 0x09: raw("\\t")
      case 0..<0x20, 0x7F:
        raw("\\u00")
        bytes.append(Self.hexadecimal(byte >> 4))
        bytes.append(Self.hexadecimal(byte & 15))
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Writes a string, or null where there is none.
  package mutating func string(orNull text: String?) {
    if let text { string(text) } else { raw("null") }
  }

  /// Writes a whole number.
  package mutating func integer(_ number: Int) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = number.magnitude
    let start = bytes.count
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }

  /// Writes the shortest decimal that reads back as the same double; a whole number bare; "inf",
  /// "-inf" or "nan" as strings, since JSON has no numbers for them.
  package mutating func number(_ x: Double) {
    guard x.isFinite else { return raw(x.isNaN ? "\"nan\"" : x < 0 ? "\"-inf\"" : "\"inf\"") }
    if x.magnitude < 1e15, let whole = Int(exactly: x) {
      if whole == 0, x.sign == .minus { bytes.append(UInt8(ascii: "-")) }
      return integer(whole)
    }
    var text = x.description
    text.withUTF8 { digits in
      // From 10¹⁵ to 2⁵³ whole numbers still end in a point and a zero.
      let isWhole = digits.count > 2 && digits.suffix(2).elementsEqual(".0".utf8)
      bytes.append(contentsOf: isWhole ? digits.dropLast(2) : digits[...])
    }
  }

  /// Writes a number, or null where there is none.
  package mutating func number(orNull x: Double?) {
    if let x { number(x) } else { raw("null") }
  }

  /// Writes whole numbers as an array.
  package mutating func integers(_ numbers: some Sequence<Int>) {
    list(numbers) { $0.integer($1) }
  }

  /// Writes an array, each item by a function.
  package mutating func list<Items: Sequence>(
    _ items: Items, _ write: (inout JSONWriter, Items.Element) -> Void
  ) {
    bytes.append(UInt8(ascii: "["))
    var isFirst = true
    for item in items {
      if !isFirst { raw(", ") }
      isFirst = false
      write(&self, item)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  /// Writes the entries of a tensor, in row-major order, as nested arrays; a scalar as a number.
  ///
  /// - Throws: The sink's error.
  package mutating func tensor(_ entries: some Sequence<Double>, extents: [Int]) throws {
    // An axis opens and closes a bracket wherever as many entries are through as it spans.
    var span = 1
    var spans: [Int] = []
    for extent in extents.reversed() {
      span *= extent
      spans.append(span)
    }
    var done = 0
    for entry in entries {
      if done > 0 { raw(", ") }
      for span in spans where done % span == 0 { bytes.append(UInt8(ascii: "[")) }
      number(entry)
      done += 1
      for span in spans where done % span == 0 { bytes.append(UInt8(ascii: "]")) }
      try drain()
    }
  }

  private static func hexadecimal(_ digit: UInt8) -> UInt8 {
    digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
  }
}
