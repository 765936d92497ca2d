import Autodiff
import Wording

// Functions of a file: `def f(a, b) = …` and `def f(a, b) { … return … }`.

extension GraphParser {
  /// Reads `f(a, b) = EXPRESSION` or `f(a, b) { … }` behind `def`.
  mutating func readFunction() throws(SyntaxFailure) {
    let word = try takeName()
    let name = text(word)
    let earlier = builder.function(named: name).map { builder.functions[$0].location.place.line }
    let isNew = Builtin.named(name) == nil && earlier == nil && !unknownFunctions.contains(name)
    if !isNew {
      diagnostics.report(word.location, .functionRedefined(name, line: earlier))
    } else {
      // Until its body has been understood.
      unknownFunctions.insert(name)
    }
    definedFunction = name
    isBodyPoisoned = false
    returnLine = nil
    try readParameters()
    let results: Int?
    if token.kind == .equals {
      advance()
      try parseExpression()
      try expectEnd(afterExpression: true)
      isBodyPoisoned = program.isPoisoned
      results = 1
    } else {
      results = try readBody(of: word)
    }
    guard isNew, !isBodyPoisoned, let results else { return }
    unknownFunctions.remove(name)
    program.isPoisoned = false
    builder.define(
      Function(
        name: name, parameters: locals.parameters, body: program, results: results,
        location: word.location))
  }

  private mutating func readParameters() throws(SyntaxFailure) {
    guard token.kind == .leftParenthesis else { throw unexpected(.parameters) }
    try open()
    while token.kind != .rightParenthesis {
      let word = try takeName()
      let name = text(word)
      guard locals.append(parameter: name, line: word.location.place.line) else {
        throw fail(word.location, .parameterTwice(name))
      }
      guard take(.comma) else { break }
    }
    try close(or: .comma)
  }

  // MARK: Bodies

  /// Reads `{ … return … }`, and gives how many values it returns; nil where it could not be read.
  private mutating func readBody(of function: Token) throws(SyntaxFailure) -> Int? {
    let start = try openBlock(orExpect: .definition)
    let before = diagnostics.count
    resultCount = nil
    var behindReturn: Location?
    let isClosed = readBlock(from: start) { parser in
      guard parser.returnLine != nil else { return false }
      behindReturn = parser.token.location
      return true
    }
    if isClosed, let behindReturn, let returnLine {
      diagnostics.report(behindReturn, .behindReturn(line: returnLine))
    }
    if resultCount == nil, diagnostics.count == before {
      let name = text(function)
      diagnostics.report(function.location, .returnMissing(name))
    }
    let results = diagnostics.count == before ? resultCount : nil
    try expectEnd()
    return results
  }

  /// Reads `EXPRESSION, EXPRESSION` behind `return`.
  mutating func readReturn(_ keyword: Token) throws(SyntaxFailure) {
    returnLine = keyword.location.place.line
    guard !token.endsStatement else { throw fail(keyword.location, Message.returnsNothing) }
    var count = 0
    repeat {
      try parseExpression()
      count += 1
    } while take(.comma)
    try expectEnd(afterExpression: true)
    if program.isPoisoned { isBodyPoisoned = true }
    resultCount = count
  }

  // MARK: Places of statements

  /// Refuses a statement that cannot stand in the body of a function or in a loop, or only there.
  mutating func checkPlace(of keyword: Keyword, _ word: Token) throws(SyntaxFailure) {
    let isBody = definedFunction != nil
    let isLoop = !loops.isEmpty
    switch keyword {
    case .const, .for: return
    case .param: if !isBody { return }
    case .return: if isBody, !isLoop { return }
    case .def, .output, .upstream, .rate, .title, .label, .layer, .highlight, .note, .rank, .order,
      .seed, .batch, .predict, .optimizer, .schedule:
      if !isBody, !isLoop { return }
    }
    if keyword == .param || keyword == .batch, token.kind == .name { defineUnknown([token]) }
    throw fail(word.location, .misplaced(keyword, inBody: isBody, inLoop: isLoop))
  }
}
