/// How much room a run of text takes, in pixels, seen from its start on the baseline.
package struct TextExtent: Hashable, Sendable {
  /// How far the next run would begin to the right.
  package var advance: Double
  /// How far the font reaches above the baseline; the same for all text of one font.
  package var ascent: Double
  /// How far the font reaches below the baseline, positive.
  package var descent: Double
  /// The box of what is really inked; y is negative above the baseline.
  package var ink: Rect

  /// An extent from its four measures.
  package init(advance: Double, ascent: Double, descent: Double, ink: Rect) {
    self.advance = advance
    self.ascent = ascent
    self.descent = descent
    self.ink = ink
  }

  /// The distance from the font's top to its bottom.
  package var height: Double { ascent + descent }
}

/// Something that knows how much room text takes: the fonts' renderer, or a stand-in for tests.
///
/// The same text in the same style always has the same extent. A glyph that no font has is
/// measured as the box that stands for it; painting it is an error.
package protocol TextMeasuring {
  /// The extent of one line of text.
  func extent(of text: String, in style: TextStyle) -> TextExtent
}

/// Measures text as if every character were 0.6 em wide, and those of East Asia 1 em.
///
/// Tests of figures use it, so that their goldens hold on every machine with any fonts.
///
///     MonospaceMeasure().extent(of: "x1", in: TextStyle(.sans, size: 10)).advance   // 12
package struct MonospaceMeasure: TextMeasuring, Sendable {
  /// A measure; it has nothing to set.
  package init() {}

  /// The extent of one line of text: ascent 0.8 em, descent 0.2 em, ink from cap height 0.7 em
  /// to the baseline.
  package func extent(of text: String, in style: TextStyle) -> TextExtent {
    var ems = 0.0
    for character in text { ems += Self.isWide(character) ? 1 : 0.6 }
    let advance = ems * style.size
    return TextExtent(
      advance: advance, ascent: 0.8 * style.size, descent: 0.2 * style.size,
      ink: Rect(x: 0, y: -0.7 * style.size, width: advance, height: 0.7 * style.size))
  }

  private static func isWide(_ character: Character) -> Bool {
    guard let first = character.unicodeScalars.first else { return false }
    switch first.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return true
    default:
      return false
    }
  }
}
