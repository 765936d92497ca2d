import Autodiff
import Notation

/// The one place that turns a number into digits, for figures, derivations and tables.
///
/// Four significant digits unless asked otherwise, but never fewer than the whole part has; trailing
/// zeros dropped; integers bare; a real minus sign; powers of ten below 10⁻³ and from 10⁶; ∞ and NaN
/// as such. A zero that is printed is a zero.
package struct Numerals: Sendable, Hashable {
  /// How many significant digits are printed.
  package let digits: Int
  /// Whether a zero with a minus sign is printed with it.
  var signsZero = false

  /// Creates numerals of so many significant digits, 1 to 17.
  package init(digits: Int = 4) { self.digits = max(1, min(17, digits)) }

  /// The number as a reader sees it: `2.2`, `−0.8`, `5.96×10⁻⁸`.
  package func text(_ x: Double) -> String {
    let printed = decimal(x)
    guard let exponent = printed.exponent else { return printed.text }
    return printed.text + "×10" + Numerals.superscript(exponent)
  }

  /// The number as a piece of mathematics.
  package func math(_ x: Double) -> Math {
    let printed = decimal(x)
    guard let exponent = printed.exponent else { return .number(printed.text) }
    return .scientific(printed.text, exponent: exponent)
  }

  /// The number as a factor: in brackets where it is negative or a power of ten follows.
  package func factor(_ x: Double) -> Math {
    x < 0 ? .fenced(math(x)) : math(x)
  }

  /// The numerals for a number as somebody wrote it, which is not rounded: all of its digits.
  func written(_ x: Double) -> Numerals { Numerals(digits: WrittenNumber.isPlain(x) ? 15 : 17) }

  /// A number as somebody wrote it, such as a rate.
  package func writtenMath(_ x: Double) -> Math { written(x).math(x) }

  /// The value of the digits that are printed.
  package func printedValue(_ x: Double) -> Double {
    guard x.isFinite, x != 0, let rounded = Decimal(x)?.rounded(to: significant(x)) else {
      return x
    }
    return rounded.double
  }

  /// A number as printed: its digits, and the power of ten they are to be multiplied by, if any.
  package func decimal(_ x: Double) -> (text: String, exponent: Int?) {
    if x.isNaN { return ("NaN", nil) }
    if x.isInfinite { return (x < 0 ? "−∞" : "∞", nil) }
    guard x != 0, let exact = Decimal(x) else {
      return (signsZero && x.sign == .minus ? "−0" : "0", nil)
    }
    let rounded = exact.rounded(to: significant(x))
    let sign = x < 0 ? "−" : ""
    let magnitude = rounded.exponent
    if magnitude < -3 || magnitude >= 6 {
      return (sign + rounded.scientificDigits, magnitude)
    }
    return (sign + rounded.plainDigits, nil)
  }

  /// How many digits a number gets: never fewer than its whole part has.
  private func significant(_ x: Double) -> Int {
    guard let exact = Decimal(x), exact.exponent < 6 else { return digits }
    return max(digits, exact.exponent + 1)
  }

  /// A whole number in superscript digits.
  package static func superscript(_ number: Int) -> String {
    String(
      String(number).map { character in
        switch character {
        case "-": "⁻"
        case "1": "¹"
        case "2": "²"
        case "3": "³"
        default:
          Character(Unicode.Scalar(0x2070 + UInt32(character.wholeNumberValue ?? 0)) ?? "⁰")
        }
      })
  }
}
