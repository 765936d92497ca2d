import Derivation

extension Numerals {
  /// A number as `text` has it, but a power of ten without the 1 before it: `10⁻⁵`.
  func power(_ x: Double) -> String {
    let printed = decimal(x)
    guard printed.text == "1", let exponent = printed.exponent else { return text(x) }
    return "10" + Numerals.superscript(exponent)
  }
}

/// A whole number with its thousands set off: `39,760`.
func grouped(_ number: Int) -> String {
  var digits = String(number.magnitude)
  var place = digits.count - 3
  while place > 0 {
    digits.insert(",", at: digits.index(digits.startIndex, offsetBy: place))
    place -= 3
  }
  return (number < 0 ? "−" : "") + digits
}

/// A share as a percentage: `97.2 %`.
func percent(_ share: Double) -> String { Numerals(digits: 3).text(share * 100) + " %" }

/// The widths of a network's layers: `784-50-10`.
func dashed(_ widths: [Int]) -> String { widths.map(String.init).joined(separator: "-") }
