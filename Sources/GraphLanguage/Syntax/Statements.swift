import Autodiff
import Wording

/// What a file says once about the whole graph.
struct Settings {
  /// The node that the backward pass starts at, by name.
  var output: NamedPlace?
  /// The gradient that arrives there.
  var upstream: (value: Tensor<Double>, location: Location)?
  /// The learning rate, and where it is set.
  var rate: (value: Double, written: WrittenNumber?, location: Location)?
  /// What drawn numbers begin from.
  var seed: UInt64?
  /// The line on which numbers were drawn first.
  var firstDraw: Int?
  /// Where each statement stands that may stand once and was read, understood or not.
  var firstPlaces: [String: Int] = [:]
  /// The labels, which may stand before what they name.
  var labels: [(place: NamedPlace, language: Language?, text: String)] = []
  /// The labels by name, to find one that stands twice.
  var labelTexts: [String: LocalizedText] = [:]
  /// What figures are asked to show.
  var marks = MarkStatements()
  /// What it says of training.
  var training = TrainingStatements()
  /// The title.
  var title = LocalizedText()
}

/// The words that begin statements.
enum Keyword: String, CaseIterable {
  case param, const, def, `return`, `for`, output, upstream, rate, title, label, layer
  case highlight, note, rank, order, seed
  case batch, predict, optimizer, schedule
}

extension GraphParser {
  /// Reads one statement, up to and without its end.
  mutating func readStatement() throws(SyntaxFailure) {
    let first = token
    let isAfterLayer = lastStatementWasLayer
    lastStatementWasLayer = false
    guard first.kind == .name else { throw unexpected(.statement) }
    advance()
    if token.kind == .equals { return try readAssignment(to: [first], role: .variable) }
    if token.kind == .comma { return try readSeveral(first) }
    // What somebody calls behind a dot is no statement: `optimizer.step()`.
    let keyword = token.kind == .dot ? nil : Keyword(rawValue: text(first))
    if let keyword { try checkPlace(of: keyword, first) }
    switch keyword {
    case .param: try readLeaf(role: .parameter)
    case .const: try readLeaf(role: .constant)
    case .def: try readFunction()
    case .return: try readReturn(first)
    case .for: try readLoop()
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
    case .batch: try readBatch()
    case .predict: try readPredict(first)
    case .optimizer: try readOptimizer(first)
    case .schedule: try readSchedule(first)
    case nil:
      throw refusal(of: first)
    }
  }

  /// Reports a line that begins with no statement.
  private mutating func refusal(of first: Token) -> SyntaxFailure {
    if Message.malformed(token.kind, "") != nil { return unexpected(.equals) }
    // `let x = 3` and `x == 3` name x all the same: who uses it is not told that it is unknown.
    if token.kind == .name, Habit.remedy(ofDeclaration: text(first)) != nil {
      defineUnknown([token])
    } else if token.kind == .equality, names[text(first)] == nil {
      defineUnknown([first])
    }
    let message = diagnostics.isFull ? nil : habit(first) ?? unknownStatement(first)
    return fail(first.location, message ?? .unknownStatement("", meant: nil))
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
    definedNames = [text(name)]
    guard token.kind == .equals else {
      defineUnknown([name])
      throw unexpected(.equals)
    }
    try readAssignment(to: [name], role: role)
  }

  // MARK: Output, upstream, rate

  private mutating func readOutput(_ keyword: Token) throws(SyntaxFailure) {
    try expectFirst(keyword)
    settings.output = try takeNamedPlace()
    try expectEnd()
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
  mutating func expectFirst(_ keyword: Token) throws(SyntaxFailure) {
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
}
