import Autodiff
import Wording

/// Reads the statements of a graph file one after the other and builds the graph as it goes.
///
/// The pieces stand in files of their own: statements, texts, expressions, calls, literals.
struct GraphParser {
  let source: SourceText
  var diagnostics: DiagnosticList

  // The text.
  private var lexer: Lexer
  /// The next word that has not been used.
  private(set) var token: Token
  /// The brackets that are open, each with what follows it.
  private var openers: [(token: Token, rest: Lexer.Mark)] = []
  /// How many bytes have been read again after a bracket that nothing closes.
  private var rereadBytes = 0
  /// Whether the next word begins a statement although the last one was not finished.
  private var isAtStatement = false
  /// How many braces stand around the statement.
  private(set) var blockDepth = 0
  /// How deep brackets, signs, powers and calls are nested.
  private var nesting = 0

  // The statement that is being read.
  /// Its expression.
  var program = Program()
  /// The names that it defines; none where they are defined already.
  var definedNames: [String] = []
  /// A name that it would define although it is defined already, and whether it is used there.
  var redefinedName: (name: String, isUsed: Bool)?
  /// The function that is being defined, and the names in it.
  var definedFunction: String?
  var locals = LocalNames()
  /// Whether something in the function's body could not be understood.
  var isBodyPoisoned = false
  /// The line of the body's `return`, and how many values it gives where it could be read.
  var returnLine: Int?
  var resultCount: Int?

  // Loops.
  /// The loops that are being read, from the outermost in.
  var loops: [Loop] = []
  /// How many passes there are in all.
  var passCount = 0
  /// Whether the number of a loop was used, so that something may differ from pass to pass.
  var usesLoopNumber = false
  /// The names that a loop has assigned.
  var namesInLoops: Set<String> = []
  /// Where the number of a loop was known.
  var loopLines: [String: Int] = [:]

  // The graph.
  var names = DefinedNames()
  /// Functions whose definitions could not be read.
  var unknownFunctions: Set<String> = []
  var builder: TapeBuilder
  var settings = Settings()
  /// What the graph takes beside its text.
  var inputs = GraphInputs()
  /// The name that this statement draws numbers for, and where they go on.
  var drawing: (name: String, generator: SeededGenerator)?
  /// How many numbers have been made, drawn or loaded.
  var madeNumberCount = 0
  /// The leaves that took another literal, the settings of what is no leaf, and what is wrong with
  /// literals that were set.
  var usedSettings: Set<String> = []
  var computedSettings: [GraphInputs.Setting] = []
  var settingFlaws: [Diagnostic] = []
  /// The layer that nodes belong to.
  var openLayer: LocalizedText?
  /// Whether that was the last statement, so that its name in another language may follow.
  var lastStatementWasLayer = false

  init(source: SourceText, expanding: Set<OperationKind> = []) {
    self.source = source
    builder = TapeBuilder(expanding: expanding)
    diagnostics = DiagnosticList(source: source)
    lexer = Lexer(source: source)
    token = lexer.next()
  }

  /// Reads the whole file.
  mutating func readStatements() {
    while token.kind != .end {
      if token.partsStatements {
        advance()
        continue
      }
      definedFunction = nil
      locals = LocalNames()
      readOneStatement()
    }
  }

  /// Reads a statement, or goes on at the next one where it cannot be read.
  private mutating func readOneStatement() {
    if definedFunction == nil { program = Program() }
    definedNames = []
    redefinedName = nil
    drawing = nil
    openers = []
    nesting = blockDepth
    isAtStatement = false
    do { try readStatement() } catch { recover() }
  }

  // MARK: Blocks

  /// Where a block begins, to read it again.
  struct BlockStart {
    let opener: Token
    fileprivate let mark: Lexer.Mark
    fileprivate let token: Token
  }

