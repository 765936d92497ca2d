/// Reads LaTeX back as the elements that MathML has, so that one pencil works out both: independent
/// of the types that wrote it.
struct LaTeXReader {
  private var rest: Substring

  /// The equations of a block, a chain each.
  static func equations(_ block: String) throws -> [PrintedEquation] {
    var chains: [String] = []
    for environment in block.components(separatedBy: "\\begin{align*}\n").dropFirst() {
      let body = environment.components(separatedBy: "\n\\end{align*}")[0]
      for line in body.components(separatedBy: " \\\\\n") { join(line, to: &chains) }
    }
    return try chains.map { chain in
      var reader = LaTeXReader(rest: chain[...])
      let elements = try reader.sequence { $0.rest.isEmpty }
      return PrintedEquation(Element(name: "math", children: elements))
    }
  }

  /// A line begins a chain, or goes on with the last one.
  private static func join(_ line: String, to chains: inout [String]) {
    // What stands behind a second alignment is a reason, as is what is small.
    let line = line.components(separatedBy: " && ")[0]
    if line.contains("\\qquad \\text{\\small") { return }
    // Cells of matrices have the same sign; those have a name before them.
    let goesOn = line.hasPrefix("&")
    var text = goesOn ? String(line.dropFirst()) : line.replacingFirst("&", with: "")
    let indent = ["\\qquad ", "\\quad "].first(where: text.hasPrefix)
    if let indent { text = String(text.dropFirst(indent.count)) }
    // A left side that hangs begins a chain; what goes on is set in, or begins with a relation.
    let isLeft = goesOn && indent == nil && !["=", "\\approx"].contains(where: text.hasPrefix)
    if !goesOn || isLeft || chains.isEmpty {
      chains.append(text)
    } else {
      chains[chains.count - 1] += " " + text
    }
  }

  private init(rest: Substring) { self.rest = rest }

  private var fail: Element.NotWellFormed { Element.NotWellFormed(rest: String(rest.prefix(60))) }

  // MARK: Sequences

  private mutating func sequence(until isEnd: (LaTeXReader) -> Bool) throws -> [Element] {
    var elements: [Element] = []
    skip()
    while !isEnd(self) {
      guard !rest.isEmpty else { throw fail }
      try item(&elements)
      skip()
    }
    return elements
  }

  private mutating func skip() {
    while true {
      rest = rest.drop { $0 == " " || $0 == "\n" }
      guard
        let empty = ["\\mathopen{}", "\\mathclose{}", "\\displaystyle ", "$"]
          .first(where: rest.hasPrefix)
      else { return }
      rest = rest.dropFirst(empty.count)
    }
  }

  private mutating func take(_ text: String) -> Bool {
    guard rest.hasPrefix(text) else { return false }
    rest = rest.dropFirst(text.count)
    return true
  }

  /// What stands in braces.
  private mutating func group() throws -> Element {
    guard take("{") else { throw fail }
    let elements = try sequence { $0.rest.hasPrefix("}") }
    rest = rest.dropFirst()
    return elements.count == 1 ? elements[0] : Element(name: "mrow", children: elements)
  }

  /// What stands in braces, as it was typed.
  private mutating func words() throws -> String {
    guard take("{") else { throw fail }
    var (depth, text) = (1, "")
    while let character = rest.popFirst() {
      if character == "{" { depth += 1 }
      if character == "}" { depth -= 1 }
      if depth == 0 { break }
      text.append(character)
    }
    return text.replacing("$", with: "").replacing("\\times", with: "×")
      .replacing("\\_", with: "_").replacing("\\dots", with: "…")
  }

  // MARK: Items

  private mutating func item(_ elements: inout [Element]) throws {
    if take("^") || rest.hasPrefix("_") {
      let isBelow = take("_")
      guard let base = elements.popLast() else { throw fail }
      let script = try group()
      let isSum = base.text == "∑" || base.text == "∏"
      elements.append(
        Element(name: isBelow ? (isSum ? "munder" : "msub") : "msup", children: [base, script]))
    } else if rest.hasPrefix("{") {
      elements.append(try group())
    } else if rest.first == "\\" {
      try command(&elements)
    } else if let digit = rest.first, digit.isNumber {
      elements.append(number())
    } else if let letter = rest.popFirst() {
      try character(letter, &elements)
    }
  }

  private mutating func number() -> Element {
    var digits = ""
    while let next = rest.first, next.isNumber || next == "." {
      digits.append(next)
      rest.removeFirst()
    }
    return Element(name: "mn", text: digits)
  }

