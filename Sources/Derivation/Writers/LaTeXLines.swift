import Notation

/// Breaks chains of equal pieces into lines of LaTeX that are no wider than the text.
///
/// A chain stands on one line where it is short. Else each piece has a line of its own, the relation
/// signs under one another, and a piece that is too wide goes on below: broken before a sign outside
/// of brackets if there is one, else inside of them.
struct LaTeXLines {
  private let writer: LaTeXWriter

  init(_ writer: LaTeXWriter) { self.writer = writer }

  /// About how many characters of a chain look well on one line.
  private static let shortChain = 64
  /// How much of a line the left sides may take before what equals them goes below them.
  private static let leftShare = 0.3
  /// How far lines that go on are set in, and what a relation takes.
  private static let (indent, relation) = (2.05, 1.65)
  /// The room before a reason, and how wide its smaller letters are.
  private static let (gap, reasonSize) = (2.5, 0.94)
  /// The narrowest column of reasons.
  private static let narrowestReason = 9.0

  /// Several chains under one another.
  func block(_ equations: [Equation]) -> String {
    var text = ""
    var group: [Equation] = []
    var form = Form.aligned
    for equation in equations {
      let next = self.form(of: equation)
      // Reasons stand under one another beside their own chain.
      if next != form || next == .reasoned, !group.isEmpty {
        text += environment(group, form)
        group = []
      }
      form = next
      group.append(equation)
    }
    return text + environment(group, form)
  }

  /// How a chain stands.
  private enum Form {
    /// The relation signs of neighbours under one another.
    case aligned
    /// The same, with reasons beside or below.
    case reasoned
    /// The left side on a line of its own.
    case hanging
  }

  private func form(of equation: Equation) -> Form {
    if isShort(equation) { return .aligned }
    if LaTeXWidth.of(equation.left) > Self.leftShare * writer.lineWidth { return .hanging }
    return equation.links.contains { $0.reason != nil } ? .reasoned : .aligned
  }

  private func environment(_ equations: [Equation], _ form: Form) -> String {
    guard !equations.isEmpty else { return "" }
    let isHanging = form == .hanging
    let left = isHanging ? 0 : equations.map { LaTeXWidth.of($0.left) }.max() ?? 0
    let lines = equations.flatMap { isHanging ? hanging($0) : aligned($0, left) }
    return "\\begin{align*}\n" + lines.joined(separator: " \\\\\n") + "\n\\end{align*}\n"
  }

  // MARK: Chains

  private func isShort(_ equation: Equation) -> Bool {
    equation.links.allSatisfy { $0.reason == nil }
      && PlainTextWriter().text(equation.math).count <= Self.shortChain
      && LaTeXWidth.of(equation.math) <= writer.lineWidth
  }

  /// A chain whose relation signs stand behind left sides of a common width.
  private func aligned(_ equation: Equation, _ left: Double) -> [String] {
    let room = writer.lineWidth - left - Self.relation
    let right = equation.links.reduce(0) { $0 + LaTeXWidth.of($1.math) + Self.relation }
    if isShort(equation), right <= room + Self.relation {
      let links = equation.links.map { command($0.relation) + " " + writer.text($0.math) }
      return [writer.text(equation.left) + " &" + links.joined(separator: " ")]
    }
    var lines = links(equation, room, "&")
    if lines.isEmpty { return [writer.text(equation.left)] }
    lines[0] = writer.text(equation.left) + " " + lines[0]
    return lines
  }

  /// A chain whose left side is too wide to stand beside what equals it.
  private func hanging(_ equation: Equation) -> [String] {
    broken(equation.left, first: writer.lineWidth, rest: writer.lineWidth - Self.indent)
      .enumerated().map { ($0 == 0 ? "&" : "&\\qquad ") + $1 }
      + links(equation, writer.lineWidth - 1 - Self.relation, "&\\quad ")
  }

