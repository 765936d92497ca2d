import Formats

/// The fonts of a TikZ picture, and how letters are said to LaTeX.
///
/// XeLaTeX and LuaLaTeX take the fonts of the system; pdfLaTeX has Times and Helvetica, and signs
/// from its fonts of mathematics.
package struct TikZFonts: Hashable, Sendable {
  /// Families with serifs, the first that is installed is taken.
  package var serif: [String]
  /// Families for words.
  package var sans: [String]
  /// Families for code.
  package var mono: [String]
  /// Families with Hangul, Kana and Han.
  package var eastAsian: [String]
  /// Families with signs that others have not.
  package var symbols: [String]

  /// The fonts used when nothing else is asked for, with another family put first if given.
  package init(preferring family: String? = nil) {
    let first = family.map { [Self.safe($0)] } ?? []
    serif = first + ["Liberation Serif", "TeX Gyre Termes", "Times New Roman"]
    sans = first + ["DejaVu Sans", "TeX Gyre Heros", "Arial"]
    mono = ["DejaVu Sans Mono", "TeX Gyre Cursor", "Courier New"]
    eastAsian = [
      "Noto Sans CJK KR", "NanumGothic", "Apple SD Gothic Neo", "Malgun Gothic", "UnDotum",
    ]
    symbols = ["DejaVu Sans", "STIX Two Math", "Cambria Math", "Latin Modern Math"]
  }

  /// A family's name without what has a meaning in TeX.
  private static func safe(_ name: String) -> String {
    String(name.filter { !"\\{}%#&$~^_,[]".contains($0) })
  }

  // MARK: The preamble

  /// What the document says about its fonts, for the letters that occur.
  func preamble(for scenes: [Scene]) -> String {
    var scalars: Set<Unicode.Scalar> = []
    for scene in scenes {
      for case .text(let text) in scene.layers.flatMap(\.items) {
        scalars.formUnion(text.string.unicodeScalars)
      }
    }
    var text = "\\usepackage{iftex}\n\\ifPDFTeX\n"
    text += "  \\usepackage[T1]{fontenc}\n"
    text += "  \\renewcommand\\rmdefault{ptm}\\renewcommand\\sfdefault{phv}\n"
    for scalar in scalars.sorted() {
      guard let command = Self.commands[scalar] else { continue }
      let digits = String(scalar.value, radix: 16, uppercase: true)
      let code = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
      text += "  \\DeclareUnicodeCharacter{\(code)}{\\ensuremath{\(command)}}\n"
    }
    text += "  \\newcommand*\\backdrawEastAsian{}\\newcommand*\\backdrawSymbols{}\n"
    text += "\\else\n  \\usepackage{fontspec}\n"
    text += choice(of: serif) { "\\setmainfont{\($0)}" }
    text += choice(of: sans) { "\\setsansfont{\($0)}" }
    text += choice(of: mono) { "\\setmonofont{\($0)}" }
    text += "  \\newcommand*\\backdrawEastAsian{}\\newcommand*\\backdrawSymbols{}\n"
    if scalars.contains(where: { Self.kind(of: $0) == .eastAsian }) {
      text += choice(of: eastAsian) {
        "\\let\\backdrawEastAsian\\relax\\newfontfamily\\backdrawEastAsian{\($0)}"
      }
    }
    if scalars.contains(where: { Self.kind(of: $0) == .symbol }) {
      text += choice(of: symbols) {
        "\\let\\backdrawSymbols\\relax\\newfontfamily\\backdrawSymbols{\($0)}"
      }
    }
    return text + "\\fi\n"
  }

  /// Takes the first family that is installed.
  private func choice(of families: [String], _ command: (String) -> String) -> String {
    let tests = families.map { "\\IfFontExistsTF{\($0)}{\(command($0))}{" }.joined(
      separator: "%\n    ")
    return "  " + tests + String(repeating: "}", count: families.count) + "\n"
  }

  // MARK: Letters

  private enum Kind { case common, eastAsian, symbol }

  /// A text in which nothing is a command; letters that need another font say so.
  func markup(_ text: String) -> String {
    var markup = ""
    var kind = Kind.common
    for scalar in text.unicodeScalars {
      let next = Self.kind(of: scalar)
      if next != kind {
        if kind != .common { markup += "}" }
        switch next {
        case .common: break
        case .eastAsian: markup += "{\\backdrawEastAsian "
        case .symbol: markup += "{\\backdrawSymbols "
        }
        kind = next
      }
      if let escape = Self.escapes[scalar] {
        markup += escape
      } else if scalar.value < 0x20 || scalar.value == 0x7F {
        markup += " "
      } else {
        markup.unicodeScalars.append(scalar)
      }
    }
    return kind == .common ? markup : markup + "}"
  }

  /// Which font has a character: those of text have what is Latin, Greek or Cyrillic and the signs
  /// of everyday mathematics.
  private static func kind(_ value: UInt32) -> Kind {
    switch value {
    case 0...0x24F, 0x2B0...0x52F, 0x2010...0x2027: .common
    case 0x1100...0x11FF, 0x2E80...0x9FFF, 0xA960...0xA97F, 0xAC00...0xD7FF, 0xF900...0xFAFF,
      0xFE30...0xFE4F, 0xFF00...0xFFEF, 0x20000...0x3FFFF:
      .eastAsian
    default: .symbol
    }
  }

  private static func kind(of scalar: Unicode.Scalar) -> Kind {
    commands[scalar] != nil && inText.contains(scalar) ? .common : kind(scalar.value)
  }

  /// Signs that text fonts of the kind of Times have.
  private static let inText = Set("−×÷·∂∑∏√∞≈≠≤≥←↑→↓±½".unicodeScalars)

  /// Typed quotation marks stay straight, and two hyphens do not become a dash.
  private static let escapes = scalars(LaTeX.specials).merging([
    "\"": "\\textquotedbl{}", "'": "\\textquotesingle{}", "-": "{-}",
  ]) { $1 }

  /// What pdfLaTeX is told about signs: as tall as letters where formulas have taller ones.
  private static let commands = scalars(LaTeX.commands).merging([
    "∑": "\\Sigma", "∏": "\\Pi", "↑": "\\uparrow", "↓": "\\downarrow", "½": "\\tfrac12", "′": "{}'",
  ]) { $1 }.merging(raised) { known, _ in known }

  /// Digits and signs that are set higher or lower, as in `10⁻¹⁷` within words.
  private static let raised: [Unicode.Scalar: String] = {
    var commands: [Character: String] = [:]
    for (sign, higher) in zip("0123456789-+()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺⁽⁾") {
      commands[higher] = "{}^{\(sign)}"
    }
    for (sign, lower) in zip("0123456789-+()", "₀₁₂₃₄₅₆₇₈₉₋₊₍₎") {
      commands[lower] = "{}_{\(sign)}"
    }
    return scalars(commands)
  }()

  private static func scalars(_ table: [Character: String]) -> [Unicode.Scalar: String] {
    Dictionary(
      table.compactMap { key, text in key.unicodeScalars.first.map { ($0, text) } },
      uniquingKeysWith: { first, _ in first })
  }
}
