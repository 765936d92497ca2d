/// Reads expressions from the words of a line, by how tightly Python's operators bind.
struct PythonParser {
  private let tokens: ArraySlice<PythonToken>
  private var position: Int
  private let end: SnippetPlace
  private var depth = 0

  init(_ tokens: ArraySlice<PythonToken>, end: SnippetPlace) {
    self.tokens = tokens
    position = tokens.startIndex
    self.end = end
  }

  /// The whole of the words as one expression, or as several with commas between them.
  mutating func expressions() throws(SnippetComplaint) -> [PythonExpression] {
    var found = [try expression(0)]
    while accept(",") {
      guard next != nil else { break }
      found.append(try expression(0))
    }
    if let rest = next { throw SnippetComplaint(rest.place, .unreadable(Self.written(rest))) }
    return found
  }

  private var next: PythonToken? { position < tokens.endIndex ? tokens[position] : nil }

  static func written(_ token: PythonToken) -> String {
    switch token.kind {
    case .name(let text), .number(let text), .sign(let text): text
    case .text(let text): "\"\(text)\""
    case .formatted(let text): "f\"\(text)\""
    }
  }

  private mutating func accept(_ sign: String) -> Bool {
    guard next?.isSign(sign) == true else { return false }
    position += 1
    return true
  }

  private mutating func require(_ sign: String) throws(SnippetComplaint) {
    guard !accept(sign) else { return }
    guard let next else { throw SnippetComplaint(end, .endsEarly) }
    throw SnippetComplaint(next.place, .unreadable(Self.written(next)))
  }

  /// How tightly operators of two operands bind.
  private static let strengths: [String: Int] = [
    "<": 1, "<=": 1, ">": 1, ">=": 1, "==": 1, "!=": 1, "+": 2, "-": 2, "*": 3, "/": 3, "@": 3,
    "//": 3, "%": 3, "&": 1, "|": 1, "^": 1,
  ]

  private mutating func expression(_ least: Int) throws(SnippetComplaint) -> PythonExpression {
    depth += 1
    defer { depth -= 1 }
    guard depth < 200 else { throw SnippetComplaint(next?.place ?? end, .deep) }
    var left = try signed()
    while let token = next, case .sign(let sign) = token.kind,
      let strength = Self.strengths[sign], strength > least
    {
      guard !["//", "%", "&", "|", "^"].contains(sign) else {
        throw SnippetComplaint(token.place, .operation(sign))
      }
      position += 1
      let right = try expression(strength)
      left = PythonExpression(kind: .binary(sign, left, right), place: left.place)
    }
    if let token = next, case .name(let word) = token.kind,
      ["and", "or", "not", "if", "is", "in", "else", "for", "lambda"].contains(word)
    {
      throw SnippetComplaint(token.place, .operation(word))
    }
    return left
  }

  private mutating func signed() throws(SnippetComplaint) -> PythonExpression {
    guard let token = next, case .sign(let sign) = token.kind, sign == "-" || sign == "+" else {
      return try power()
    }
    position += 1
    depth += 1
    defer { depth -= 1 }
    guard depth < 200 else { throw SnippetComplaint(token.place, .deep) }
    return PythonExpression(kind: .sign(sign, try signed()), place: token.place)
  }

  private mutating func power() throws(SnippetComplaint) -> PythonExpression {
    let base = try postfix()
    guard accept("**") else { return base }
    return PythonExpression(kind: .binary("**", base, try signed()), place: base.place)
  }

  private mutating func postfix() throws(SnippetComplaint) -> PythonExpression {
    var value = try atom()
    while true {
      if accept(".") {
        guard let token = next, case .name(let name) = token.kind else {
          throw SnippetComplaint(next?.place ?? end, .endsEarly)
        }
        position += 1
        value = PythonExpression(kind: .attribute(value, name), place: value.place)
      } else if accept("(") {
        value = PythonExpression(kind: .call(value, try arguments()), place: value.place)
      } else if accept("[") {
        value = PythonExpression(kind: .subscripted(value, try indices()), place: value.place)
      } else {
        return value
      }
    }
  }

  private mutating func atom() throws(SnippetComplaint) -> PythonExpression {
    guard let token = next else { throw SnippetComplaint(end, .endsEarly) }
    position += 1
    switch token.kind {
    case .number(let text): return PythonExpression(kind: .number(text), place: token.place)
    case .name(let name):
      guard !["not", "lambda", "await", "yield"].contains(name) else {
        throw SnippetComplaint(token.place, .operation(name))
      }
      return PythonExpression(kind: .name(name), place: token.place)
    case .text(let text): return PythonExpression(kind: .text(text), place: token.place)
    case .formatted: throw SnippetComplaint(token.place, .operation("f\"…\""))
    case .sign("("):
      let items = try items(until: ")")
      if items.list.count == 1, !items.hasComma {
        return PythonExpression(kind: .group(items.list[0]), place: token.place)
      }
      return PythonExpression(kind: .list(items.list), place: token.place)
    case .sign("["):
      return PythonExpression(kind: .list(try items(until: "]").list), place: token.place)
    case .sign(let sign): throw SnippetComplaint(token.place, .unreadable(sign))
    }
  }

  private mutating func items(
    until close: String
  ) throws(SnippetComplaint) -> (list: [PythonExpression], hasComma: Bool) {
    var found: [PythonExpression] = []
    var hasComma = false
    while !accept(close) {
      found.append(try expression(0))
      if accept(",") {
        hasComma = true
      } else {
        try require(close)
        break
      }
    }
    return (found, hasComma)
  }

  private mutating func arguments() throws(SnippetComplaint) -> [PythonExpression.Argument] {
    var found: [PythonExpression.Argument] = []
    while !accept(")") {
      var keyword: String?
      if let token = next, case .name(let name) = token.kind, position + 1 < tokens.endIndex,
        tokens[position + 1].isSign("=")
      {
        keyword = name
        position += 2
      }
      found.append(.init(keyword: keyword, value: try expression(0)))
      if !accept(",") {
        try require(")")
        break
      }
    }
    return found
  }

  private mutating func indices() throws(SnippetComplaint) -> [PythonExpression.Index] {
    var found: [PythonExpression.Index] = []
    while !accept("]") {
      var parts: [PythonExpression?] = [nil]
      while let token = next, !token.isSign(","), !token.isSign("]") {
        if accept(":") {
          parts.append(nil)
        } else {
          parts[parts.count - 1] = try expression(0)
        }
      }
      if parts.count == 1 {
        guard let entry = parts[0] else { throw SnippetComplaint(next?.place ?? end, .endsEarly) }
        found.append(.entry(entry))
      } else {
        found.append(.range(parts[0], parts[1], parts.count > 2 ? parts[2] : nil))
      }
      if !accept(",") {
        try require("]")
        break
      }
    }
    return found
  }
}
