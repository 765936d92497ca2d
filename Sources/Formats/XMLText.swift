/// A text as XML and HTML have it, as the content of an element or between the quotation marks of an
/// attribute.
///
///     escapedXML("a < b & c")   // a &lt; b &amp; c
///
/// Neither language has a way to write most control characters; U+FFFD stands for them.
package func escapedXML(_ text: String) -> String {
  guard text.utf8.contains(where: mayBeEscaped) else { return text }
  var escaped: [UInt8] = []
  escaped.reserveCapacity(text.utf8.count + 16)
  for scalar in text.unicodeScalars {
    if let escape = escape(scalar) {
      escaped.append(contentsOf: escape.utf8)
    } else {
      escaped.append(contentsOf: scalar.utf8)
    }
  }
  return String(decoding: escaped, as: UTF8.self)
}

/// Whether a byte of UTF-8 may be the first of a character that is escaped: most texts have none.
private func mayBeEscaped(_ byte: UInt8) -> Bool {
  byte < 0x20 || byte == 0x22 || byte == 0x26 || byte == 0x3C || byte == 0x3E || byte == 0xEF
}

private func escape(_ scalar: Unicode.Scalar) -> String? {
  switch scalar.value {
  case 0x26: "&amp;"
  case 0x3C: "&lt;"
  case 0x3E: "&gt;"
  case 0x22: "&quot;"
  case 0x09, 0x0A, 0x0D: nil
  case 0..<0x20, 0xFFFE, 0xFFFF: "\u{FFFD}"
  default: nil
  }
}
