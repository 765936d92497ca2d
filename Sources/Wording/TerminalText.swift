/// How many cells of a terminal a text takes: two for a Hangul syllable, none for a lone accent.
///
///     cellWidth(of: "apple 사과")   // 10
package func cellWidth(of text: String) -> Int {
  if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
  if text.isPlain {
    return text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0xAC00 ? 2 : 1) }
  }
  return text.reduce(0) { $0 + cellWidth(of: $1) }
}

extension String {
  /// Whether nothing but letters, digits and signs of mathematics stands here, each a character of
  /// its own, one cell wide or, a Hangul syllable, two: what needs no look at Unicode's tables.
  var isPlain: Bool {
    unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0x20..<0x7F, 0xA1...0xAC, 0xAE...0x2FF, 0x391...0x3C9, 0x2010...0x2027, 0x2070...0x209C,
        0x2200...0x22FF, 0xAC00...0xD7A3, 0x2192:
        true
      default: false
      }
    }
  }
}

/// A text on one line in which nothing commands a terminal: controls, line breaks and marks that
/// change the direction of writing are replaced.
package func printable(_ text: String) -> String {
  if text.isPlain { return text }
  return String(
    text.map { character in
      guard let scalar = character.unicodeScalars.first else { return character }
      switch scalar.properties.generalCategory {
      case .control where scalar.value < 0x20:
        return Unicode.Scalar(0x2400 + scalar.value).map(Character.init) ?? "\u{FFFD}"
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned:
        return "\u{FFFD}"
      default: return character
      }
    })
}

/// How many cells of a terminal a character takes: two for Hangul, Han, kana, full-width forms and
/// emoji (Unicode Standard Annex #11, wide and full-width), none for a lone accent, else one.
package func cellWidth(of character: Character) -> Int {
  guard let base = character.unicodeScalars.first else { return 0 }
  if base.isASCII { return character.unicodeScalars.contains("\u{FE0F}") ? 2 : 1 }
  switch base.properties.generalCategory {
  case .nonspacingMark, .enclosingMark: return 0
  default: break
  }
  if base.properties.isEmojiPresentation { return 2 }
  if base.properties.isEmoji, character.unicodeScalars.contains("\u{FE0F}") { return 2 }
  return wideRanges.contains { $0.contains(base.value) } ? 2 : 1
}

/// The blocks whose characters are wide, ascending.
private let wideRanges: [ClosedRange<UInt32>] = [
  0x1100...0x115F,  // Hangul Jamo, leading consonants
  0x2329...0x232A,  // angle brackets
  0x2E80...0x303E,  // CJK radicals, punctuation
  0x3041...0xA4CF,  // kana, Hangul compatibility Jamo, Han, Yi
  0xA960...0xA97F,  // Hangul Jamo Extended-A
  0xAC00...0xD7A3,  // Hangul syllables
  0xF900...0xFAFF,  // Han compatibility
  0xFE10...0xFE19, 0xFE30...0xFE6F,  // vertical and small forms
  0xFF01...0xFF60, 0xFFE0...0xFFE6,  // full-width forms
  0x17000...0x18DFF,  // Tangut
  0x1AFF0...0x1B2FF,  // historic kana
  0x1F200...0x1F265,  // enclosed ideographs
  0x20000...0x3FFFD,  // Han extensions
]
