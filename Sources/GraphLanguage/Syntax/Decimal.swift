/// The double nearest to a decimal number such as `2`, `1.1`, `.5` or `1e-3`; infinity where there
/// is none so large.
///
/// - Complexity: Linear in the number of digits.
func decimalValue(_ digits: ArraySlice<UInt8>) -> Double {
  if let short = shortDecimal(digits) { return short }
  var mantissa: [UInt8] = []
  var exponent = 0
  var isFraction = false
  var index = digits.startIndex
  while index < digits.endIndex {
    let byte = digits[index]
    index += 1
    if byte == UInt8(ascii: ".") {
      isFraction = true
    } else if isDigit(byte) {
      if isFraction { exponent -= 1 }
      if byte == UInt8(ascii: "0"), mantissa.isEmpty { continue }
      // No double needs more than 767 digits; of the others it matters whether all are zero.
      if mantissa.count < 800 {
        mantissa.append(byte)
      } else {
        exponent += 1
        if byte != UInt8(ascii: "0") { mantissa[799] |= 1 }
      }
    } else {
      exponent += writtenExponent(digits[index...])
      break
    }
  }
  guard !mantissa.isEmpty else { return 0 }
  return Double(String(decoding: mantissa, as: UTF8.self) + "e\(exponent)") ?? .infinity
}

/// The number behind an `e`, or one that is as good where it is out of all bounds.
private func writtenExponent(_ digits: ArraySlice<UInt8>) -> Int {
  var value = 0
  var isNegative = false
  for byte in digits {
    if isDigit(byte) {
      value = min(value * 10 + Int(byte - UInt8(ascii: "0")), 1_000_000_000_000)
    } else {
      isNegative = byte == UInt8(ascii: "-")
    }
  }
  return isNegative ? -value : value
}

/// A number of at most 15 digits without an exponent, which is the common case and needs no memory.
private func shortDecimal(_ digits: ArraySlice<UInt8>) -> Double? {
  guard digits.count <= 16 else { return nil }
  var whole = 0
  var places = 0
  var isFraction = false
  for byte in digits {
    if isDigit(byte) {
      whole = whole * 10 + Int(byte - UInt8(ascii: "0"))
      if isFraction { places += 1 }
    } else if byte == UInt8(ascii: ".") {
      isFraction = true
    } else {
      return nil
    }
  }
  guard digits.count <= 15 || isFraction else { return nil }
  // Both are exact, so that one division rounds right (Clinger 1990).
  return Double(whole) / powersOfTen[places]
}

/// The first powers of ten, which a double holds exactly.
private let powersOfTen: [Double] = [
  1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
]
