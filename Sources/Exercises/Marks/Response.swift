/// What somebody wrote into a blank.
package enum Response: Sendable, Hashable {
  /// Nothing.
  case none
  /// As many numbers as are asked for.
  case numbers([Double])
  /// Another count of numbers.
  case count(Int)
  /// Something that is no number.
  case unreadable

  /// Reads a cell: one number, or the entries of a tensor in row-major order between spaces, semicolons
  /// or commas with a space behind them, with or without brackets.
  ///
  ///     Response("−0,5", count: 1)            // −0.5
  ///     Response("[1 2; 3/4 1.2×10³]", count: 4)
  ///
  /// - Parameter count: How many numbers are asked for.
  package init(_ cell: String, count: Int) {
    let text = Self.plain(cell)
    guard text.contains(where: { $0 != " " }) else {
      self = .none
      return
    }
    var words = text.split(separator: " ")
    // [1,2,3]: here commas are no decimal points.
    if words.count == 1, count > 1 { words = text.split { $0 == "," || $0 == " " } }
    let numbers = words.compactMap(Self.number)
    if numbers.count != words.count {
      self = .unreadable
    } else {
      self = numbers.count == count ? .numbers(numbers) : .count(numbers.count)
    }
  }

  /// A cell with one sign for each thing: ASCII, words between single spaces, powers as `e3`.
  private static func plain(_ cell: String) -> String {
    var text = ""
    var isRaised = false
    for scalar in cell.unicodeScalars {
      if let digit = superscripts.firstIndex(of: scalar) {
        if !isRaised { text += "^" }
        text += digit == 10 ? "-" : "\(digit)"
        isRaised = true
        continue
      }
      isRaised = false
      switch scalar {
      case "\u{2212}", "\u{2013}", "\u{FF0D}", "\u{FE63}": text += "-"
      case "\u{FF10}"..."\u{FF19}": text += "\(scalar.value - 0xFF10)"
      case "\u{FF0E}": text += "."
      case "\u{FF0B}": text += "+"
      case "×", "·", "⋅": text += "*"
      case "[", "]", "(", ")", ";", "\t", "\n", "\r", "\u{A0}", "\u{3000}", "\u{202F}": text += " "
      default: text.unicodeScalars.append(scalar)
      }
    }
    text = text.replacing(", ", with: " ").replacing(" x 10^", with: "*10^")
    // 1.2 * 10^3 and 3 / 4 are one number.
    for sign in ["*", "/", "^"] {
      while text.contains(" " + sign) { text = text.replacing(" " + sign, with: sign) }
      while text.contains(sign + " ") { text = text.replacing(sign + " ", with: sign) }
    }
    return text.replacing("*10^", with: "e").replacing("x10^", with: "e")
  }

  private static let superscripts: [Unicode.Scalar] = [
    "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹", "⁻",
  ]

  /// A decimal number or a fraction of two.
  private static func number(_ word: Substring) -> Double? {
    let parts = word.split(separator: "/", omittingEmptySubsequences: false)
    guard let first = parts.first.flatMap(decimal) else { return nil }
    switch parts.count {
    case 1: return first
    case 2:
      guard let second = decimal(parts[1]), second != 0 else { return nil }
      let quotient = first / second
      return quotient.isFinite ? quotient : nil
    default: return nil
    }
  }

  /// Digits with a point or a comma, and a power of ten.
  private static func decimal(_ word: Substring) -> Double? {
    // What else Swift reads, such as 0x10, inf and nan, is no answer.
    guard word.utf8.count <= 64, word.contains(where: \.isNumber),
      word.allSatisfy({ "0123456789.,+-eE".contains($0) }),
      let x = Double(word.replacing(",", with: ".")), x.isFinite
    else { return nil }
    return x
  }
}
