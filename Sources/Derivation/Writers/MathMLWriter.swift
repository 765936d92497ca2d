import Formats
import Notation

/// Writes mathematics as MathML Core, for pages.
///
/// Operators are `mo`, derivatives are fractions, and coloured pieces carry the class `forward` or
/// `backward`, which the page's style gives its green and red.
package struct MathMLWriter: Sendable {
  /// The terms that are marked with what a page's figures light for them, and the marks.
  private let lights: [Math: String]

  /// Creates a writer.
  ///
  /// - Parameter lights: The terms that are marked as `data-lights`, so that a page can tell what they
  ///   stand for.
  package init(lights: [Math: String] = [:]) { self.lights = lights }

  /// A formula inside a sentence.
  package func inline(_ math: Math) -> String { "<math>\(row(math))</math>" }

  /// A formula inside a sentence of XML other than HTML, in which it says what language it is.
  package func element(_ math: Math) -> String {
    "<math xmlns=\"http://www.w3.org/1998/Math/MathML\">\(row(math))</math>"
  }

  /// A formula on a line of its own.
  package func block(_ math: Math) -> String { "<math display=\"block\">\(row(math))</math>" }

  /// A chain of equal pieces: on one line where it is short, else the relation signs stand under one
  /// another. Reasons stand below their lines.
  package func block(_ equation: Equation) -> String {
    let hasReasons = equation.links.contains { $0.reason != nil }
    guard hasReasons || PlainTextWriter().text(equation.math).count > Self.lineLength else {
      return "<math displaystyle=\"true\">\(markup(equation.math))</math>"
    }
    var rows = ""
    // A cell is a row by itself, and so is a formula.
    for (position, link) in equation.links.enumerated() {
      rows += "<mtr><mtd>" + (position == 0 ? markup(equation.left) : "") + "</mtd><mtd>"
      rows += "<mo>\(link.relation)</mo></mtd><mtd>\(markup(link.math))</mtd></mtr>"
      if let reason = link.reason { rows += self.reason(reason) }
    }
    return "<math displaystyle=\"true\"><mtable class=\"chain\" displaystyle=\"true\">\(rows)"
      + "</mtable></math>"
  }

  /// About how many characters wide a chain is set.
  package func width(of equation: Equation) -> Int {
    let writer = PlainTextWriter()
    let whole = writer.text(equation.math).count
    if whole <= Self.lineLength { return whole }
    let left = writer.text(equation.left).count
    return left + (equation.links.map { writer.text($0.math).count }.max() ?? 0) + 3
  }

  /// Words across the columns. Mathematics does not wrap: the outer span takes no room of a column,
  /// and the page's style gives the inner one the width of the page.
  private func reason(_ words: String) -> String {
    "<mtr class=\"reason\"><mtd columnspan=\"3\"><mtext><span><span>\(escapedXML(words))"
      + "</span></span></mtext></mtd></mtr>"
  }

  /// How many characters of a chain fit on a line, on a phone too.
  private static let lineLength = 34

  private func row(_ math: Math) -> String { "<mrow>\(markup(math))</mrow>" }

  /// A name in upright letters, which it has by itself where they are several.
  private static func upright(_ name: String) -> String {
    let variant = name.count == 1 ? " mathvariant=\"normal\"" : ""
    return "<mi\(variant)>\(escapedXML(name))</mi>"
  }

  /// One element, as the parts of fractions and scripts must be.
  private func single(_ math: Math) -> String {
    switch math {
    case .row, .scientific: row(math)
    // A sign is an element of its own.
    case .number(let digits) where digits.hasPrefix("−"): row(math)
    case .function(let name): Self.upright(name)
    case .big, .cases, .role: row(math)
    default: markup(math)
    }
  }

  /// - Parameter attributes: What stands on the piece's element, each behind a space: on its own where
  ///   it is one, else on a row of what it is made of.
  private func markup(_ math: Math, _ attributes: String = "") -> String {
    if !lights.isEmpty, let name = lights[math] {
      // What a term is made of is a part of it.
      return MathMLWriter().markup(math, attributes + " data-lights=\"\(name)\"")
    }
    switch math {
    case .number(let digits) where !digits.hasPrefix("−"):
      return "<mn\(attributes)>\(escapedXML(digits))</mn>"
    case .identifier(let name):
      // A name of several letters is upright by itself.
      return "<mi\(attributes)>\(escapedXML(name))</mi>"
    case .fraction(let a, let b): return "<mfrac\(attributes)>\(single(a))\(single(b))</mfrac>"
    case .subscript(let base, let index):
      return "<msub\(attributes)>\(single(base))\(lowered(index))</msub>"
    case .superscript(let base, let exponent):
      return "<msup\(attributes)>\(single(base))\(single(exponent))</msup>"
    case .accented(let a, let accent):
      let sign = "<mo>\(Self.sign(accent))</mo>"
      return "<mover accent=\"true\"\(attributes)>\(single(a))\(sign)</mover>"
    case .root(let a): return "<msqrt\(attributes)>\(markup(a))</msqrt>"
    case .fenced(let inner, let open, let close): return fenced(inner, open, close, attributes)
    case .vector(let entries): return matrix([entries], attributes)
    case .matrix(let rows): return matrix(rows, attributes)
    case .number, .scientific, .text, .sign, .function, .row, .cases, .big, .annotated, .role:
      return attributes.isEmpty ? parts(math) : "<mrow\(attributes)>\(parts(math))</mrow>"
    }
  }

  /// What is no element of its own, or none that takes an attribute.
  private func parts(_ math: Math) -> String {
    switch math {
    // The minus sign is an operator, so that it is read aloud.
    case .number(let digits):
      return digits.hasPrefix("−")
        ? "<mo form=\"prefix\">−</mo><mn>\(digits.dropFirst())</mn>" : markup(math)
    case .scientific(let digits, let exponent):
      let power = single(.number(exponent < 0 ? "−\(-exponent)" : "\(exponent)"))
      return markup(.number(digits)) + "<mo>×</mo><msup><mn>10</mn>\(power)</msup>"
    case .text(Math.blankMark): return "<mtext class=\"blank\">&#xA0;</mtext>"
    case .text(let words): return "<mtext>\(escapedXML(words))</mtext>"
    case .sign(let sign) where Self.prefixes.contains(sign):
      return Self.upright(sign)
    case .sign(let sign): return operatorElement(sign)
    case .function(let name):
      return Self.upright(name) + "<mo>&#x2061;</mo>"
    case .row(let pieces): return spaced(pieces)
    case .cases(let lines): return cases(lines)
    case .big(let sign, let below, let body):
      let large = "<mo largeop=\"true\">\(sign)</mo>"
      return (below.map { "<munder>\(large)\(single($0))</munder>" } ?? large) + markup(body)
    case .annotated(let inner, let below):
      return "<munder>\(single(inner))<mrow class=\"shape\">\(markup(below))</mrow></munder>"
    case .role(let role, let inner):
      let attribute = " class=\"\(role.rawValue)\""
      // What lights is a row around it, with a mark of its own.
      return lights[inner] == nil
        ? markup(inner, attribute) : "<mrow\(attribute)>\(markup(inner))</mrow>"
    case .identifier, .fraction, .subscript, .superscript, .accented, .root, .fenced, .vector,
      .matrix:
      return markup(math)
    }
  }

  /// Pieces side by side; a function that is applied without brackets keeps its distance.
  private func spaced(_ pieces: [Math]) -> String {
    var markup = ""
    for (position, piece) in pieces.enumerated() {
      // What begins a row is a sign of its term, not one between two terms.
      if position == 0, case .sign("−") = piece {
        markup += "<mo form=\"prefix\">−</mo>"
        continue
      }
      markup += self.markup(piece)
      guard position + 1 < pieces.count else { continue }
      markup += between(piece, pieces[position + 1])
    }
    return markup
  }

  /// What is read aloud, or stands as room, between neighbours without a sign.
  private func between(_ piece: Math, _ next: Math) -> String {
    let isFenced = if case .fenced = next { true } else { false }
    switch piece {
    case .function: return isFenced ? "" : "<mspace width=\"0.17em\"/>"
    case .subscript(.function, _), .fraction(.sign("∂"), _): return Self.application
    default: return piece.isFactor && next.isFactor ? Self.times : ""
    }
  }

  /// Signs before a name that belong to it.
  private static let prefixes = ["∂", "d", TypesetName.change]

  /// A sign over a letter as an operator.
  private static func sign(_ accent: Math.Accent) -> String {
    switch accent {
    case .hat: "^"
    case .bar: "¯"
    case .tilde: "~"
    case .dot: "˙"
    }
  }

  /// A function is applied.
  private static let application = "<mo>&#x2061;</mo>"
  /// Factors are multiplied.
  private static let times = "<mo>&#x2062;</mo>"
  /// Indices stand side by side.
  private static let separator = "<mo separator=\"true\">&#x2063;</mo>"

  /// An index; several letters are not a product.
  private func lowered(_ index: Math) -> String {
    guard case .row(let letters) = index, letters.count > 1,
      letters.allSatisfy({
        switch $0 {
        case .identifier, .number, .sign(","): true
        default: false
        }
      })
    else { return single(index) }
    var row = ""
    for (place, letter) in letters.enumerated() {
      if place > 0, letter != .sign(","), letters[place - 1] != .sign(",") { row += Self.separator }
      row += markup(letter)
    }
    return "<mrow>\(row)</mrow>"
  }

  /// Brackets, which grow only round what is tall: fonts give growing ones more room than a line
  /// of text needs.
  private func fenced(
    _ inner: Math, _ open: String, _ close: String, _ attributes: String
  ) -> String {
    bracketed(markup(inner), open, close, attributes, isTall: inner.isTall)
  }

  private func bracketed(
    _ inner: String, _ open: String, _ close: String, _ attributes: String, isTall: Bool
  ) -> String {
    let size = isTall ? "" : " stretchy=\"false\""
    // As the first and the last of a row they are fences, without room, as the standard has it.
    return "<mrow\(attributes)><mo\(size)>\(open)</mo>\(inner)<mo\(size)>\(close)</mo></mrow>"
  }

  private func operatorElement(_ sign: String) -> String {
    sign == "," ? "<mo separator=\"true\">,</mo>" : "<mo>\(escapedXML(sign))</mo>"
  }

  /// Numbers in brackets, the points of a column below one another.
  private func matrix(_ rows: [[Math]], _ attributes: String) -> String {
    let columns = rows.map(\.count).max() ?? 0
    let fractions = (0..<columns).map { column in
      rows.map { $0.indices.contains(column) ? $0[column].fraction ?? "" : "" }
        .max { $0.count < $1.count } ?? ""
    }
    let body = rows.map { cells in
      "<mtr>"
        + zip(cells, fractions).map { "<mtd>\(entry($0, upTo: $1))</mtd>" }.joined() + "</mtr>"
    }.joined()
    let isTall = rows.count > 1 || rows.contains { $0.contains(where: \.isTall) }
    return bracketed(
      "<mtable class=\"matrix\">\(body)</mtable>", "[", "]", attributes, isTall: isTall)
  }

  /// A number, and behind it the room of the digits that others of its column have.
  private func entry(_ math: Math, upTo fraction: String) -> String {
    guard let own = math.fraction, own.count < fraction.count else {
      return markup(math)
    }
    let room = fraction.dropFirst(own.count)
    return "\(markup(math))<mphantom><mn>\(room)</mn></mphantom>"
  }

  private func cases(_ lines: [Math.Case]) -> String {
    let body = lines.map {
      "<mtr><mtd>\(row($0.value))</mtd><mtd>\(row($0.condition))</mtd></mtr>"
    }.joined()
    return "<mrow><mo fence=\"true\">{</mo><mtable class=\"cases\">\(body)</mtable></mrow>"
  }
}

