/// What the catalog of a document says of itself: its language, and that a window shows
/// its title and not the file's name.
///
/// Cairo has no words for it. It writes the catalog as the last object, so that nothing behind it has a
/// place but the table of places itself:
///
///     41 0 obj
///     << /Type /Catalog
///        /Pages 1 0 R
///        /Lang (ko) …        ← added
///     >>
///     endobj
///     xref
///     …
///     startxref
///     41134                  ← so many bytes farther
///     %%EOF
struct PDFCatalog {
  /// The language of the document's text, such as `ko`.
  let language: String

  /// Adds the entries to a document with a table of places (`xref`), as Cairo writes one where it is
  /// kept to PDF 1.4. Anything else stays as it is.
  ///
  /// - Returns: Whether they were added.
  @discardableResult
  func add(to document: inout [UInt8]) -> Bool {
    let tail = "%%EOF"
    guard let mark = document.lastIndex(of: "startxref\n"),
      let (table, digits) = number(in: document, at: mark + "startxref\n".utf8.count),
      document[digits.upperBound...].starts(with: "\n\(tail)".utf8),
      document.has("xref\n", at: table), document.has(Self.end, at: table - Self.end.utf8.count)
    else { return false }
    let place = table - Self.end.utf8.count
    // The object that ends there is the catalog.
    guard let start = document[..<place].lastIndex(of: " 0 obj\n"),
      document.has("<< /Type /Catalog\n", at: start + " 0 obj\n".utf8.count)
    else { return false }
    let entries = Array("   \(self.entries)\n".utf8)
    document.replaceSubrange(digits, with: String(table + entries.count).utf8)
    document.insert(contentsOf: entries, at: place)
    return true
  }

  /// What follows the catalog's last entry.
  private static let end = ">>\nendobj\n"

  /// The entries as they stand in the catalog.
  var entries: String {
    // A language's name is letters, digits and hyphens; nothing else may end the string.
    let name = language.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    return "/Lang (\(name)) /ViewerPreferences << /DisplayDocTitle true >>"
  }

  /// The number that begins at a place, and where its digits stand.
  private func number(in document: [UInt8], at start: Int) -> (Int, Range<Int>)? {
    let digits = document[start...].prefix { (0x30...0x39).contains($0) }
    return Int(String(decoding: digits, as: UTF8.self)).map {
      ($0, digits.startIndex..<digits.endIndex)
    }
  }
}

extension BidirectionalCollection<UInt8> where Self: RandomAccessCollection, Index == Int {
  /// Whether some bytes stand at a place.
  fileprivate func has(_ text: String, at place: Int) -> Bool {
    place >= startIndex && place <= endIndex && self[place...].starts(with: text.utf8)
  }

  /// Where some bytes stand for the last time.
  fileprivate func lastIndex(of text: String) -> Int? {
    guard count >= text.utf8.count else { return nil }
    return (startIndex...(endIndex - text.utf8.count)).last { has(text, at: $0) }
  }
}
