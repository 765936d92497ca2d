/// Reads plain text back as the elements that MathML has: independent of the types that wrote it.
struct TextReader {
  private var rest: Substring

  /// A chain on one line.
  static func equation(_ line: String) throws -> PrintedEquation {
    // Indices and axes that count from the end have the sign that the graph language has.
    var reader = TextReader(rest: line.replacing("-", with: "−")[...])
    let elements = try reader.sequence(until: [])
    guard reader.rest.isEmpty else { throw reader.fail }
    return PrintedEquation(Element(name: "math", children: elements))
  }

  private init(rest: Substring) { self.rest = rest }

  private var fail: Element.NotWellFormed { Element.NotWellFormed(rest: String(rest.prefix(60))) }

  /// Terms and signs up to one of some closing signs.
  private mutating func sequence(until ends: [Character]) throws -> [Element] {
    var elements: [Element] = []
    skip()
    while let next = rest.first, !ends.contains(next) {
      if next == "∑" || next == "∏" {
        rest.removeFirst()
        elements.append(sum(next))
      } else if next == "[", let last = elements.last, !last.isSign {
        // A shape below a name moves its index away, and its exponent.
        elements[elements.count - 1] = indexed(last)
      } else if Self.raised[next] != nil, let last = elements.popLast() {
        elements.append(try raised(last))
      } else if next == "/", let last = elements.popLast() {
        rest.removeFirst()
        skip()
        elements.append(Element(name: "mfrac", children: [last, try denominator()]))
      } else if Self.signs.contains(next) {
        elements.append(Element(name: "mo", text: String(rest.removeFirst())))
      } else {
        elements.append(try term())
      }
      skip()
    }
    return elements
  }

  private static let signs = Set("+−·∘⋆∗×=≈≠≤≥<>,;⋯⋮⋱…′")

  private mutating func skip() { rest = rest.drop { $0 == " " } }

  private mutating func take(_ character: Character) -> Bool {
    guard rest.first == character else { return false }
    rest.removeFirst()
    return true
  }

  // MARK: Terms

  /// A piece with its scripts, and what a slash without room divides it by.
  private mutating func term() throws -> Element {
    if take("∂") { return try derivative() }
    let piece = try scripted()
    guard take("/") else { return piece }
    return Element(name: "mfrac", children: [piece, try denominator()])
  }

  /// What stands below a slash; a sum with what it is taken of.
  private mutating func denominator() throws -> Element {
    skip()
    if take("−") {
      let sign = Element(name: "mo", text: "−")
      return Element(name: "mrow", children: [sign, try scripted()])
    }
    guard take("∑") else { return try scripted() }
    let sum = sum()
    skip()
    return Element(name: "mrow", children: [sum, try scripted()])
  }

  private mutating func sum(_ sign: Character = "∑") -> Element {
    let sign = Element(name: "mo", text: String(sign))
    var letters = lowered()
    // A condition stands in brackets.
    if letters.isEmpty, take("[") {
      letters = rest.prefix { $0 != "]" }.filter { $0 != " " }
      rest = rest.drop { $0 != "]" }.dropFirst()
    }
    return letters.isEmpty
      ? sign : Element(name: "munder", children: [sign, Element(name: "mi", text: letters)])
  }

  private mutating func indexed(_ piece: Element) -> Element {
    // Lists of indices have brackets of their own.
    var depth = 0
    let index = rest.prefix { character in
      depth += character == "[" ? 1 : character == "]" ? -1 : 0
      return depth > 0
    }
    rest = rest.dropFirst(index.count + 1)
    return Element(name: "mrow", children: [piece, Element(name: "mtext", text: index + "]")])
  }

  /// Behind ∂: L/∂x, or something else that has no value of its own.
  private mutating func derivative() throws -> Element {
    func by(_ name: Element?) -> Element {
      Element(
        name: "mrow", children: [Element(name: "mi", text: "∂")] + (name.map { [$0] } ?? []))
    }
    let above: Element? = rest.first == "/" ? nil : try scripted()
    guard take("/"), take("∂") else { throw fail }
    return Element(name: "mfrac", children: [by(above), by(try scripted())])
  }

  private mutating func scripted() throws -> Element {
    var piece = try primary()
    while let next = rest.first {
      if next == "[", piece.name != "list" {
        piece = indexed(piece)
      } else if take("_") {
        piece = Element(name: "msub", children: [piece, try simple()])
      } else if take("^") {
        let sign = take("−") ? [Element(name: "mo", text: "−")] : []
        let exponent = Element(name: "mrow", children: sign + [try simple()])
        piece = Element(name: "msup", children: [piece, exponent])
      } else if Self.raised[next] != nil {
        piece = try raised(piece)
      } else {
        let index = lowered()
        guard !index.isEmpty else { break }
        let isOnes = piece.text == "𝟏"
        let text = isOnes ? index.replacing("x", with: "×") : index
        piece = Element(name: "msub", children: [piece, Element(name: "mi", text: text)])
      }
    }
    return try applied(piece)
  }

  /// A piece with the digits above its line.
  private mutating func raised(_ piece: Element) throws -> Element {
    var digits = ""
    while let next = rest.first,
      // The passes of loops within loops: u⁽⁰,¹⁾.
      let digit = Self.raised[next] ?? (next == "," && digits.hasPrefix("(") ? next : nil)
    {
      digits.append(digit)
      rest.removeFirst()
      // What stands behind the pass of a loop is another piece: h⁽⁰⁾ᵀ.
      if digit == ")" { break }
    }
    var reader = TextReader(rest: digits[...])
    let exponent = Element(name: "mrow", children: try reader.sequence(until: []))
    return Element(name: "msup", children: [piece, exponent])
  }

