import Notation

/// About how wide mathematics is when LaTeX has set it, in ems of the font of the text: a little too
/// much rather than too little, so that what is broken by it fits.
///
/// Letters are as wide as in Computer Modern; those of other scripts are squares.
struct LaTeXWidth {
  /// The size of letters: of the line, of scripts, and of scripts of scripts.
  private enum Size {
    case line, script, small

    /// How wide letters are against those of the line.
    var factor: Double {
      switch self {
      case .line: 1
      case .script: 0.8
      case .small: 0.69
      }
    }
    var script: Size { self == .line ? .script : .small }
  }

  /// The width of a piece that stands on a line.
  static func of(_ math: Math) -> Double { LaTeXWidth().width(math, .line, true) }

  /// The width of words.
  static func of(words: String) -> Double { words.reduce(0) { $0 + letter($1) } }

  /// A sign with the room that is left beside it.
  static func sign(_ sign: String) -> Double {
    switch sign {
    case "=", "≈", "≠", "≤", "≥", "<", ">", "→", "←", "∈", "⇒": 1.6
    case "+", "−", "×", "∘", "⋆", "∗", "÷", "±": 1.25
    case "·": 0.75
    case ",": 0.46
    case "∂", "d": 0.6
    case "|", "/": 0.5
    default: Double(sign.count)
    }
  }

  // MARK: Pieces

  private func width(_ math: Math, _ size: Size, _ isDisplay: Bool) -> Double {
    switch math {
    case .number(let digits): return number(digits) * size.factor
    case .scientific(let digits, let exponent):
      let power = Self.of(words: String(exponent)) + (exponent < 0 ? 0.45 : 0)
      return (number(digits) + 1.25 + 1) * size.factor + power * size.script.factor + 0.06
    case .identifier(let name):
      let name = LaTeXWriter.shortened(name)
      let isLetter = name.count == 1 && (name.first?.isASCII ?? false)
      return (isLetter ? Self.italic(name) : Self.of(words: name)) * size.factor
    case .text(let words): return Self.of(words: LaTeXWriter.shortened(words)) * size.factor
    case .sign(let sign): return Self.sign(sign) * size.factor
    // A little room stands behind the name.
    case .function(let name): return (Self.of(words: name) + 0.34) * size.factor
    case .row(let pieces): return pieces.reduce(0) { $0 + width($1, size, isDisplay) }
    case .fraction(let a, let b):
      let inner = isDisplay && size == .line ? size : size.script
      return max(width(a, inner, false), width(b, inner, false)) + 0.26
    case .subscript(let base, let below), .superscript(let base, let below):
      return width(base, size, isDisplay) + width(below, size.script, false) + 0.06
    case .root(let inner): return width(inner, size, isDisplay) + 1.05 * size.factor
    case .fenced(let inner, let open, let close):
      // Brackets that grow are wider.
      let fence = LaTeXWriter.isTall(inner) ? 0.95 : 0.4
      return width(inner, size, isDisplay)
        + Double((open.isEmpty ? 0 : 1) + (close.isEmpty ? 0 : 1)) * fence
    case .vector(let entries): return width(.matrix([entries]), size, isDisplay)
    case .matrix(let rows):
      let columns = columnWidths(rows)
      // The brackets, and an em between neighbours.
      return columns.reduce(0, +) + Double(max(0, columns.count - 1)) + 1.4
    case .cases(let lines):
      let value = lines.map { width($0.value, .line, false) }.max() ?? 0
      let condition = lines.map { width($0.condition, .line, false) }.max() ?? 0
      return value + condition + 2.2
    case .big(let sign, let below, let body):
      let limits = below.map { width($0, size.script, false) } ?? 0
      let large = isDisplay ? 1.45 : 1.06
      // Below the sign on a line of its own, beside it elsewhere.
      return (isDisplay ? max(large, limits) : large + limits)
        + Self.of(words: String(sign.dropFirst()))
        + 0.18 + width(body, size, isDisplay)
    case .annotated(let inner, let below):
      return max(width(inner, size, isDisplay), width(below, size.script, false))
    case .role(_, let inner), .accented(let inner, _): return width(inner, size, isDisplay)
    }
  }

  private func columnWidths(_ rows: [[Math]]) -> [Double] {
    let count = rows.map(\.count).max() ?? 0
    return (0..<count).map { column in
      rows.map { column < $0.count ? width($0[column], .line, false) : 0 }.max() ?? 0
    }
  }

  private func number(_ digits: String) -> Double {
    digits.reduce(0) { width, character in
      switch character {
      case "−": width + 0.78
      case "∞": width + 1
      default: width + Self.letter(character)
      }
    }
  }

  // MARK: Letters

  private static func italic(_ letter: String) -> Double {
    switch letter {
    case "i", "l", "t": 0.37
    case "M", "W": 1.1
    case "m", "K", "H", "N", "X": 0.93
    default: letter.first?.isUppercase ?? false ? 0.86 : letter == "w" ? 0.75 : 0.61
    }
  }

  private static func letter(_ character: Character) -> Double {
    switch character {
    case "i", "l", "!", "'", ",", ".", ":", ";", "[", "]", "`": 0.29
    case "f", "j", "t", "r", "s", "(", ")", "-", "I", " ": 0.41
    case "m", "w", "#", "%", "&", "+", "=", "@", "<", ">": 0.86
    case "M", "W", "|": 1.04
    case "\\", "^", "~", "_": 0.52
    case "₀"..."₉", "⁰", "¹", "²", "³", "⁴"..."⁹", "⁻", "⁺", "₊", "₋", "ₐ"..."ₜ", "ᵢ"..."ᵥ", "ᵀ",
      "ⁱ", "ⁿ", "ˣ":
      0.68
    case "…", "⋯": 1.3
    case "·": 0.3
    default:
      character.isASCII ? (character.isUppercase ? 0.79 : character.isNumber ? 0.51 : 0.57) : 1.06
    }
  }
}
