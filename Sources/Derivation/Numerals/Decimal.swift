/// The digits of a number as people write it: the shortest decimal that reads back as the same
/// double, which is what a reader with a pencil starts from.
struct Decimal: Hashable {
  /// The significant digits, the first and the last not zero.
  var digits: [UInt8]
  /// The power of ten of the first digit.
  var exponent: Int
  /// Whether the number is negative.
  var isNegative: Bool

  /// The shortest decimal of a finite number other than zero.
  init?(_ x: Double) {
    guard x.isFinite, x != 0 else { return nil }
    isNegative = x < 0
    digits = []
    exponent = 0
    var point: Int?
    var scale = 0
    let text = x.magnitude.description.utf8
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      if byte == UInt8(ascii: ".") {
        point = digits.count
      } else if byte == UInt8(ascii: "e") {
        scale = Int(String(Substring(text[text.index(after: index)...]))) ?? 0
        break
      } else {
        digits.append(byte - UInt8(ascii: "0"))
      }
      index = text.index(after: index)
    }
    exponent = (point ?? digits.count) - 1 + scale
    let zeros = digits.prefix { $0 == 0 }.count
    digits.removeFirst(zeros)
    exponent -= zeros
    trim()
  }

  private mutating func trim() {
    while digits.count > 1, digits.last == 0 { digits.removeLast() }
  }

  /// The number rounded to so many significant digits, halves away from zero as at school.
  func rounded(to count: Int) -> Decimal {
    guard count < digits.count else { return self }
    var result = self
    result.digits = Array(digits[..<count])
    if digits[count] >= 5 {
      var place = count - 1
      while place >= 0 {
        result.digits[place] += 1
        if result.digits[place] < 10 { break }
        result.digits[place] = 0
        place -= 1
      }
      if place < 0 {
        result.digits.insert(1, at: 0)
        result.exponent += 1
      }
    }
    result.trim()
    return result
  }

  /// The digits with the point in its place: `0.0123`, `12346`, `2.2`.
  var plainDigits: String {
    if exponent < 0 {
      return "0." + String(repeating: "0", count: -exponent - 1) + text(digits[...])
    }
    if exponent + 1 >= digits.count {
      return text(digits[...]) + String(repeating: "0", count: exponent + 1 - digits.count)
    }
    return text(digits[...exponent]) + "." + text(digits[(exponent + 1)...])
  }

  /// The digits with the point behind the first.
  var scientificDigits: String {
    digits.count == 1 ? text(digits[...]) : text(digits[..<1]) + "." + text(digits[1...])
  }

  private func text(_ digits: ArraySlice<UInt8>) -> String {
    String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
  }

  /// The nearest double.
  var double: Double {
    let sign = isNegative ? "-" : ""
    return Double("\(sign)\(text(digits[..<1])).\(text(digits[1...]))0e\(exponent)") ?? 0
  }
}
