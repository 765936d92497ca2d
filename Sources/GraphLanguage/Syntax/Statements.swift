import Autodiff
import Wording

/// What a file says once about the whole graph.
struct Settings {
  /// The node that the backward pass starts at, by name.
  var output: (name: String, location: Location)?
  /// The gradient that arrives there.
  var upstream: (value: Tensor<Double>, location: Location)?
  /// The learning rate, and where it is set.
  var rate: (value: Double, written: WrittenNumber?, location: Location)?
  /// What drawn numbers begin from.
  var seed: UInt64?
  /// The line on which numbers were drawn first.
  var firstDraw: Int?
  /// Where each `output`, `upstream` and `rate` stands that was read, understood or not.
  var firstPlaces: [String: Int] = [:]
  /// The labels, which may stand before what they name.
  var labels: [(name: String, location: Location, language: Language?, text: String)] = []
  /// The labels by name, to find one that stands twice.
  var labelTexts: [String: LocalizedText] = [:]
  /// What figures are asked to show.
  var marks = MarkStatements()
  /// The title.
  var title = LocalizedText()
}

/// The words that begin statements.
enum Keyword: String, CaseIterable {
  case param, const, def, output, upstream, rate, title, label, layer
  case highlight, note, rank, order, seed
}

extension GraphParser {
  /// Reads one statement, up to and without its end.
  mutating func readStatement() throws(SyntaxFailure) {
    let first = token
    let isAfterLayer = lastStatementWasLayer
    lastStatementWasLayer = false
    guard first.kind == .name else { throw unexpected(.statement) }
    advance()
    if token.kind == .equals { return try readAssignment(to: first, role: .variable) }
    switch Keyword(rawValue: text(first)) {
    case .param: try readLeaf(role: .parameter)
    case .const: try readLeaf(role: .constant)
    case .def: try readFunction()
    case .output: try readOutput(first)
    case .upstream: try readUpstream(first)
    case .rate: try readRate(first)
    case .title: try readTitle()
    case .label: try readLabel()
    case .layer: try readLayer(first, continues: isAfterLayer)
    case .highlight: try readHighlight()
    case .note: try readNote()
    case .rank: try readColumn(first, isOrdered: false)
    case .order: try readColumn(first, isOrdered: true)
    case .seed: try readSeed(first)
    case nil:
      if Message.malformed(token.kind, "") != nil { throw unexpected(.equals) }
      let message = diagnostics.isFull ? nil : habit(first) ?? unknownStatement(first)
      throw fail(first.location, message ?? .unknownStatement("", meant: nil))
    }
  }

  private func unknownStatement(_ first: Token) -> Message {
    let word = text(first)
    if token.kind == .leftParenthesis { return .callWithoutName(word) }
    let meant = closestSpelling(of: word, among: Keyword.allCases.map(\.rawValue))
    let looksLikeStatement = meant != nil || token.kind == .name || token.kind == .string
    return names[word] == nil && looksLikeStatement
      ? .unknownStatement(word, meant: meant) : .expressionWithoutName(word)
  }

  // MARK: Definitions

  /// Reads `NAME = LITERAL` behind `param` or `const`.
  private mutating func readLeaf(role: Role) throws(SyntaxFailure) {
    let name = try takeName()
    definedName = text(name)
    guard token.kind == .equals else {
      defineUnknown(name)
      throw unexpected(.equals)
    }
    try readAssignment(to: name, role: role)
  }

  /// Reads what stands behind a name, from its `=` on.
  private mutating func readAssignment(to word: Token, role: Role) throws(SyntaxFailure) {
    let name = text(word)
    definedName = name
    var value = DefinedNames.Value.unknown
    defer { names.define(name, at: word.location, as: value) }
    if let line = names.line(of: name) {
      diagnostics.report(word.location, .alreadyDefined(name, line: line))
      definedName = nil
    }
    advance()
    let expression = token
    try parseExpression()
    try expectEnd(afterExpression: true)
    guard !builder.isFull else { return }
    try workOutLeaf(name, role: role, from: 0, at: expression.location)
    do throws(BuildFailure) {
      if let constant = program.constant {
        value = .node(
          try builder.leaf(constant, role: role, name: name, at: word.location))
      } else if role != .variable {
        if program.isPoisoned { return }
        throw BuildFailure(
          location: expression.location,
          message: .literalNeeded(role == .parameter ? "param" : "const"))
      } else if !program.isPoisoned {
        value = .node(try builder.build(program, name: name, at: word.location))
      }
    } catch {
      diagnostics.report(error.location, error.message)
    }
  }