  /// Uses the opening brace of a block, which may stand on the next line.
  mutating func openBlock(
    orExpect expectation: Message.Expectation
  ) throws(SyntaxFailure) -> BlockStart {
    let before = (lexer.mark, token)
    while token.kind == .newline { token = lexer.next() }
    guard token.kind == .leftBrace else {
      (lexer.mark, token) = before
      throw unexpected(expectation)
    }
    let opener = token
    guard blockDepth < Limits.nesting else { throw fail(opener.location, Message.blocksTooDeep) }
    token = lexer.next()
    return BlockStart(opener: opener, mark: lexer.mark, token: token)
  }

  /// Reads the statements of a block from its beginning up to its closing brace, and goes on behind
  /// it; `isDone` tells that the rest of the statements counts for nothing. Whether there is one.
  @discardableResult
  mutating func readBlock(
    from start: BlockStart, unless isDone: (GraphParser) -> Bool = { _ in false }
  ) -> Bool {
    (lexer.mark, token) = (start.mark, start.token)
    blockDepth += 1
    defer { blockDepth -= 1 }
    while true {
      while token.partsStatements { token = lexer.next() }
      if token.kind == .rightBrace || token.kind == .end || isDone(self) { break }
      readOneStatement()
    }
    openers = []
    return skipBlock(from: start.opener)
  }

  /// Goes on behind the closing brace of a block; its statements are not read.
  @discardableResult
  mutating func skipBlock(from opener: Token) -> Bool {
    var depth = 0
    while token.kind != .end, depth > 0 || token.kind != .rightBrace {
      if token.kind == .leftBrace { depth += 1 }
      if token.kind == .rightBrace { depth -= 1 }
      token = lexer.next()
    }
    if token.kind == .end {
      diagnostics.report(opener.location, .braceNeverClosed)
      return false
    }
    token = lexer.next()
    return true
  }

  /// Goes back to the beginning of a block.
  mutating func rewind(to start: BlockStart) {
    (lexer.mark, token) = (start.mark, start.token)
  }

  // MARK: Words

  /// Goes on to the next word; inside brackets the end of a line is white space.
  mutating func advance() {
    repeat { token = lexer.next() } while token.kind == .newline && !openers.isEmpty
  }

  /// The word after the next one.
  mutating func peek() -> Token {
    let mark = lexer.mark
    var next = lexer.next()
    while next.kind == .newline, !openers.isEmpty { next = lexer.next() }
    lexer.mark = mark
    return next
  }

  /// A word as it stands in the text.
  func text(_ token: Token) -> String { source.string(token.range) }

  /// Goes on, and back again unless what follows pleases.
  mutating func advance(ifNext isWelcome: (Token) -> Bool) -> Bool {
    let before = (lexer.mark, token)
    advance()
    if isWelcome(token) { return true }
    (lexer.mark, token) = before
    return false
  }

  /// Uses the next word if it is of a kind.
  mutating func take(_ kind: Token.Kind) -> Bool {
    guard token.kind == kind else { return false }
    advance()
    return true
  }

  // MARK: Nesting

  /// Uses an opening bracket.
  mutating func open() throws(SyntaxFailure) {
    try enter()
    openers.append((token, lexer.mark))
    advance()
  }

  /// Uses the bracket that closes the innermost open one; `continuation` is what else could stand
  /// there.
  mutating func close(or continuation: Message.Continuation) throws(SyntaxFailure) {
    guard let opener = openers.last?.token else { return }
    let closer: Token.Kind =
      opener.kind == .leftParenthesis ? .rightParenthesis : .rightBracket
    guard token.kind == closer else { throw unexpected(.closing(opener, or: continuation)) }
    openers.removeLast()
    leave()
    advance()
  }

  /// Goes one level deeper at the next word.
  mutating func enter() throws(SyntaxFailure) {
    nesting += 1
    if nesting > Limits.nesting { throw fail(token.location, Message.nestedTooDeep) }
  }

  /// Comes back from a number of levels.
  mutating func leave(_ levels: Int = 1) { nesting -= levels }

  // MARK: Errors

  /// Reports an error that the rest of the statement cannot be read after.
  mutating func fail(
    _ location: Location, _ message: @autoclosure () -> Message
  ) -> SyntaxFailure {
    diagnostics.report(location, message())
    return SyntaxFailure()
  }

