import Notation

/// Writes mathematics as LaTeX that compiles under plain `amsmath`.
///
///     LaTeXWriter().text(.derivative(of: "L", by: .name("W1")))   // \frac{\partial L}{\partial W_{1}}
package struct LaTeXWriter: Sendable {
  /// Creates a writer.
  package init() {}

  /// A formula inside a sentence.
  package func inline(_ math: Math) -> String { "$\(text(math))$" }

  /// A chain of equal pieces, the relation signs under one another.
  package func block(_ equation: Equation) -> String { block([equation]) }

  /// Several chains under one another.
  package func block(_ equations: [Equation]) -> String {
    let lines = equations.flatMap { equation in
      let isShort = PlainTextWriter().text(equation.math).count <= Self.lineLength
      let links = equation.links.enumerated().map { position, link in
        // The signs of a short chain stand in one line; the first is where chains are aligned.
        (isShort && position > 0 ? "" : "&") + LaTeXCharacters.command(link.relation) + " "
          + text(link.math)
      }
      let first = text(equation.left) + " " + (links.first ?? "")
      return isShort
        ? [([first] + links.dropFirst()).joined(separator: " ")] : [first] + links.dropFirst()
    }
    return "\\begin{align*}\n" + lines.joined(separator: " \\\\\n") + "\n\\end{align*}\n"
  }

  /// About how many characters of a chain fit on a line of paper.
  private static let lineLength = 64

  /// A piece as it stands between dollar signs.
  package func text(_ math: Math) -> String {
    switch math {
    case .number(let digits): return number(digits)
    case .scientific(let digits, let exponent):
      return number(digits) + " \\times 10^{\(exponent)}"
    case .identifier(let name): return identifier(name)
    case .text(let words): return "\\text{\(LaTeXCharacters.prose(words))}"
    case .sign(let sign): return LaTeXCharacters.command(sign)
    case .function(let name): return function(name)
    case .row(let pieces): return pieces.map(text).joined(separator: " ")
    case .fraction(let a, let b): return "\\frac{\(text(a))}{\(text(b))}"
    case .subscript(let base, let index): return nucleus(base) + "_{\(text(index))}"
    case .superscript(let base, let exponent): return nucleus(base) + "^{\(text(exponent))}"
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
  private func nucleus(_ math: Math) -> String {
    switch math {
    case .number, .identifier, .function, .sign, .fenced, .vector, .matrix: text(math)
    default: "{\(text(math))}"
    }
  }

  /// Brackets as tall as what stands in them.
  private func fenced(_ inner: Math, _ open: String, _ close: String) -> String {
    let (open, close) = (LaTeXCharacters.fence(open), LaTeXCharacters.fence(close))
    guard inner.isTall else {
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
}

extension Math {
  /// Whether the piece is taller than a line of letters.
  fileprivate var isTall: Bool {
    switch self {
    case .number, .scientific, .identifier, .text, .sign, .function: false
    case .fraction, .vector, .matrix, .cases, .big, .root: true
    case .row(let pieces): pieces.contains(where: \.isTall)
    case .subscript(let a, let b), .superscript(let a, let b): a.isTall || b.isTall
    case .fenced(let inner, _, _), .role(_, let inner), .annotated(let inner, _): inner.isTall
    }
  }
}
