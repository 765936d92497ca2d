/// How many cells of a terminal a character takes: two for Hangul, Han, kana, full-width forms and
/// emoji (Unicode Standard Annex #11, wide and full-width), none for a lone accent, else one.
func cellWidth(of character: Character) -> Int {
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
