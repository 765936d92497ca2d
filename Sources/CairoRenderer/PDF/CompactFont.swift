/// What a file of compact outlines says of how its glyphs are called (Adobe's Technical Note 5176, “The
/// Compact Font Format Specification”).
struct CompactFont {
  /// Whether glyphs are called by keys, as in fonts with thousands of them; by names otherwise.
  private(set) var isKeyed = false
  /// Whether a glyph's number is what a PDF calls it: always where it has a name, else where the keys are
  /// the numbers.
  private(set) var namesGlyphsByNumber = true

  private let bytes: [UInt8]

  /// Reads the first font of a file; nil where it is none.
  ///
  /// - Parameter glyphs: How many glyphs it has.
  init?(_ bytes: [UInt8], glyphs: Int) {
    self.bytes = bytes
    // The header's length, then names, then a dictionary for each font.
    guard bytes.count > 4, bytes[0] == 1, let names = index(at: Int(bytes[2])),
      let dictionaries = index(at: names.end), let dictionary = dictionaries.items.first
    else { return nil }
    var operands: [Int] = []
    var place = dictionary.lowerBound
    var charset = 0
    while place < dictionary.upperBound {
      let byte = Int(bytes[place])
      place += 1
      switch byte {
      case 12:
        guard place < dictionary.upperBound else { return nil }
        // Registry, ordering, supplement.
        if bytes[place] == 30 { isKeyed = true }
        place += 1
        operands = []
      case 0...21:
        if byte == 15 { charset = operands.last ?? 0 }
        operands = []
      case 28, 29:
        let width = byte == 28 ? 2 : 4
        guard let value = number(at: place, width: width) else { return nil }
        operands.append(value)
        place += width
      case 30:
        // A number in decimal digits, the last of which is followed by 15.
        while place < dictionary.upperBound, bytes[place] & 15 != 15, bytes[place] >> 4 != 15 {
          place += 1
        }
        place += 1
        operands.append(0)
      case 32...246: operands.append(byte - 139)
      case 247...254:
        guard place < dictionary.upperBound else { return nil }
        let low = Int(bytes[place])
        operands.append(
          byte < 251 ? (byte - 247) * 256 + low + 108 : (251 - byte) * 256 - low - 108)
        place += 1
      default: return nil
      }
    }
    if isKeyed { namesGlyphsByNumber = keysAreNumbers(charset, glyphs) }
  }

  /// Whether the charset is one range, from 1 to the last glyph; glyph 0 is not listed.
  private func keysAreNumbers(_ charset: Int, _ glyphs: Int) -> Bool {
    // 0, 1 and 2 are predefined, for fonts with names.
    charset > 2 && number(at: charset, width: 1) == 2 && number(at: charset + 1, width: 2) == 1
      && number(at: charset + 3, width: 2) == glyphs - 2
  }

  private func number(at place: Int, width: Int) -> Int? {
    guard place >= 0, place + width <= bytes.count else { return nil }
    return bytes[place..<place + width].reduce(0) { $0 << 8 | Int($1) }
  }

  /// Where the items of a list lie, and where it ends.
  private func index(at start: Int) -> (items: [Range<Int>], end: Int)? {
    guard let count = number(at: start, width: 2) else { return nil }
    if count == 0 { return ([], start + 2) }
    guard let width = number(at: start + 2, width: 1), (1...4).contains(width) else { return nil }
    let base = start + 3 + (count + 1) * width - 1
    var items: [Range<Int>] = []
    var begin = 1
    for position in 1...count {
      guard let next = number(at: start + 3 + position * width, width: width), next >= begin,
        base + next <= bytes.count
      else { return nil }
      items.append(base + begin..<base + next)
      begin = next
    }
    return (items, base + begin)
  }
}
