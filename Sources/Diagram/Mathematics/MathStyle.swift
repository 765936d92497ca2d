import Derivation
import Notation
import Scene

/// The letters and distances of formulas.
package enum MathStyle {
  /// How high above the baseline signs and fraction rules stand, in ems.
  package static let axis = 0.26

  /// Digits, upright.
  static func number(_ size: Double) -> TextStyle { TextStyle(.math, size: size) }

  /// Words and signs, upright.
  static func word(_ size: Double) -> TextStyle { TextStyle(.math, size: size) }

  /// A name: a single letter is italic, a word upright.
  static func name(_ name: String, _ size: Double) -> TextStyle {
    if name.count == 1, name.unicodeScalars.allSatisfy(isAlphabetic) {
      return TextStyle(.math, size: size, slant: .italic)
    }
    return label(name, size)
  }

  /// Words among formulas: Latin ones in the letters of formulas, others in those of words.
  static func label(_ words: String, _ size: Double) -> TextStyle {
    words.unicodeScalars.allSatisfy { $0.value < 0x1100 || (0x2000..<0x2E80).contains($0.value) }
      ? TextStyle(.math, size: size) : TextStyle(.sans, size: size * 0.9)
  }

  /// Latin and Greek letters, which have italic forms.
  private static func isAlphabetic(_ scalar: Unicode.Scalar) -> Bool {
    (0x41...0x5A).contains(scalar.value) || (0x61...0x7A).contains(scalar.value)
      || (0x391...0x3C9).contains(scalar.value)
  }

  /// The fraction that a label such as `∂L/∂W5` spells, or nil.
  static func derivative(in words: String) -> Math? {
    let parts = words.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.count > 1 && $0.hasPrefix("∂") }) else {
      return nil
    }
    let names = parts.map { String($0.dropFirst()) }
    guard names.allSatisfy({ $0.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } }) else {
      return nil
    }
    return .derivative(of: .name(names[0]), by: .name(names[1]))
  }

  /// The distance between two neighbours of a row in ems.
  package static func gap(between first: Math, at index: Int, and second: Math) -> Double {
    if case .sign(let sign) = second { return space(before: sign) }
    if case .sign(let sign) = first {
      // A sign that begins a row belongs to the term after it.
      return index == 0 && !relations.contains(sign) ? 0.02 : space(after: sign)
    }
    switch (first, second) {
    case (.function, .fenced): return 0.02
    case (.function, _): return 0.16
    case (.fraction, .fraction): return 0.16
    default: return 0.04
    }
  }

  private static let relations = ["=", "≈", "≤", "<", ">", "←", "→", "≠", "≥"]
  private static let operators = ["+", "−", "·", "×", "∘", "⋆", "∗", "/", "÷"]

  private static func space(before sign: String) -> Double {
    relations.contains(sign) ? 0.28 : operators.contains(sign) ? 0.22 : 0
  }

  private static func space(after sign: String) -> Double {
    sign == "," ? 0.25 : sign == "∂" ? 0 : space(before: sign)
  }
}
