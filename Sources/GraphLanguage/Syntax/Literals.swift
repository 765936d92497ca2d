import Autodiff

extension GraphParser {
  /// Pushes `[[1, 2], [3, 4]]`.
  mutating func parseBracketLiteral() throws(SyntaxFailure) {
    let location = token.location
    var elements: [Double] = []
    var written: [Int: WrittenNumber] = [:]
    let extents = try parseRow(into: &elements, &written)
    program.push(
      Tensor(shape: Shape(extents), elements: elements), written: written, at: location)
  }

  /// Reads one bracket and gives its extents.
  private mutating func parseRow(
    into elements: inout [Double], _ written: inout [Int: WrittenNumber]
  ) throws(SyntaxFailure) -> [Int] {
    let opening = token
    try open()
    var count = 0
    /// The extents that every entry has.
    var extents: [Int]?
    while token.kind != .rightBracket {
      let location = token.location
      let entry = try parseEntry(into: &elements, &written)
      if let extents, extents != entry {
        throw fail(location, .ragged(extents, entry, position: count + 1))
      }
      extents = entry
      count += 1
      guard take(.comma) else { break }
    }
    try close(or: .comma)
    guard let extents else { throw fail(opening.location, Message.emptyLiteral) }
    return [count] + extents
  }

  /// Reads a bracket inside a bracket, or a number, which has no extents.
  private mutating func parseEntry(
    into elements: inout [Double], _ written: inout [Int: WrittenNumber]
  ) throws(SyntaxFailure) -> [Int] {
    if token.kind == .leftBracket { return try parseRow(into: &elements, &written) }
    let number = try parseWrittenNumber(orFail: Message.entryNotNumber)
    // Of a large literal nobody reads more than the beginning.
    if let writing = number.written, elements.count < Self.writtenEntries {
      written[elements.count] = writing
    }
    elements.append(number.value)
    if elements.count > Limits.numbers - builder.numberCount {
      builder.isFull = true
      throw fail(token.location, Message.tooManyNumbers)
    }
    return []
  }

  /// Of how many entries of a literal it is kept how they were written.
  private static let writtenEntries = 36

  /// Reads a number, or arithmetic on numbers alone.
  mutating func parseNumber(
    orFail message: @autoclosure () -> Message
  ) throws(SyntaxFailure) -> Double {
    try parseWrittenNumber(orFail: message()).value
  }

  /// A number's value, and how it is written where its digits would say something else.
  func writtenNumber(_ word: Token) -> (value: Double, written: WrittenNumber?) {
    let value = decimalValue(source.bytes[word.range])
    // Fifteen digits and a point are a double's own.
    if word.range.count <= 15 || WrittenNumber.isPlain(value) { return (value, nil) }
    return (value, WrittenNumber(text: text(word)))
  }

  /// Reads a number, or arithmetic on numbers alone, and how it is written where its digits would
  /// say something else.
  mutating func parseWrittenNumber(
    orFail message: @autoclosure () -> Message
  ) throws(SyntaxFailure) -> (value: Double, written: WrittenNumber?) {
    let word = token
    // Nearly always it is just a number.
    if word.kind == .number, advance(ifNext: { $0.kind == .comma || $0.closes }) {
      return writtenNumber(word)
    }
    let start = program.count
    let wasPoisoned = program.isPoisoned
    try parseExpression()
    guard let number = program.number(from: start) else {
      // An unknown name has been reported already.
      if program.isPoisoned, !wasPoisoned { throw SyntaxFailure() }
      throw fail(word.location, message())
    }
    let written = program.written[start]?[0]
    program.removeConstant()
    return (number, written)
  }

  /// Reads a whole number, such as an index or an axis.
  mutating func parseWholeNumber(
    orFail message: @autoclosure () -> Message
  ) throws(SyntaxFailure) -> Int {
    let location = token.location
    let number = try parseNumber(orFail: message())
    guard let whole = Int(exactly: number) else { throw fail(location, message()) }
    return whole
  }

  // MARK: Indices

  /// Reads `[i]`, `[i, j]`, `[a:b]`, `[a:b:step]` or `[[i, j]]`.
  mutating func parseSubscripts() throws(SyntaxFailure) -> [Subscript] {
    try open()
    var subscripts: [Subscript] = []
    repeat {
      if token.kind == .rightBracket, !subscripts.isEmpty { break }
      subscripts.append(try parseSubscript())
    } while take(.comma)
    try close(or: .comma)
    return subscripts
  }

  private mutating func parseSubscript() throws(SyntaxFailure) -> Subscript {
    if token.kind == .leftBracket { return .list(try parseIndexList()) }
    if token.kind == .dot { throw fail(token.location, Message.ellipsisInIndex) }
    var from: Int?
    if token.kind != .colon {
      let index = try parseWholeNumber(orFail: Message.indexNotWhole)
      if token.kind != .colon { return .at(index) }
      from = index
    }
    advance()
    let to = try parseBound()
    guard take(.colon) else { return .range(from: from, to: to) }
    return .range(from: from, to: to, step: try parseBound() ?? 1)
  }

  /// A bound or a step of a slice; nil where it is left open.
  private mutating func parseBound() throws(SyntaxFailure) -> Int? {
    switch token.kind {
    case .comma, .rightBracket, .colon: nil
    default: try parseWholeNumber(orFail: Message.indexNotWhole)
    }
  }

  /// Reads `[2, 0, 2]`.
  private mutating func parseIndexList() throws(SyntaxFailure) -> [Int] {
    let opening = token
    try open()
    var indices: [Int] = []
    while token.kind != .rightBracket {
      if token.kind == .leftBracket { throw fail(token.location, Message.nestedIndexList) }
      indices.append(try parseWholeNumber(orFail: Message.indexNotWhole))
      guard take(.comma) else { break }
    }
    try close(or: .comma)
    guard !indices.isEmpty else { throw fail(opening.location, Message.emptyIndexList) }
    return indices
  }
}
