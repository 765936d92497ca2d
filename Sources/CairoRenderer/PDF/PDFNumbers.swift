/// Text of a PDF's pages: numbers and operators, with as few bytes as say the same.
struct PDFNumbers {
  /// The text so far.
  var bytes: [UInt8] = []

  /// Writes a number with at most so many decimals, 0 to 3.
  mutating func add(_ value: Double, places: Int) {
    let unit = places == 3 ? 1_000 : places == 2 ? 100 : places == 1 ? 10 : 1
    var number = Int((value * Double(unit)).rounded())
    if number < 0 {
      bytes.append(UInt8(ascii: "-"))
      number = -number
    }
    let (whole, rest) = number.quotientAndRemainder(dividingBy: unit)
    if whole > 0 || rest == 0 { add(digits: whole) }
    guard rest > 0 else { return }
    bytes.append(UInt8(ascii: "."))
    var (left, scale) = (rest, unit / 10)
    while left > 0 {
      bytes.append(UInt8(0x30 + left / scale))
      left %= scale
      scale /= 10
    }
  }

  private mutating func add(digits number: Int) {
    if number >= 10 { add(digits: number / 10) }
    bytes.append(UInt8(0x30 + number % 10))
  }

  /// Writes a number and a space.
  mutating func operand(_ value: Double, places: Int = 2) {
    add(value, places: places)
    bytes.append(UInt8(ascii: " "))
  }

  /// Writes text as it is.
  mutating func raw(_ text: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Writes text as it is.
  mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Writes a code in four digits.
  mutating func hexadecimal(_ code: UInt16) {
    for shift in [12, 8, 4, 0] {
      let digit = UInt8(truncatingIfNeeded: code >> UInt16(shift)) & 15
      bytes.append(digit < 10 ? 0x30 + digit : 0x37 + digit)
    }
  }
}
