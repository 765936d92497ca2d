import Autodiff
import Wording

// Assignments: of the file, where the graph grows, and of the body of a function, where they become
// steps of a program.

extension GraphParser {
  /// Reads what stands behind the first of several names: `, c = lstm(x, h, c)`.
  mutating func readSeveral(_ first: Token) throws(SyntaxFailure) {
    var words = [first]
    while take(.comma) {
      guard token.kind == .name else {
        defineUnknown(words)
        throw unexpected(.name)
      }
      words.append(try takeName())
    }
    guard token.kind == .equals else {
      defineUnknown(words)
      throw unexpected(.equals)
    }
    var seen: Set<String> = []
    if let twice = words.first(where: { !seen.insert(text($0)).inserted }) {
      defineUnknown(words)
      let name = text(twice)
      throw fail(twice.location, .nameTwiceInAssignment(name))
    }
    try readAssignment(to: words, role: .variable)
  }

  /// Reads what stands behind some names, from their `=` on.
  mutating func readAssignment(to words: [Token], role: Role) throws(SyntaxFailure) {
    let refused = words.first { earlierLine(of: $0) != nil }
    let line = refused.flatMap { earlierLine(of: $0) }
    if let refused {
      redefinedName = (text(refused), false)
      definedNames = []
    } else {
      definedNames = words.map { text($0) }
    }
    defer {
      if let refused, let line {
        let isUsed = redefinedName?.isUsed == true
        let message = refusal(of: text(refused), line: line, isUsed: isUsed)
        diagnostics.report(refused.location, message)
      }
    }
    advance()
    let start = program.count
    let expression = token
    do {
      if words.count == 1 { try parseExpression() } else { try parseSeveralValues(words) }
      try expectEnd(afterExpression: words.count == 1)
      if words.count == 1, !builder.isFull {
        let name = text(words[0])
        try workOutLeaf(name, role: role, from: start, at: expression.location)
      }
    } catch {
      defineUnknown(words)
      throw error
    }
    let isLeaf = program.constant(from: start) != nil
    if role != .variable, !isLeaf, !program.isPoisoned, !builder.isFull {
      defineUnknown(words)
      throw fail(
        expression.location, .literalNeeded(role == .parameter ? "param" : "const"))
    }
    if definedFunction == nil {
      assign(words, role)
    } else {
      assignLocals(words, role, from: start)
    }
  }

  /// Reads the call that gives several values.
  private mutating func parseSeveralValues(_ words: [Token]) throws(SyntaxFailure) {
    let function = token
    guard function.kind == .name, advance(ifNext: { $0.kind == .leftParenthesis }) else {
      let names = words.map { text($0) }
      throw fail(function.location, .severalNamesNeedCall(names))
    }
    try parseCall(of: function, results: words.count)
  }

  /// Records what was read, and gives it its names.
  private mutating func assign(_ words: [Token], _ role: Role) {
    var nodes: [NodeID] = []
    if !builder.isFull, !program.isPoisoned {
      do throws(BuildFailure) {
        if let constant = program.constant {
          nodes = [
            try builder.leaf(constant, role: role, name: text(words[0]), at: words[0].location)
          ]
        } else {
          nodes = try builder.build(program, names: words.map { text($0) }, at: words[0].location)
        }
      } catch {
        diagnostics.report(error.location, error.message)
      }
    }
    for (place, word) in words.enumerated() {
      let node = nodes.isEmpty ? nil : nodes[place]
      let name = text(word)
      if !loops.isEmpty { namesInLoops.insert(name) }
      names.define(
        name, at: word.location, as: node.map { .node($0) } ?? .unknown, again: !loops.isEmpty)
      if let number = names.index(of: name), let node { builder.setGlobal(number, to: node) }
    }
  }

  /// Keeps what was read as steps of the body.
  private mutating func assignLocals(_ words: [Token], _ role: Role, from start: Int) {
    let location = words[0].location
    if let constant = program.constant(from: start) {
      program.pushLeaf(constant, role, at: location)
    }
    program.push(names: words.map { text($0) }, at: location)
    for word in words {
      locals.assign(
        text(word), isKnown: !program.isPoisoned, line: word.location.place.line)
    }
    if program.isPoisoned { isBodyPoisoned = true }
    program.isPoisoned = false
  }

  /// Names stand for something that could not be read.
  mutating func defineUnknown(_ words: [Token]) {
    for word in words {
      if definedFunction == nil {
        names.define(text(word), at: word.location, as: .unknown, again: !loops.isEmpty)
      } else {
        locals.assign(text(word), isKnown: false, line: word.location.place.line)
        isBodyPoisoned = true
      }
    }
  }

  // MARK: Assigning again

  /// The line on which a name was defined that may not be defined again; nil where it may.
  private func earlierLine(of word: Token) -> Int? {
    let name = text(word)
    if let loop = loops.first(where: { $0.name == name }) { return loop.line }
    guard loops.isEmpty else { return nil }
    return definedFunction == nil ? names.line(of: name) : locals.line(of: name)
  }

  private func refusal(of name: String, line: Int, isUsed: Bool) -> Message {
    if loops.contains(where: { $0.name == name }) { return .loopNumberAssigned(name) }
    if locals.parameters.contains(name) {
      return .parameterAssigned(name, isUsed: isUsed)
    }
    return .alreadyDefined(name, line: line, isUsed: isUsed)
  }
}