  private mutating func character(_ letter: Character, _ elements: inout [Element]) throws {
    switch letter {
    case "-": elements.append(Element(name: "mo", text: "−"))
    case "(", "[", "|": elements.append(try bracketed(String(letter)))
    case _ where letter.isLetter: elements.append(Element(name: "mi", text: String(letter)))
    default: elements.append(Element(name: "mo", text: String(letter)))
    }
  }

  /// Brackets and what stands in them: scripts belong to the whole.
  private mutating func bracketed(_ open: String) throws -> Element {
    let close = ["(": ")", "[": "]", "|": "|", "\\{": "\\}"][open] ?? open
    let ends = [close, "\\right" + close, "\\Bigr" + close, "\\bigr" + close]
    let inner = try sequence { reader in ends.contains(where: reader.rest.hasPrefix) }
    for end in ends where take(end) { break }
    return Element(
      name: "mrow",
      children: [Element(name: "mo", text: open)] + inner + [Element(name: "mo", text: close)])
  }

  private mutating func command(_ elements: inout [Element]) throws {
    rest = rest.dropFirst()
    let letters = rest.prefix { $0.isLetter && $0.isASCII }
    let word = letters.isEmpty ? String(rest.prefix(1)) : String(letters)
    rest = rest.dropFirst(word.count)
    func append(_ name: String, _ text: String) { elements.append(Element(name: name, text: text)) }
    switch word {
    case "frac", "tfrac":
      let (a, b) = (try group(), try group())
      elements.append(Element(name: "mfrac", children: [a, b]))
    case "sqrt": elements.append(Element(name: "msqrt", children: [try group()]))
    case "underset":
      let below = try group()
      elements.append(Element(name: "munder", children: [try group(), below]))
    case "scalebox":
      _ = try words()
      elements.append(try group())
    case "left", "Bigl", "bigl":
      guard let open = rest.popFirst() else { throw fail }
      elements.append(try bracketed(String(open)))
    case "text":
      let text = try words()
      let isName = text.first?.isLetter ?? false
      append(isName ? "mi" : "mtext", text)
    case "mathrm":
      let text = try words()
      append(text == "NaN" ? "mn" : "mi", text)
    case "operatorname": append("mi", try words())
    case "mathbf":
      _ = try words()
      append("mi", "𝟏")
    case "begin": try environment(&elements)
    case "{", "}": append("mo", word)
    default:
      if let sign = Self.signs[word] {
        append("mo", sign)
      } else if word == "ln", rest.hasPrefix(" \\operatorname{softmax}") {
        rest = rest.dropFirst(" \\operatorname{softmax}".count)
        append("mi", "ln softmax")
      } else {
        append("mi", Self.letters[word] ?? word)
      }
    }
  }

  private static let signs = [
    "cdot": "·", "times": "×", "circ": "∘", "star": "⋆", "ast": "∗", "approx": "≈", "ne": "≠",
    "le": "≤", "ge": "≥",
    "sum": "∑", "prod": "∏", "cdots": "⋯", "vdots": "⋮", "ddots": "⋱", "prime": "′", "dots": "…",
  ]
  private static let letters = [
    "partial": "∂", "sigma": "σ", "pi": "π", "infty": "∞", "Phi": "Φ", "alpha": "α",
  ]

  private mutating func environment(_ elements: inout [Element]) throws {
    let name = try words()
    let end = "\\end{\(name)}"
    var rows: [Element] = []
    var cells: [Element] = []
    while true {
      let cell = try sequence { reader in
        ["&", "\\\\", end].contains(where: reader.rest.hasPrefix)
      }
      cells.append(Element(name: "mtd", children: cell))
      if take("&") { continue }
      rows.append(Element(name: "mtr", children: cells))
      cells = []
      if take("\\\\") { continue }
      guard take(end) else { throw fail }
      break
    }
    let table = Element(name: "mtable", children: rows)
    let open = Element(name: "mo", text: name == "cases" ? "{" : "[")
    let close = name == "cases" ? [] : [Element(name: "mo", text: "]")]
    elements.append(Element(name: "mrow", children: [open, table] + close))
  }
}

extension StringProtocol {
  fileprivate func replacingFirst(_ sign: Character, with other: String) -> String {
    guard let place = firstIndex(of: sign) else { return String(self) }
    return String(self[..<place]) + other + String(self[index(after: place)...])
  }
}