  /// Reports that the next word cannot stand where it stands.
  mutating func unexpected(_ expected: Message.Expectation) -> SyntaxFailure {
    let word = wordForMessage(token)
    let kind = token.kind
    if let message = Message.malformed(kind, word) { return fail(token.location, message) }
    guard let opener = openers.last else {
      return fail(
        token.location,
        kind.closes || kind == .rightBrace
          ? .closesNothing(word) : .unexpected(kind, word, expected))
    }
    let bracket = wordForMessage(opener.token)
    if kind == .end || kind == .rightBrace && blockDepth > 0 || beginsStatement() {
      openers = []
      if kind == .end { reread(from: opener.rest) } else { isAtStatement = true }
      return fail(opener.token.location, .neverClosed(bracket))
    }
    let closesAnother =
      kind.closes && (opener.token.kind == .leftParenthesis) != (kind == .rightParenthesis)
    let line = opener.token.location.place.line
    return fail(
      token.location,
      closesAnother
        ? .closesAnother(word, opener: bracket, line: line) : .unexpected(kind, word, expected))
  }

  /// A word as it stands in the text, while somebody will read it.
  func wordForMessage(_ token: Token) -> String { diagnostics.isFull ? "" : text(token) }

  /// Whether the next word begins a line and is followed by what only a new statement has there.
  private mutating func beginsStatement() -> Bool {
    guard token.isFirstOnLine, token.kind == .name else { return false }
    let next = peek()
    return next.kind == .equals || next.kind == .name || next.kind == .string
  }

  /// Goes on at the end of the statement that could not be read.
  private mutating func recover() {
    if isAtStatement { return }
    var depth = openers.count
    openers = []
    // A name behind a comma may be a keyword argument.
    var isBehindComma = false
    // Before the end of the line on which reading stopped.
    var lineEnd: Lexer.Mark?
    var before = lexer.mark
    /// How many braces the statement has opened.
    var braces = 0
    while token.kind != .end, token.kind != .semicolon || braces > 0 {
      if token.kind == .rightBrace, braces == 0, blockDepth > 0 { return }
      if token.kind == .newline {
        if depth == 0, braces == 0 { return }
        if lineEnd == nil { lineEnd = before }
      } else {
        if depth > 0, !isBehindComma, beginsStatement() { return }
        if token.kind == .leftBrace { braces += 1 }
        if token.kind == .rightBrace { braces = max(0, braces - 1) }
        if braces > 0, token.kind == .name { defineSkipped(token) }
        if token.opens { depth += 1 }
        if token.closes { depth = max(0, depth - 1) }
        isBehindComma = token.kind == .comma || token.opens
      }
      before = lexer.mark
      token = lexer.next()
    }
    if depth + braces > 0, token.kind == .end, let lineEnd { reread(from: lineEnd) }
  }

  /// A name that is assigned where nobody reads is not undefined to those behind it.
  private mutating func defineSkipped(_ name: Token) {
    guard peek().kind == .equals else { return }
    if definedFunction == nil {
      names.define(text(name), at: name.location, as: .unknown)
    } else if locals[text(name)] == nil {
      locals.assign(text(name), isKnown: false, line: name.location.place.line)
    }
  }

  /// Goes back to where a bracket was left open. A file of nothing but open brackets would be read
  /// again and again: what is read twice has a limit.
  private mutating func reread(from rest: Lexer.Mark) {
    rereadBytes += lexer.mark.offset - rest.offset
    guard rereadBytes <= source.end else { return }
    lexer.mark = rest
    repeat { token = lexer.next() } while !token.endsLine
  }
}

/// A statement that could not be read; what is wrong has been reported.
struct SyntaxFailure: Error {}

/// What no graph may exceed.
enum Limits {
  /// How deep brackets, braces, signs, powers and calls may be nested, and calls of defined functions.
  static let nesting = 500
  /// The nodes of a graph, calls and loops expanded; the calls; and the passes of all loops.
  static let nodes = 1_000_000
  /// The numbers in the values of all nodes together.
  static let numbers = 100_000_000
  /// The numbers that flow back along all arrows together.
  static let arrowNumbers = 400_000_000
}
