import Wording

/// Writes mathematics as Unicode text on one line, for terminals, descriptions and tooltips.
public struct PlainTextWriter: Sendable {
  /// Creates a writer.
  public init() {}

  /// A piece as text: `∂L/∂W₁ = 0.2438 · 2`.
  public func text(_ math: Math) -> String {
    switch math {
    case .number(let digits): return digits
    case .scientific(let digits, let exponent):
      return digits + "×10" + Numerals.superscript(exponent)
    case .identifier(let name), .text(let name), .function(let name): return name
    case .sign(let sign): return spaced(sign)
    case .row(let pieces): return row(pieces)
    case .fraction(let a, let b): return grouped(a) + "/" + grouped(b)
    case .subscript(let base, let index):
      return text(base) + (Self.lowered(text(index)) ?? "_" + text(index))
    case .superscript(let base, let exponent):
      return grouped(base) + (Self.raised(text(exponent)) ?? "^" + grouped(exponent))
    case .root(let a): return "√" + grouped(a)
    case .fenced(let inner, let open, let close): return open + text(inner) + close
    case .matrix(let rows):
      let lines = rows.map { "[" + $0.map(text).joined(separator: ", ") + "]" }
      return rows.count == 1 ? lines[0] : "[" + lines.joined(separator: ", ") + "]"
    case .cases(let lines):
      return "{"
        + lines.map { text($0.value) + " (" + text($0.condition) + ")" }
        .joined(separator: "; ") + "}"
    case .big(let sign, let below, let body):
      return sign + (below.map { Self.lowered(text($0)) ?? "[" + text($0) + "]" } ?? "") + " "
        + text(body)
    case .annotated(let inner, _): return text(inner)
    case .role(_, let inner): return text(inner)
    }
  }

  /// A chain of equal pieces on lines of a terminal: on one where it fits, else the relation signs
  /// stand under one another. A line that is too wide even so is left to the terminal.
  ///
  ///     ∂L/∂W₁ = ∂L/∂z · ∂z/∂W₁
  ///            = 0.2439 · 2
  public func lines(_ equation: Equation, width: Int) -> [String] {
    let whole = printable(text(equation.math))
    if cellWidth(of: whole) <= width { return [whole] }
    let left = printable(text(equation.left))
    let hang = String(repeating: " ", count: cellWidth(of: left))
    return equation.links.enumerated().map { position, link in
      (position == 0 ? left : hang) + " \(link.relation) " + printable(text(link.math))
    }
  }

  private func row(_ pieces: [Math]) -> String {
    var line = ""
    for (position, piece) in pieces.enumerated() {
      // A sign that begins a row stands before its term, without spaces.
      if case .sign(let sign) = piece, position == 0 { line += sign } else { line += text(piece) }
      if case .function = piece, position + 1 < pieces.count {
        if case .fenced = pieces[position + 1] {} else { line += " " }
      }
    }
    return line
  }

  private func spaced(_ sign: String) -> String {
    switch sign {
    case "+", "−", "·", "×", "∘", "=", "≈", "/", "≤", "<", ">", "←", "→": " \(sign) "
    case ",": ", "
    default: sign
    }
  }

  /// A piece that stays together beside a slash or an exponent.
  private func grouped(_ math: Math) -> String {
    let text = text(math)
    switch math {
    case .row(let pieces):
      if case .sign("∂")? = pieces.first, pieces.count == 2 { return text }
      return pieces.count == 1 ? text : "(" + text + ")"
    case .fraction, .scientific: return "(" + text + ")"
    case .role(_, let inner): return grouped(inner)
    default: return text
    }
  }

  /// Digits and some letters below the line, or nil where Unicode has none.
  static func lowered(_ text: String) -> String? {
    var lowered = ""
    for character in text {
      guard let other = subscripts[character] else { return nil }
      lowered.append(other)
    }
    return lowered
  }

  /// Digits and some letters above the line, or nil where Unicode has none.
  static func raised(_ text: String) -> String? {
    var raised = ""
    for character in text {
      guard let other = superscripts[character] else { return nil }
      raised.append(other)
    }
    return raised
  }

  private static let subscripts = Dictionary(
    uniqueKeysWithValues: zip(
      "0123456789+−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ"))
  private static let superscripts = Dictionary(
    uniqueKeysWithValues: zip("0123456789+−()nxTi", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿˣᵀⁱ"))
}