  /// Reads `f(a, b) = EXPRESSION`.
  private mutating func readFunction() throws(SyntaxFailure) {
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
    try readParameters()
    guard token.kind == .equals else { throw unexpected(.equals) }
    advance()
    try parseExpression()
    try expectEnd(afterExpression: true)
    guard isNew, !program.isPoisoned else { return }
    unknownFunctions.remove(name)
    builder.define(
      Function(name: name, parameters: parameters.names, body: program, location: word.location))
  }

  private mutating func readParameters() throws(SyntaxFailure) {
    guard token.kind == .leftParenthesis else { throw unexpected(.parameters) }
    try open()
    while token.kind != .rightParenthesis {
      let word = try takeName()
      let name = text(word)
      guard parameters.append(name) else { throw fail(word.location, .parameterTwice(name)) }
      guard take(.comma) else { break }
    }
    try close(or: .comma)
  }

  // MARK: Output, upstream, rate

  private mutating func readOutput(_ keyword: Token) throws(SyntaxFailure) {
    try expectFirst(keyword)
    let name = try takeName()
    try expectEnd()
    settings.output = (text(name), name.location)
  }

  private mutating func readUpstream(_ keyword: Token) throws(SyntaxFailure) {
    try expectFirst(keyword)
    let location = token.location
    try parseExpression()
    try expectEnd(afterExpression: true)
    guard let steps = program.constantSteps(from: 0),
      program.holdsMadeNumbers(from: 0) || program.constant != nil
    else {
      if program.isPoisoned { return }
      throw fail(location, .literalNeeded("upstream"))
    }
    let value = try workedOut(steps, at: location)
    guard value.elements.allSatisfy(\.isFinite) else {
      throw fail(location, .notFinite("upstream"))
    }
    settings.upstream = (value, location)
  }

  private mutating func readRate(_ keyword: Token) throws(SyntaxFailure) {
    try expectFirst(keyword)
    let location = token.location
    let (rate, written) = try parseWrittenNumber(orFail: Message.rateNotNumber)
    try expectEnd(afterExpression: true)
    guard rate.isFinite else { throw fail(location, .notFinite("rate")) }
    settings.rate = (rate, written, location)
  }

  private mutating func readSeed(_ keyword: Token) throws(SyntaxFailure) {
    try expectFirst(keyword)
    let word = token
    guard word.kind == .number, let seed = UInt64(text(word)) else {
      throw fail(word.location, Message.seedNotWhole)
    }
    advance()
    try expectEnd()
    if let line = settings.firstDraw { throw fail(keyword.location, .seedTooLate(line: line)) }
    settings.seed = seed
  }

  /// Refuses a statement that stands once and has stood before.
  private mutating func expectFirst(_ keyword: Token) throws(SyntaxFailure) {
    let word = text(keyword)
    if let line = settings.firstPlaces[word] {
      throw fail(keyword.location, .statementTwice(word, line: line))
    }
    settings.firstPlaces[word] = keyword.location.place.line
  }

  // MARK: Ends and names

  /// Uses a name.
  mutating func takeName() throws(SyntaxFailure) -> Token {
    guard token.kind == .name else { throw unexpected(.name) }
    let name = token
    advance()
    return name
  }

  /// Makes sure that the statement ends here.
  mutating func expectEnd(
    afterExpression: Bool = false, afterName: Bool = false
  ) throws(SyntaxFailure) {
    guard token.endsStatement else {
      throw unexpected(afterExpression ? .operatorOrEnd : afterName ? .arrowOrEnd : .end)
    }
  }

  private mutating func defineUnknown(_ name: Token) {
    names.define(text(name), at: name.location, as: .unknown)
  }
}
