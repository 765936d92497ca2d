import Scene

/// What kind of SVG is written.
package struct SVGOptions: Hashable, Sendable {
  /// What letters become.
  package enum Letters: String, CaseIterable, Sendable {
    /// Their outlines: they look the same everywhere.
    case outlines
    /// Real text: it can be selected, searched and edited, where its fonts are installed.
    case text
  }

  /// What all ids in it begin with: another one for each figure of a page.
  package var prefix: String
  /// What the ids of letters begin with in a part of a page that shares none with the rest of it.
  package var letterPrefix = ""
  /// What letters become.
  package var letters: Letters
  /// Whether shapes carry their roles as classes, so that a page can recolour them.
  package var recolours: Bool
  /// Whether the paper is painted; when left out, in a file of its own only.
  package var paintsBackground: Bool?
  /// The theme a file of its own takes on where the reader prefers dark, if any.
  package var darkTheme: Theme?
  /// Whether the targets can be reached by the keyboard.
  package var hasFocusableTargets: Bool

  /// A kind of SVG.
  package init(
    prefix: String = "figure", letters: Letters = .outlines, recolours: Bool = true,
    paintsBackground: Bool? = nil, darkTheme: Theme? = nil, hasFocusableTargets: Bool = false
  ) {
    self.prefix = prefix
    self.letters = letters
    self.recolours = recolours
    self.paintsBackground = paintsBackground
    self.darkTheme = darkTheme
    self.hasFocusableTargets = hasFocusableTargets
  }

  /// Whether ids can begin with the prefix, also in a style rule.
  package var hasValidPrefix: Bool {
    guard let first = prefix.utf8.first, isLetter(first) else { return false }
    return prefix.utf8.allSatisfy { byte in
      isLetter(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
        || byte == UInt8(ascii: "_")
    }
  }

  private func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}

/// Where SVG goes.
enum SVGForm: Hashable {
  /// A file of its own: with an XML declaration, the paper, its letters, and rules for its variables.
  case file
  /// A part of an HTML page, on the page's paper; the page has the letters and the rules of
  /// `StyleSheet`.
  case fragment
}