extension Math {
  /// Whether the piece can be a factor of a product that no sign shows.
  fileprivate var isFactor: Bool {
    switch self {
    case .number, .scientific, .identifier, .fraction, .subscript, .superscript, .accented, .root,
      .vector, .matrix:
      true
    case .fenced(_, let open, _): open == "("
    case .role(_, let inner): inner.isFactor
    case .text, .sign, .function, .row, .cases, .big, .annotated: false
    }
  }

  /// The point of a number and the digits behind it; nil of what is no number in plain digits.
  fileprivate var fraction: String? {
    switch self {
    case .number(let digits): String(digits[(digits.firstIndex(of: ".") ?? digits.endIndex)...])
    case .role(_, let inner): inner.fraction
    case .scientific, .identifier, .text, .sign, .function, .row, .fraction, .subscript,
      .superscript, .accented, .root, .fenced, .vector, .matrix, .cases, .big, .annotated:
      nil
    }
  }

  /// Whether the piece is taller than a line.
  fileprivate var isTall: Bool {
    switch self {
    case .fraction, .cases, .big: true
    case .vector(let entries): entries.contains(where: \.isTall)
    case .matrix(let rows): rows.count > 1 || rows.contains { $0.contains(where: \.isTall) }
    case .row(let pieces): pieces.contains(where: \.isTall)
    case .subscript(let base, _), .superscript(let base, _), .accented(let base, _): base.isTall
    // A shape stands below the line of its name, outside of brackets.
    case .root(let inner), .fenced(let inner, _, _), .role(_, let inner), .annotated(let inner, _):
      inner.isTall
    case .number, .scientific, .identifier, .text, .sign, .function: false
    }
  }
}
