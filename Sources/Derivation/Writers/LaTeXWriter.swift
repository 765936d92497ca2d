import Notation

/// Writes mathematics as LaTeX that compiles under plain `amsmath`; what is too wide for a line and
/// cannot be broken is made smaller by `graphicx`.
///
///     LaTeXWriter().text(.derivative(of: "L", by: .name("W1")))   // \frac{\partial L}{\partial W_{1}}
package struct LaTeXWriter: Sendable {
  /// How wide a line is, in ems of the font of the text.
  package let lineWidth: Double

  /// Creates a writer for lines of so many ems.
  package init(lineWidth: Double = 37) { self.lineWidth = lineWidth }

  /// A formula inside a sentence.
  package func inline(_ math: Math) -> String { inline(math, within: lineWidth) }

  /// A formula inside a sentence or a table, made smaller where it is wider than so many ems.
  package func inline(_ math: Math, within width: Double) -> String {
    let scale = width / LaTeXWidth.of(math)
    return scale < 1 ? Self.scaled("$\(text(math))$", by: scale) : "$\(text(math))$"
  }

  /// About how many ems a piece is wide.
  package func width(of math: Math) -> Double { LaTeXWidth.of(math) }

  /// About how many ems words are wide.
  package func width(of words: String) -> Double { LaTeXWidth.of(words: words) }

  /// About how many lines of a table a piece takes.
  package func height(of math: Math) -> Double {
    switch math {
    case .vector(let entries): height(of: .matrix([entries]))
    case .matrix(let rows):
      rows.reduce(0.3) { sum, row in sum + (row.map(height).max() ?? 1) }
    case .annotated(let inner, _): height(of: inner) + 0.8
    case .role(_, let inner), .fenced(let inner, _, _), .accented(let inner, _): height(of: inner)
    case .row(let pieces): pieces.map(height).max() ?? 1
    case .fraction, .cases, .big: 2
    case .number, .scientific, .identifier, .text, .sign, .function, .subscript, .superscript,
      .root:
      1
    }
  }

  /// A chain of equal pieces, the relation signs under one another.
  package func block(_ equation: Equation) -> String { block([equation]) }

  /// Several chains under one another, broken where a line ends.
  package func block(_ equations: [Equation]) -> String { LaTeXLines(self).block(equations) }

  /// Something smaller; sizes are cut, never rounded up.
  static func scaled(_ text: String, by scale: Double) -> String {
    let percent = max(1, Int(scale * 100))
    return "\\scalebox{0.\(percent < 10 ? "0" : "")\(percent)}{\(text)}"
  }

  /// A name that is no longer than a reader takes in: `beginning…end`.
  static func shortened(_ name: String) -> String {
    name.count <= longestName ? name : name.prefix(longestName - 12) + "…" + name.suffix(8)
  }

  /// Whether a name is written shorter than it is.
  package func shortens(_ name: String) -> Bool { name.count > Self.longestName }

  private static let longestName = 48

  /// A piece as it stands between dollar signs.
  package func text(_ math: Math) -> String {
    switch math {
    case .number(let digits): return number(digits)
    case .scientific(let digits, let exponent):
      return number(digits) + " \\times 10^{\(exponent)}"
    case .identifier(let name): return identifier(name)
    case .text(let words):
      return "\\text{\(LaTeXCharacters.prose(Self.shortened(words)))}"
    case .sign("d"): return "\\mathrm{d}"
    case .sign(let sign): return LaTeXCharacters.command(sign)
    case .function(let name): return function(name)
    case .row(let pieces): return pieces.map(text).joined(separator: " ")
    case .fraction(let a, let b): return "\\frac{\(text(a))}{\(text(b))}"
    case .subscript(let base, let index): return nucleus(base) + "_{\(text(index))}"
    case .superscript(let base, let exponent): return nucleus(base) + "^{\(text(exponent))}"
    case .accented(let inner, let accent): return "\\\(accent.rawValue){\(text(inner))}"
    case .root(let inner): return "\\sqrt{\(text(inner))}"
    case .fenced(let inner, let open, let close): return fenced(inner, open, close)
    case .vector(let entries): return text(.matrix([entries]))
    case .matrix(let rows):
      let lines = rows.map { $0.map(text).joined(separator: " & ") }
      return "\\begin{bmatrix} " + lines.joined(separator: " \\\\ ") + " \\end{bmatrix}"
    case .cases(let lines):
      let set = lines.map { "\(text($0.value)) & \(text($0.condition))" }
      return "\\begin{cases} " + set.joined(separator: " \\\\ ") + " \\end{cases}"
    case .big(let sign, let below, let body):
      return LaTeXCharacters.command(sign) + (below.map { "_{\(text($0))}" } ?? "") + " "
        + text(body)
    case .annotated(let inner, let below): return "\\underset{\(text(below))}{\(text(inner))}"
    case .role(_, let inner): return text(inner)
    }
  }

  /// What a script is attached to: in braces where it has scripts or parts of its own.
  func nucleus(_ math: Math) -> String {
    switch math {
    case .number, .identifier, .function, .sign, .fenced, .vector, .matrix, .accented: text(math)
    default: "{\(text(math))}"
    }
  }

  /// Brackets as tall as what stands in them.
  private func fenced(_ inner: Math, _ open: String, _ close: String) -> String {
    let (open, close) = (LaTeXCharacters.fence(open), LaTeXCharacters.fence(close))
    guard Self.isTall(inner) else {
      return (open == "." ? "" : open + " ") + text(inner) + (close == "." ? "" : " " + close)
    }
    return "\\mathopen{}\\left\(open) \(text(inner)) \\right\(close)\\mathclose{}"
  }

  private func number(_ digits: String) -> String {
    if digits == "NaN" { return "\\mathrm{NaN}" }
    return digits.map { character in
      switch character {
      case "−": "-"
      case "∞": "\\infty "
      case ",": "{,}"
      default: String(character)
      }
    }.joined()
  }

  /// A letter is italic, a Latin word upright; any other word is set in the font of the text.
  private func identifier(_ name: String) -> String {
    if name.count == 1, let command = LaTeXCharacters.letter(name) { return command }
    let name = Self.shortened(name)
    let isPlain = name.utf8.allSatisfy {
      (65...90).contains($0) || (97...122).contains($0) || (48...57).contains($0)
    }
    return isPlain && !name.isEmpty
      ? "\\mathrm{\(name)}" : "\\text{\(LaTeXCharacters.prose(name))}"
  }

  /// Functions that LaTeX knows by name, and all others as operators.
  private func function(_ name: String) -> String {
    name.split(separator: " ").map { word in
      switch word {
      case "exp", "ln", "log", "sin", "cos", "tanh", "max", "min": "\\" + word
      case "σ", "Φ": LaTeXCharacters.letter(String(word)) ?? String(word)
      default: "\\operatorname{\(LaTeXCharacters.prose(String(word)))}"
      }
    }.joined(separator: " ")
  }

  /// Whether a piece is taller than a line of letters.
  static func isTall(_ math: Math) -> Bool {
    switch math {
    case .number, .scientific, .identifier, .text, .sign, .function: false
    case .fraction, .vector, .matrix, .cases, .big, .root: true
    case .row(let pieces): pieces.contains(where: isTall)
    case .subscript(let a, let b), .superscript(let a, let b): isTall(a) || isTall(b)
    case .fenced(let inner, _, _), .role(_, let inner), .annotated(let inner, _),
      .accented(let inner, _):
      isTall(inner)
    }
  }
}
