/// Statements of Python with statements of their own: loops over `range`, and functions.
///
///     for t in range(3):          for t in 0:3 {
///         h = torch.tanh(h)         h = tanh(h)
///                                 }
extension SnippetTranslation {
  /// A statement with a body: its line up to the colon, and the lines of the body.
  struct Block {
    let head: PythonLine
    let body: [PythonLine]
  }

  /// A function of the snippet.
  struct Function {
    /// What it is called in the graph, where no name of the language may stand for it.
    let name: String
    let parameters: [String]
    /// How many values it gives.
    let results: Int
  }

  /// The statements of some lines of one indentation, those with a body taken together with it.
  ///
  /// - Parameter lines: Lines, the first of which says how far the others are indented.
  static func statements(
    of lines: ArraySlice<PythonLine>
  ) throws(SnippetComplaint) -> [(line: PythonLine, block: Block?)] {
    var found: [(line: PythonLine, block: Block?)] = []
    let depth = lines.first { !$0.tokens.isEmpty }?.indentation ?? 0
    var index = lines.startIndex
    while index < lines.endIndex {
      let line = lines[index]
      index += 1
      guard let first = line.tokens.first else {
        found.append((line, nil))
        continue
      }
      guard line.indentation == depth else { throw SnippetComplaint(first.place, .indentation) }
      guard line.opensBlock, let colon = line.colon else {
        found.append((line, nil))
        continue
      }
      var body: [PythonLine] = []
      let head = PythonLine(
        indentation: line.indentation, tokens: Array(line.tokens[..<colon]))
      if colon + 1 < line.tokens.count {
        // Behind the colon, and behind the semicolons of the same line.
        body.append(
          PythonLine(
            indentation: line.indentation + 1, tokens: Array(line.tokens[(colon + 1)...])))
        while index < lines.endIndex, lines[index].followsSemicolon {
          var next = lines[index]
          next.indentation = line.indentation + 1
          body.append(next)
          index += 1
        }
      } else {
        while index < lines.endIndex,
          lines[index].tokens.isEmpty || lines[index].indentation > line.indentation
        {
          body.append(lines[index])
          index += 1
        }
      }
      guard body.contains(where: { !$0.tokens.isEmpty }) else {
        throw SnippetComplaint(first.place, .noBody)
      }
      found.append((line, Block(head: head, body: body)))
    }
    return found
  }

  /// Translates a statement with a body.
  mutating func translate(_ block: Block) throws(SnippetComplaint) {
    let first = block.head.tokens[0]
    guard depth < 50 else { throw SnippetComplaint(first.place, .deep) }
    switch first.kind {
    case .name("for"): try loop(block)
    case .name("def"): try function(block)
    case .name("if") where block.head.isMainGuard: read(block.body)
    case .name(let word): throw SnippetComplaint(first.place, .statement(word))
    case .number, .text, .formatted, .sign: throw SnippetComplaint(first.place, .noAssignment)
    }
  }

  // MARK: Loops

  private mutating func loop(_ block: Block) throws(SnippetComplaint) {
    let head = block.head.tokens
    let place = head[0].place
    guard head.count > 3, case .name(let name) = head[1].kind, head[2].kind == .name("in") else {
      throw SnippetComplaint(place, .loop)
    }
    var parser = PythonParser(head[3...], end: head[head.count - 1].place)
    let ranges = try parser.expressions()
    guard ranges.count == 1, case .call(let callee, let arguments) = ranges[0].kind,
      case .name("range") = callee.kind, (1...3).contains(arguments.count),
      arguments.allSatisfy({ $0.keyword == nil })
    else { throw SnippetComplaint(head[3].place, .loop) }
    var bounds: [String] = []
    for argument in arguments { bounds.append(try whole(argument.value)) }
    if bounds.count == 1 { bounds.insert("0", at: 0) }
    let known = unused(name)
    let counted = counters
    // What is a number before the loop is another one in its second pass.
    for assigned in block.body.flatMap(\.assigned) { wholes[assigned] = nil }
    emit("for \(known) in \(bounds.joined(separator: ":")) {")
    names[name] = known
    counters.insert(name)
    loops += 1
    indented { $0.read(block.body) }
    loops -= 1
    emit("}")
    counters = counted
    // Python keeps the last number under the loop's name; the graph language does not.
    names[name] = nil
  }

  /// A whole number, or arithmetic on such and on the numbers of loops around.
  private func whole(_ value: PythonExpression) throws(SnippetComplaint) -> String {
    switch value.kind {
    case .number(let text) where Int(text) != nil: return text
    case .name(let name):
      if counters.contains(name), let known = names[name] { return known }
      if let number = wholes[name] { return String(number) }
      throw SnippetComplaint(value.place, .loop)
    case .sign(let sign, let operand): return (sign == "-" ? "-" : "") + (try whole(operand))
    case .group(let inner): return "(" + (try whole(inner)) + ")"
    case .binary(let sign, let left, let right) where ["+", "-", "*"].contains(sign):
      return (try whole(left)) + " \(sign) " + (try whole(right))
    case .number, .text, .list, .binary, .attribute, .call, .subscripted:
      throw SnippetComplaint(value.place, .loop)
    }
  }

  // MARK: Functions

