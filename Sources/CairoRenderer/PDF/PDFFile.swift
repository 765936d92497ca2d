/// A PDF as its objects, one after the other, and the table that says where each begins.
///
/// After ISO 32000-1, 7.5.
struct PDFFile {
  /// The number of an object, by which others point at it.
  struct Reference: Hashable {
    let number: Int

    /// As it is written within other objects.
    var text: String { "\(number) 0 R" }
  }

  /// The file so far. The second line says that it is no text.
  private var bytes = Array("%PDF-1.4\n%".utf8) + [0xE2, 0xE3, 0xCF, 0xD3, 0x0A]
  /// Where the objects begin, the first of number 1.
  private var offsets: [Int] = []

  /// A number for an object that is written later.
  mutating func reserve() -> Reference {
    offsets.append(0)
    return Reference(number: offsets.count)
  }

  /// Writes a dictionary: its entries without brackets.
  mutating func write(_ entries: String, as reference: Reference) {
    begin(reference)
    bytes += "<< \(entries) >>\nendobj\n".utf8
  }

  /// Writes a dictionary and says what it is called.
  mutating func add(_ entries: String) -> Reference {
    let reference = reserve()
    write(entries, as: reference)
    return reference
  }

  /// Writes a stream that is compressed already.
  ///
  /// - Parameter entries: What its dictionary says beside its length.
  mutating func add(_ entries: String, compressed data: [UInt8]) -> Reference {
    let reference = reserve()
    begin(reference)
    bytes += "<< \(entries) /Filter /FlateDecode /Length \(data.count) >>\nstream\n".utf8
    bytes += data
    bytes += "\nendstream\nendobj\n".utf8
    return reference
  }

  private mutating func begin(_ reference: Reference) {
    offsets[reference.number - 1] = bytes.count
    bytes += "\(reference.number) 0 obj\n".utf8
  }

  /// The whole file.
  consuming func finished(catalog: Reference, information: Reference) -> [UInt8] {
    let table = bytes.count
    bytes += "xref\n0 \(offsets.count + 1)\n0000000000 65535 f \n".utf8
    for offset in offsets {
      let digits = String(offset)
      bytes += String(repeating: "0", count: max(0, 10 - digits.utf8.count)).utf8
      bytes += "\(digits) 00000 n \n".utf8
    }
    bytes += "trailer\n<< /Size \(offsets.count + 1) /Root \(catalog.text) ".utf8
    bytes += "/Info \(information.text) >>\nstartxref\n\(table)\n%%EOF\n".utf8
    return bytes
  }

  /// A text of a dictionary: in ASCII as it is, else UTF-16 in digits.
  static func text(_ string: String) -> String {
    let isPlain = string.utf8.allSatisfy { (0x20..<0x7F).contains($0) }
    guard !isPlain else {
      let escaped = string.flatMap { "()\\".contains($0) ? "\\\($0)" : "\($0)" }
      return "(" + String(escaped) + ")"
    }
    return "<FEFF" + hexadecimal(string) + ">"
  }

  /// A text in UTF-16, four digits for each half.
  static func hexadecimal(_ string: String) -> String {
    string.utf16.map { unit in
      let digits = String(unit, radix: 16, uppercase: true)
      return String(repeating: "0", count: 4 - digits.utf8.count) + digits
    }.joined()
  }
}
