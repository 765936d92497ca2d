extension Unicode.Scalar {
  /// The character's number as it is usually written: `U+C0AC`.
  var codePoint: String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }

  /// Whether it is Hangul, Kana, Han or a sign that goes with them.
  var isEastAsian: Bool {
    switch value {
    case 0x1100...0x11FF, 0x2E80...0x4DBF, 0x4E00...0x9FFF, 0xA960...0xA97F, 0xAC00...0xD7FF,
      0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFFEF, 0x1B000...0x1B16F, 0x1F200...0x1F2FF,
      0x20000...0x3FFFF:
      true
    default:
      false
    }
  }

  /// The Debian package whose fonts have this character's script; nil for a character of private
  /// use, which only its owner's font has.
  var fontPackage: String? {
    if isEastAsian { return "fonts-noto-cjk" }
    return switch value {
    case 0x1F000...0x1F1FF, 0x1F300...0x1FAFF: "fonts-noto-color-emoji"
    case 0xE000...0xF8FF, 0xF0000...0x10FFFF: nil
    case 0...0x24F, 0x370...0x52F: "fonts-dejavu-core"
    default: "fonts-noto-core"
    }
  }
}
