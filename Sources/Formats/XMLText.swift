/// A text as XML and HTML have it, as the content of an element or between the quotation marks of an
/// attribute.
///
///     escapedXML("a < b & c")   // a &lt; b &amp; c
///
/// Neither language has a way to write most control characters; U+FFFD stands for them.
package func escapedXML(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: { escape($0) != nil }) else { return text }
  var escaped = ""
  for scalar in text.unicodeScalars {
    if let escape = escape(scalar) {
      escaped += escape
    } else {
      escaped.unicodeScalars.append(scalar)
    }
  }
  return escaped
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
