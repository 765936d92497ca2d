/// Writes JSON piece by piece, so that a large text is never held as a whole.
///
///     json.object { json in
///       json.field("x", 100)
///       json.field("path", [0.5, 2])
///     }
///     // {"x": 100, "path": [0.5, 2]}
///
/// Brackets, commas and line breaks are the writer's own: what it has written is JSON, whatever it
/// was asked for. A number that JSON has none for is a string: "inf", "-inf" or "nan".
package struct JSONWriter {
  /// How the items of an array or an object stand.
  package enum Lines {
    /// All on one line.
    case one
    /// Each on a line of its own.
    case each
    /// Each on a line of its own, and the bracket behind them too.
    case block
  }

  /// What may be written next.
  private enum Place {
    /// A value: the text begins, or a key stands before it.
    case value
    /// The first item behind a bracket.
    case first
    /// An item behind another.
    case next
  }

  @usableFromInline var bytes: [UInt8] = []
  private let sink: ((UnsafeRawBufferPointer) throws -> Void)?
  private let isCompact: Bool
  private var place = Place.value
  private var lines = Lines.one
  private var breaksLine = false
  private var depth = 0

  private static let capacity = 1 << 16

  /// Creates a writer in front of what takes the bytes.
  package init(to sink: @escaping (UnsafeRawBufferPointer) throws -> Void) {
    self.sink = sink
    isCompact = false
    bytes.reserveCapacity(2 * Self.capacity)
  }

  private init(isCompact: Bool) {
    sink = nil
    self.isCompact = isCompact
  }

  /// What is written, as a text.
  ///
  /// - Parameter isCompact: Whether there is no space behind commas and colons.
  package static func text(
    isCompact: Bool = false, _ write: (inout JSONWriter) throws -> Void
  ) rethrows -> String {
    var json = JSONWriter(isCompact: isCompact)
    try write(&json)
    return String(decoding: json.bytes, as: UTF8.self)
  }

  // MARK: Handing over

  /// Hands over what was written, where it is much.
  ///
  /// - Throws: What takes the bytes throws.
  package mutating func drain() throws {
    if bytes.count >= Self.capacity { try flush() }
  }

  /// Hands over all that was written.
  ///
  /// - Throws: What takes the bytes throws.
  package mutating func flush() throws {
    guard let sink else { return }
    try bytes.withUnsafeBytes(sink)
    bytes.removeAll(keepingCapacity: true)
  }

  /// Ends the line and hands over all that was written.
  ///
  /// - Throws: What takes the bytes throws.
  package mutating func finish() throws {
    bytes.append(UInt8(ascii: "\n"))
    try flush()
  }

  // MARK: Objects and arrays

  /// Writes an object, its fields by a function.
  package mutating func object(
    _ lines: Lines = .one, _ write: (inout JSONWriter) throws -> Void
  ) rethrows {
    let outer = open(UInt8(ascii: "{"), lines)
    try write(&self)
    close(UInt8(ascii: "}"), outer)
  }

  /// Writes an array, its items by a function.
  package mutating func array(
    _ lines: Lines = .one, _ write: (inout JSONWriter) throws -> Void
  ) rethrows {
    let outer = open(UInt8(ascii: "["), lines)
    try write(&self)
    close(UInt8(ascii: "]"), outer)
  }

  /// Writes an array, each item by a function, and hands over what has become much.
  ///
  /// - Throws: What the function and what takes the bytes throw.
  @inlinable
  package mutating func list<Items: Sequence>(
    _ items: Items, _ lines: Lines = .one,
    _ write: (inout JSONWriter, Items.Element) throws -> Void
  ) throws {
    try array(lines) { json in
      for item in items {
        try write(&json, item)
        try json.drain()
      }
    }
  }

  /// Lets the next item begin a line, indented by a space for each bracket around it.
  package mutating func newLine() { breaksLine = true }

  private mutating func open(_ bracket: UInt8, _ lines: Lines) -> Lines {
    begin()
    bytes.append(bracket)
    defer { self.lines = lines }
    place = .first
    depth += 1
    return self.lines
  }

  private mutating func close(_ bracket: UInt8, _ outer: Lines) {
    depth -= 1
    if lines == .block, place == .next { breakLine() }
    bytes.append(bracket)
    lines = outer
    place = .next
    breaksLine = false
  }

  /// Writes what stands between what was written and what comes now.
  @usableFromInline
  mutating func begin() {
    let breaks = place != .value && (breaksLine || lines != .one)
    if place == .next {
      if breaks { raw(",") } else { comma() }
    }
    if breaks { breakLine() }
    if place != .value { breaksLine = false }
    place = .next
  }

  @usableFromInline
  mutating func comma() { raw(isCompact ? "," : ", ") }

  private mutating func breakLine() {
    bytes.append(UInt8(ascii: "\n"))
    for _ in 0..<depth { bytes.append(UInt8(ascii: " ")) }
  }

  // MARK: Keys

  /// Writes a key of ASCII without a quotation mark.
  mutating func key(_ name: StaticString) {
    begin()
    raw("\"")
    raw(name)
    raw("\"")
    endKey()
  }

  /// Writes a key that is known only when the program runs.
  mutating func key(_ name: String) {
    begin()
    string(name)
    endKey()
  }

  private mutating func endKey() {
    raw(isCompact ? ":" : ": ")
    place = .value
  }

  // MARK: Values

  /// Writes null.
  package mutating func null() {
    begin()
    raw("null")
  }

  /// Writes a string with its quotation marks, or null.
  package mutating func value(_ text: String?) {
    guard let text else { return null() }
    begin()
    string(text)
  }

  /// Writes a whole number, or null.
  package mutating func value(_ number: Int?) {
    guard let number else { return null() }
    begin()
    integer(number)
  }

  /// Writes a whole number without a sign, such as a seed.
  package mutating func value(_ number: UInt64) {
    begin()
    integer(number)
  }

  /// Writes the shortest decimal that reads back as the same double, or null; a whole number bare.
  package mutating func value(_ number: Double?) {
    guard let number else { return null() }
    begin()
    self.number(number)
  }

  /// Writes the shortest decimal that reads back as the same number of single precision, or null;
  /// a whole number bare.
  package mutating func value(_ number: Float?) {
    guard let number else { return null() }
    begin()
    if number.isFinite { decimal(number.description) } else { self.number(Double(number)) }
  }

  /// Writes true, false or null.
  package mutating func value(_ flag: Bool?) {
    guard let flag else { return null() }
    begin()
    raw(flag ? "true" : "false")
  }

  /// Writes the entries of a tensor, in row-major order, as nested arrays; a scalar as a number.
  ///
  /// - Throws: What takes the bytes throws.
  @inlinable
  package mutating func tensor(_ entries: some Sequence<Double>, extents: [Int]) throws {
    begin()
    // An axis opens and closes a bracket wherever as many entries are through as it spans.
    var span = 1
    var spans: [Int] = []
    for extent in extents.reversed() {
      span *= extent
      spans.append(span)
    }
    var done = 0
    for entry in entries {
      if done > 0 { comma() }
      for span in spans where done % span == 0 { bytes.append(UInt8(ascii: "[")) }
      number(entry)
      done += 1
      for span in spans where done % span == 0 { bytes.append(UInt8(ascii: "]")) }
      try drain()
    }
    if done == 0 { raw("[]") }
  }

  // MARK: Bytes

  /// Writes punctuation as it stands.
  @usableFromInline
  mutating func raw(_ text: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private mutating func string(_ text: String) {
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

  private mutating func integer(_ number: Int) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    integer(UInt64(number.magnitude))
  }

  private mutating func integer(_ number: UInt64) {
    var rest = number
    let start = bytes.count
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }

  @usableFromInline
  mutating func number(_ x: Double) {
    guard x.isFinite else { return raw(x.isNaN ? "\"nan\"" : x < 0 ? "\"-inf\"" : "\"inf\"") }
    if x.magnitude < 1e15, let whole = Int(exactly: x) {
      if whole == 0, x.sign == .minus { bytes.append(UInt8(ascii: "-")) }
      return integer(whole)
    }
    decimal(x.description)
  }

  /// A number as Swift describes it, without the point and the zero behind a whole one.
  private mutating func decimal(_ description: String) {
    var text = description
    text.withUTF8 { digits in
      let isWhole = digits.count > 2 && digits.suffix(2).elementsEqual(".0".utf8)
      bytes.append(contentsOf: isWhole ? digits.dropLast(2) : digits[...])
    }
  }

  private static func hexadecimal(_ digit: UInt8) -> UInt8 {
    digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
  }
}