  /// A function with what follows in brackets.
  private mutating func applied(_ piece: Element) throws -> Element {
    guard rest.first == "(", piece.isName || piece.name == "msub" else { return piece }
    return Element(name: "mrow", children: [piece, try bracketed("(", ")")])
  }

  private mutating func primary() throws -> Element {
    guard let next = rest.first else { throw fail }
    switch next {
    case "(": return try bracketed("(", ")")
    case "|": return try bracketed("|", "|")
    case "[": return try list()
    case "{": return try cases()
    case "√":
      rest.removeFirst()
      return Element(name: "msqrt", children: [try simple()])
    case _ where next.isNumber && next.isASCII: return number()
    case _ where next.isLetter || "∞∂𝟏".contains(next): return name()
    default: throw fail
    }
  }

  /// A piece with what stands below its line, or the function that it is.
  private mutating func simple() throws -> Element {
    let piece = try primary()
    let index = lowered()
    return try applied(
      index.isEmpty
        ? piece : Element(name: "msub", children: [piece, Element(name: "mi", text: index)]))
  }

  private mutating func bracketed(_ open: Character, _ close: Character) throws -> Element {
    rest.removeFirst()
    let inner = try sequence(until: [close])
    guard take(close) else { throw fail }
    return Element(
      name: "mrow",
      children: [Element(name: "mo", text: String(open))] + inner
        + [Element(name: "mo", text: String(close))])
  }

  /// Numbers in square brackets, with commas; what holds an equation is something else.
  private mutating func list() throws -> Element {
    let inner = try bracketed("[", "]")
    let items = inner.children.dropFirst().dropLast()
    guard !items.contains(where: { $0.text == "=" }) else { return inner }
    let parts = items.split { $0.name == "mo" && $0.text == "," }
    return Element(
      name: "list", children: parts.map { Element(name: "mrow", children: Array($0)) })
  }

  /// {value (condition); value (condition)}.
  private mutating func cases() throws -> Element {
    let inner = try bracketed("{", "}")
    let lines = inner.children.dropFirst().dropLast().split { $0.name == "mo" && $0.text == ";" }
    let rows = lines.map { line -> Element in
      // The condition is the last piece; beside a name it looks like an argument.
      var (value, condition) = (Array(line.dropLast()), line.last)
      if value.isEmpty, let last = line.last, last.name == "mrow", last.children.count == 2 {
        value = [last.children[0]]
        condition = last.children[1]
      }
      let inside = condition?.children.dropFirst().dropLast() ?? []
      return Element(
        name: "mtr",
        children: [
          Element(name: "mtd", children: value), Element(name: "mtd", children: Array(inside)),
        ])
    }
    return Element(
      name: "mrow",
      children: [Element(name: "mo", text: "{"), Element(name: "mtable", children: rows)])
  }

  // MARK: Letters

  /// A number, with the power of ten that belongs to it.
  private mutating func number() -> Element {
    var digits = String(rest.prefix { ($0.isNumber && $0.isASCII) || $0 == "." })
    rest = rest.dropFirst(digits.count)
    if rest.hasPrefix("×10"), let first = rest.dropFirst(3).first, Self.raised[first] != nil {
      rest = rest.dropFirst(3)
      digits += "e"
      while let digit = rest.first.flatMap({ Self.raised[$0] }), digit.isNumber || digit == "−" {
        digits.append(digit == "−" ? "-" : digit)
        rest.removeFirst()
      }
    }
    return Element(name: "mn", text: digits)
  }

  private mutating func name() -> Element {
    if rest.hasPrefix("ln softmax") {
      rest = rest.dropFirst("ln softmax".count)
      return Element(name: "mi", text: "ln softmax")
    }
    let isWord = { (c: Character) in
      (c.isLetter || c == "∞" || c == "𝟏") && Self.raised[c] == nil && Self.subscripts[c] == nil
    }
    let word = String(rest.prefix(while: isWord))
    rest = rest.dropFirst(max(1, word.count))
    return Element(name: word == "NaN" ? "mn" : "mi", text: word)
  }

  private mutating func lowered() -> String {
    var letters = ""
    while let letter = rest.first.flatMap({ Self.subscripts[$0] }) {
      letters.append(letter)
      rest.removeFirst()
      // A comma between letters of axes has no sign below the line.
      if rest.first == ",", let next = rest.dropFirst().first, Self.subscripts[next] != nil {
        rest.removeFirst()
        letters.append(",")
      }
    }
    return letters
  }

  private static let subscripts: [Character: Character] = table(
    "₀₁₂₃₄₅₆₇₈₉ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "0123456789aehijklmnoprstuvx")
  private static let raised: [Character: Character] = table(
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿˣᵀⁱʲᵏᵗ′", "0123456789+−()nxTijkt′")

  private static func table(_ a: String, _ b: String) -> [Character: Character] {
    Dictionary(uniqueKeysWithValues: zip(a, b))
  }
}

extension Element {
  /// Whether the piece stands before another.
  fileprivate var isSign: Bool { name == "mo" || ["∑", "∏"].contains(children.first?.text) }

  /// Whether an index or brackets behind this piece belong to it.
  fileprivate var isName: Bool {
    name == "mi" || name == "msub" && children[0].name == "mi"
  }
}
