/// Whose sheet it is: what stands on the line for name and number.
package struct NameLine: Sendable, Hashable {
  /// The name, on one line; nil where there is room to write it.
  package let name: String?
  /// The number that somebody is known by.
  package let number: String?

  /// Takes what is known; what is empty is not.
  package init(name: String? = nil, number: String? = nil) {
    self.name = Self.line(name)
    self.number = Self.line(number)
  }

  /// Whether nothing is known.
  package var isEmpty: Bool { name == nil && number == nil }

  /// The most letters that are set: more could not be read on a line.
  private static let mostLetters = 120

  private static func line(_ text: String?) -> String? {
    let words = (text ?? "").split {
      $0.isWhitespace || $0.unicodeScalars.contains { $0.value < 0x20 }
    }
    let line = words.joined(separator: " ")
    guard !line.isEmpty else { return nil }
    return line.count <= mostLetters ? line : line.prefix(mostLetters - 1) + "…"
  }
}
