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
  /// How deep brackets, signs, powers and calls are nested.
  private var nesting = 0

  // The statement that is being read.
  /// Its expression.
  var program = Program()
  /// The name that it defines.
  var definedName: String?
  /// The function that it defines, and its parameters.
  var definedFunction: String?
  var parameters = Parameters()

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
      if token.endsStatement {
        advance()
        continue
      }
      program = Program()
      definedName = nil
      definedFunction = nil
      parameters = Parameters()
      drawing = nil
      openers = []
      nesting = 0
      isAtStatement = false
      do { try readStatement() } catch { recover() }
    }
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
        token.location, kind.closes ? .closesNothing(word) : .unexpected(kind, word, expected))
    }
    let bracket = wordForMessage(opener.token)
    if kind == .end || beginsStatement() {
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
    while token.kind != .end, token.kind != .semicolon {
      if token.kind == .newline {
        if depth == 0 { return }
        if lineEnd == nil { lineEnd = before }
      } else {
        if depth > 0, !isBehindComma, beginsStatement() { return }
        if token.opens { depth += 1 }
        if token.closes { depth = max(0, depth - 1) }
        isBehindComma = token.kind == .comma || token.opens
      }
      before = lexer.mark
      token = lexer.next()
    }
    if depth > 0, token.kind == .end, let lineEnd { reread(from: lineEnd) }
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
  /// How deep brackets, signs, powers and calls may be nested, and calls of defined functions.
  static let nesting = 500
  /// The nodes of a graph, calls expanded; and the calls.
  static let nodes = 1_000_000
  /// The numbers in the values of all nodes together.
  static let numbers = 100_000_000
  /// The numbers that flow back along all arrows together.
  static let arrowNumbers = 400_000_000
}