  /// The pieces of a chain, each from its relation on; a reason stands beside its piece, or below
  /// where too little room is left.
  private func links(_ equation: Equation, _ room: Double, _ begin: String) -> [String] {
    let widest = equation.links.map { LaTeXWidth.of($0.math) }.max() ?? 0
    let column = room - widest - Self.gap
    return equation.links.flatMap { link in
      var lines = broken(link.math, first: room, rest: room - Self.indent + Self.relation)
        .enumerated().map { position, line in
          begin + (position == 0 ? command(link.relation) + " " : "\\qquad ") + line
        }
      guard let reason = link.reason else { return lines }
      if column >= Self.narrowestReason {
        lines[0] += " && " + beside(reason, column)
      } else {
        lines += wrapped(reason, room - Self.indent).map {
          begin + "\\qquad \\text{\\small \(LaTeXCharacters.prose($0))}"
        }
      }
      return lines
    }
  }

  /// A reason in a column of so many ems.
  private func beside(_ reason: String, _ column: Double) -> String {
    let words = LaTeXCharacters.prose(reason)
    guard LaTeXWidth.of(words: reason) * Self.reasonSize > column else {
      return "\\text{\\small \(words)}"
    }
    let tenths = Int(column * 10)
    return "\\parbox[t]{\(tenths / 10).\(tenths % 10)em}{\\small\\raggedright \(words)}"
  }

  private func command(_ relation: String) -> String { LaTeXCharacters.command(relation) }