  private mutating func function(_ block: Block) throws(SnippetComplaint) {
    let head = block.head.tokens
    guard loops == 0, !isInFunction else {
      throw SnippetComplaint(head[0].place, .statement("def"))
    }
    guard head.count > 3, case .name(let name) = head[1].kind, head[2].isSign("(") else {
      throw SnippetComplaint(head[0].place, .endsEarly)
    }
    guard functions[name] == nil else { throw SnippetComplaint(head[1].place, .definedTwice(name)) }
    let parameters = try self.parameters(head)
    var scope = self
    scope.lines = []
    scope.isInFunction = true
    scope.taken = Set(parameters)
    // What is assigned anywhere in a body is the body's own everywhere in it.
    for own in block.body.flatMap(\.assigned) {
      scope.names[own] = nil
      scope.wholes[own] = nil
    }
    for parameter in parameters { scope.names[parameter] = parameter }
    // What it reads beside them must keep its value.
    for token in block.body.flatMap(\.tokens) {
      if case .name(let word) = token.kind, !parameters.contains(word), scope.names[word] != nil {
        readByFunctions.insert(word)
      }
    }
    let known = ForeignCalls.isKnown(name) || taken.contains(name) ? unused(name + "_own") : name
    scope.indented { $0.read(block.body) }
    // Of a body that cannot be read the return is not missed.
    let isRead = scope.complaints.count == complaints.count
    complaints = scope.complaints
    skipped = scope.skipped
    guard let results = scope.results ?? (isRead ? nil : 1) else {
      throw SnippetComplaint(head[1].place, .noReturn(name))
    }
    emit("def \(known)(\(parameters.joined(separator: ", "))) {")
    lines += scope.lines
    emit("}")
    functions[name] = Function(name: known, parameters: parameters, results: results)
  }

  /// The parameters of a function, without what is said of their types.
  private func parameters(_ head: [PythonToken]) throws(SnippetComplaint) -> [String] {
    var found: [String] = []
    var depth = 1
    var isAwaited = true
    for token in head[3...] {
      switch token.kind {
      case .sign("("), .sign("["): depth += 1
      case .sign(")"), .sign("]"): depth -= 1
      case .sign(",") where depth == 1: isAwaited = true
      // A value of its own, `*args` and `/` have no counterpart.
      case .sign("="), .sign("*"), .sign("**"), .sign("/"):
        if depth >= 1 { throw SnippetComplaint(token.place, .parameter) }
      case .name(let name) where depth == 1 && isAwaited:
        guard !found.contains(name) else { throw SnippetComplaint(token.place, .parameter) }
        found.append(name)
        isAwaited = false
      case .name, .number, .text, .formatted, .sign: break
      }
      if depth == 0 { break }
    }
    guard !found.isEmpty else { throw SnippetComplaint(head[1].place, .parameter) }
    return found
  }

  /// `return a, b`, the last line of a function.
  mutating func giveBack(_ line: PythonLine) throws(SnippetComplaint) {
    let first = line.tokens[0]
    guard isInFunction, loops == 0, results == nil, line.tokens.count > 1 else {
      throw SnippetComplaint(first.place, .statement("return"))
    }
    var parser = PythonParser(line.tokens[1...], end: line.tokens[line.tokens.count - 1].place)
    var values = try parser.expressions()
    if values.count == 1, case .list(let parts) = values[0].kind, line.tokens[1].isSign("(") {
      values = parts
    }
    var written: [String] = []
    for value in values { written.append(try text(value)) }
    emit("return " + written.joined(separator: ", "))
    results = values.count
  }
}

extension PythonLine {
  /// Where the colon stands that opens a body; nil where there is none.
  var colon: Int? {
    var depth = 0
    for (place, token) in tokens.enumerated() {
      guard case .sign(let sign) = token.kind else { continue }
      if "([{".contains(sign) { depth += 1 }
      if ")]}".contains(sign) { depth -= 1 }
      if depth == 0, sign == ":" { return place }
    }
    return nil
  }

  /// Whether it is the head of a statement with a body, and no assignment to such a name.
  var opensBlock: Bool {
    guard case .name(let word)? = tokens.first?.kind else { return false }
    return SnippetTranslation.blocks.contains(word) && colon != nil
      && !(tokens.count > 1 && tokens[1].isSign("="))
  }

  /// `if __name__ == "__main__"`, whose body runs where the file does.
  fileprivate var isMainGuard: Bool {
    tokens.map(\.kind) == [.name("if"), .name("__name__"), .sign("=="), .text("__main__")]
  }

  /// The names that it assigns.
  fileprivate var assigned: [String] {
    guard
      let sign = tokens.firstIndex(where: { token in
        guard case .sign(let sign) = token.kind else { return false }
        return sign == "="
          || sign.count > 1 && sign.hasSuffix("=")
            && !["==", "!=", "<=", ">="].contains(sign)
      })
    else {
      // The number of a loop is assigned as well.
      guard tokens.count > 1, tokens[0].kind == .name("for"), case .name(let name) = tokens[1].kind
      else { return [] }
      return [name]
    }
    return tokens[..<sign].compactMap { token -> String? in
      if case .name(let name) = token.kind { name } else { nil }
    }
  }
}
