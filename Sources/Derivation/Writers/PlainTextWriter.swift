import Notation
import Wording

/// Writes mathematics as Unicode text on one line, for terminals, descriptions and tooltips.
package struct PlainTextWriter: Sendable {
  /// Whether annotations are kept, between marks that no text holds, for `lines` to put them below.
  private var marksShapes = false

  /// Creates a writer.
  package init() {}

  /// A piece as text: `∂L/∂W₁ = 0.2438 · 2`.
  package func text(_ math: Math) -> String {
    switch math {
    case .number(let digits): return digits
    case .scientific(let digits, let exponent):
      return digits + "×10" + Numerals.superscript(exponent)
    case .identifier(let name), .text(let name), .function(let name): return name
    case .sign(let sign): return spaced(sign)
    case .row(let pieces): return row(pieces)
    case .fraction(let a, let b): return grouped(a) + "/" + grouped(b)
    case .subscript(let base, .identifier(let word))
    where word.count > 1 && word.allSatisfy(\.isLetter):
      // A word below the line is no row of indices.
      return text(base) + "_" + word
    case .subscript(let base, let index):
      let index = text(index).replacing(", ", with: ",")
      return text(base) + (Self.lowered(index) ?? "_" + index)
    case .accented(let inner, let accent): return text(inner) + accent.combining
    case .superscript(.annotated(let base, let below), let exponent) where marksShapes:
      // The room that a shape takes would part a name from its exponent.
      return text(.annotated(.superscript(base, exponent), below: below))
    case .superscript(let base, let exponent):
      let raised = Self.raised(text(exponent).replacing(", ", with: ","))
      return grouped(base) + (raised ?? "^" + grouped(exponent))
    case .root(.big(let sign, let below, let body)):
      return "√(" + text(.big(sign, below: below, body)) + ")"
    case .root(let a): return "√" + grouped(a)
    case .fenced(let inner, let open, let close): return open + text(inner) + close
    case .vector(let entries): return line(entries)
    case .matrix(let rows): return "[" + rows.map(line).joined(separator: ", ") + "]"
    case .cases(let lines):
      return "{"
        + lines.map { text($0.value) + " (" + text($0.condition) + ")" }
        .joined(separator: "; ") + "}"
    case .big(let sign, let below, let body):
      return sign + (below.map { Self.lowered(text($0)) ?? "[" + text($0) + "]" } ?? "") + " "
        + text(body)
    case .annotated(let inner, let below):
      return marksShapes
        ? Self.begin + text(below) + Self.middle + text(inner) + Self.end : text(inner)
    case .role(_, let inner): return text(inner)
    }
  }

  /// A chain of equal pieces on lines of a terminal: on one where it fits, else, and where pieces have
  /// reasons, the relation signs stand under one another. A line that is too wide even so is left to the terminal.
  ///
  ///     ∂L/∂W₁ = ∂L/∂z · ∂z/∂W₁
  ///            = 0.2439 · 2
  package func lines(_ equation: Equation, width: Int) -> [String] {
    var writer = self
    writer.marksShapes = true
    let pieces = [equation.left] + equation.links.map(\.math)
    let texts = pieces.map { Self.layered(Self.markedPrintable(writer.text($0))) }
    let relations = equation.links.map { " \($0.relation) " }
    let total = zip(texts, relations + [""]).reduce(0) { $0 + $1.0.width + $1.1.count }
    let hasReasons = equation.links.contains { $0.reason != nil }
    let groups =
      total <= width && !hasReasons
      ? [texts.indices] : texts.indices.dropFirst().map { $0..<($0 + 1) }
    return groups.flatMap { group in
      var line = Layered()
      // The first piece of a broken chain stands before its first relation alone.
      if group.lowerBound == 0 || group.lowerBound == 1 {
        line.append(texts[0])
      } else {
        line.pad(to: texts[0].width)
      }
      for index in group where index > 0 {
        line.append(Layered(top: relations[index - 1]))
        line.append(texts[index])
        if let reason = equation.links[index - 1].reason, group.count == 1 {
          line.append(Layered(top: "   " + printable(reason)))
        }
      }
      return line.lines
    }
  }

  private static let (begin, middle, end) = ("\u{1}", "\u{2}", "\u{3}")

  /// The text, fit for a terminal; the marks stay.
  private static func markedPrintable(_ text: String) -> String {
    text.map { [begin, middle, end].contains(String($0)) ? String($0) : printable(String($0)) }
      .joined()
  }

  /// A line of text and what stands below it.
  private struct Layered {
    var top = ""
    var bottom = ""
    var width: Int { cellWidth(of: top) }

    mutating func append(_ other: Layered) {
      if !other.bottom.isEmpty {
        bottom += String(repeating: " ", count: width - cellWidth(of: bottom)) + other.bottom
      }
      top += other.top
    }

    mutating func pad(to width: Int) {
      top += String(repeating: " ", count: max(0, width - self.width))
    }

    var lines: [String] {
      let end = top.lastIndex { $0 != " " }.map(top.index(after:)) ?? top.startIndex
      return bottom.isEmpty ? [String(top[..<end])] : [String(top[..<end]), bottom]
    }
  }

  /// Puts what is marked below its piece, both about one middle.
  private static func layered(_ marked: String) -> Layered {
    var line = Layered()
    for (position, part) in marked.split(separator: begin, omittingEmptySubsequences: false)
      .enumerated()
    {
      guard position > 0 else {
        line.append(Layered(top: String(part)))
        continue
      }
      let shape = part.prefix { String($0) != middle }
      let inner = part.dropFirst(shape.count + 1).prefix { String($0) != end }
      let width = max(cellWidth(of: String(shape)), cellWidth(of: String(inner)))
      line.append(
        Layered(
          top: centered(String(inner), width, fills: true), bottom: centered(String(shape), width)))
      line.append(Layered(top: String(part.dropFirst(shape.count + inner.count + 2))))
    }
    return line
  }

  private static func centered(_ text: String, _ width: Int, fills: Bool = false) -> String {
    let free = width - cellWidth(of: text)
    let after = fills ? String(repeating: " ", count: free - free / 2) : ""
    return String(repeating: " ", count: free / 2) + text + after
  }

  private func line(_ entries: [Math]) -> String {
    "[" + entries.map(text).joined(separator: ", ") + "]"
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
    case "+", "−", "·", "×", "∘", "=", "≈", "≠", "/", "≤", "≥", "<", ">", "←", "→": " \(sign) "
    case ",": ", "
    default: sign
    }
  }

  /// A piece that stays together beside a slash or an exponent.
  private func grouped(_ math: Math) -> String {
    let text = text(math)
    switch math {
    case .row(let pieces):
      if pieces.count == 2, case .sign(let sign) = pieces[0], ["∂", "d"].contains(sign) {
        return text
      }
      if pieces.count == 2, case .function = pieces[0], case .fenced = pieces[1] { return text }
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
      "0123456789+−=()aehijklmnoprstuvx×,", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓₓ,"))
  private static let superscripts = Dictionary(
    uniqueKeysWithValues: zip("0123456789+−()nxTijkt′,", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿˣᵀⁱʲᵏᵗ′,"))
}