  /// Words on lines of so many ems.
  private func wrapped(_ words: String, _ width: Double) -> [String] {
    var lines: [String] = []
    for word in words.split(separator: " ") {
      if let line = lines.last,
        LaTeXWidth.of(words: line + " " + word) * Self.reasonSize <= width
      {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }

  // MARK: Pieces

  /// A piece on as many lines as it needs.
  private func broken(_ math: Math, first: Double, rest: Double) -> [String] {
    guard LaTeXWidth.of(math) > first else { return [writer.text(math)] }
    var parts = LaTeXParts(writer, limit: rest).parts(of: math)[...]
    var lines: [String] = []
    while !parts.isEmpty {
      let count = fitting(parts, lines.isEmpty ? first : rest)
      lines.append(parts.prefix(count).map(\.text).joined(separator: " "))
      parts = parts.dropFirst(count)
    }
    return lines
  }

  /// How many parts stand on a line: the line ends as far outside of brackets as it can without
  /// being half empty, and as late as it can.
  private func fitting(_ parts: ArraySlice<LaTeXParts.Part>, _ width: Double) -> Int {
    var (sum, best) = (0.0, (count: 0, depth: Int.max))
    for (position, part) in parts.enumerated() {
      if position > 0, part.canBreakBefore,
        part.depth <= best.depth || sum - part.width < 0.5 * width || best.count == 0
      {
        best = (position, part.depth)
      }
      sum += part.width
      if sum > width, best.count > 0 { return best.count }
    }
    return sum <= width || best.count == 0 ? parts.count : best.count
  }
}

/// A piece that is too wide for a line as parts between which lines may be broken.
struct LaTeXParts {
  private let writer: LaTeXWriter
  private let limit: Double

  /// Takes pieces apart whose lines have so many ems.
  init(_ writer: LaTeXWriter, limit: Double) {
    self.writer = writer
    self.limit = limit
  }

  /// What stays together.
  struct Part {
    var text: String
    var width: Double
    /// Whether a line may begin here.
    var canBreakBefore = false
    /// In how many brackets it stands; a product counts as one.
    var depth = 0
  }

  /// How small a matrix may become before its numbers are written in a row.
  private static let smallestScale = 0.6

  /// The room for signs and brackets beside a piece that stays whole.
  private static let beside = 3.0

  /// The parts of a piece, one after the other.
  func parts(of math: Math) -> [Part] { parts(math, 0) }

  private func parts(_ math: Math, _ depth: Int) -> [Part] {
    switch math {
    case .row(let pieces): return row(pieces, depth)
    case .role(_, let inner): return parts(inner, depth)
    case .fenced(let inner, let open, let close):
      if LaTeXWriter.isTall(inner), LaTeXWidth.of(math) <= limit {
        // Beside names and brackets before it, what fills a line would leave the page.
        var part = whole(math)
        part.canBreakBefore = LaTeXWidth.of(math) > limit - Self.beside
        part.depth = depth + 3
        return [part]
      }
      let size = LaTeXWriter.isTall(inner) ? "\\Big" : ""
      return opened(parts(inner, depth + 2), fence(size, "l", open), fence(size, "r", close))
    case .big(let sign, let below, let body):
      let limits = Math.big(sign, below: below, .row([]))
      return [whole(limits)] + parts(body, depth + 2)
    case .fraction(let a, let b) where LaTeXWidth.of(math) > limit:
      var parts = part(a, depth + 2)
      parts.append(Part(text: "/", width: 0.5, canBreakBefore: true, depth: depth + 1))
      return parts + part(b, depth + 2)
    case .superscript(let base, let exponent) where LaTeXWidth.of(math) > limit:
      guard case .fenced = base else { return [whole(math)] }
      var parts = self.parts(base, depth)
      parts[parts.count - 1].text += "^{\(writer.text(exponent))}"
      parts[parts.count - 1].width += LaTeXWidth.of(exponent)
      return parts
    case .vector(let entries): return parts(.matrix([entries]), depth)
    case .matrix(let rows) where LaTeXWidth.of(math) * Self.smallestScale > limit:
      return list(rows, depth)
    case .number, .scientific, .identifier, .text, .sign, .function, .fraction, .subscript,
      .superscript, .root, .matrix, .cases, .annotated, .accented:
      return [whole(math)]
    }
  }

  /// A piece that is not taken apart, as small as it must be.
  private func whole(_ math: Math) -> Part {
    let (width, text) = (LaTeXWidth.of(math), writer.text(math))
    let room = limit - Self.beside
    guard width > room else { return Part(text: text, width: width) }
    return Part(
      text: LaTeXWriter.scaled("$\\displaystyle \(text)$", by: room / width), width: room)
  }

  /// A numerator or a denominator beside a slash.
  private func part(_ math: Math, _ depth: Int) -> [Part] {
    let isSum = if case .row(let pieces) = math { pieces.count > 2 } else { false }
    return isSum ? opened(parts(math, depth), "\\bigl(", "\\bigr)") : parts(math, depth)
  }

  private func row(_ pieces: [Math], _ depth: Int) -> [Part] {
    var parts: [Part] = []
    var canBreak = false
    for (position, piece) in pieces.enumerated() {
      if case .sign(let sign) = piece {
        // A sign that begins a row, or follows another, belongs to its term.
        let isBetween = position > 0 && !isSign(pieces[position - 1])
        let isProduct = "·∘×".contains(sign)
        parts.append(
          Part(
            text: LaTeXCharacters.command(sign), width: LaTeXWidth.sign(sign),
            canBreakBefore: isBetween && (isProduct || "+−=≈".contains(sign)),
            depth: isProduct ? depth + 1 : depth))
        canBreak = sign == ","
        continue
      }
      var next = self.parts(piece, depth)
      if canBreak, !next.isEmpty {
        next[0].canBreakBefore = true
        next[0].depth = depth
      }
      canBreak = false
      parts += next
    }
    return parts
  }

  private func isSign(_ math: Math) -> Bool { if case .sign = math { true } else { false } }

  /// A matrix as lists of its rows, `[[1, 2], [3, 4]]`.
  private func list(_ rows: [[Math]], _ depth: Int) -> [Part] {
    let lines = rows.map { cells in
      let line = Math.joined(cells, by: ",")
      return opened(self.parts(line, depth + 2), "[", "]")
    }
    guard lines.count > 1 else { return lines.first ?? [] }
    var parts: [Part] = []
    for (position, line) in lines.enumerated() {
      var line = line
      if position > 0 {
        parts[parts.count - 1].text += " ,"
        parts[parts.count - 1].width += LaTeXWidth.sign(",")
        line[0].canBreakBefore = true
        line[0].depth = depth + 1
      }
      parts += line
    }
    return opened(parts, "[", "]")
  }

  // MARK: Brackets

  private func fence(_ size: String, _ side: String, _ bracket: String) -> String {
    if bracket.isEmpty { return "" }
    return (size.isEmpty ? "" : size + side) + LaTeXCharacters.fence(bracket)
  }

  /// Parts with a bracket that stays with the first and one that stays with the last.
  private func opened(_ parts: [Part], _ open: String, _ close: String) -> [Part] {
    guard !parts.isEmpty else { return parts }
    var parts = parts
    let width = open.hasPrefix("\\Big") ? 0.6 : 0.46
    if !open.isEmpty {
      parts[0].text = open + " " + parts[0].text
      parts[0].width += width
    }
    if !close.isEmpty {
      parts[parts.count - 1].text += " " + close
      parts[parts.count - 1].width += width
    }
    return parts
  }

}
