import Autodiff

extension GraphParser {
  /// Pushes `[[1, 2], [3, 4]]`.
  mutating func parseBracketLiteral() throws(SyntaxFailure) {
    let location = token.location
    var elements: [Double] = []
    let extents = try parseRow(into: &elements)
    program.push(Tensor(shape: Shape(extents), elements: elements), at: location)
  }

  /// Reads one bracket and gives its extents.
  private mutating func parseRow(into elements: inout [Double]) throws(SyntaxFailure) -> [Int] {
    let opening = token
    try open()
    var count = 0
    /// The extents that every entry has.
    var extents: [Int]?
    while token.kind != .rightBracket {
      let location = token.location
      let entry = try parseEntry(into: &elements)
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
  private mutating func parseEntry(into elements: inout [Double]) throws(SyntaxFailure) -> [Int] {
    if token.kind == .leftBracket { return try parseRow(into: &elements) }
    elements.append(try parseNumber(orFail: Message.entryNotNumber))
    if elements.count > Limits.numbers - builder.numberCount {
      builder.isFull = true
      throw fail(token.location, Message.tooManyNumbers)
    }
    return []
  }

  /// Reads a number, or arithmetic on numbers alone.
  mutating func parseNumber(
    orFail message: @autoclosure () -> Message
  ) throws(SyntaxFailure) -> Double {
    let word = token
    // Nearly always it is just a number.
    if word.kind == .number, advance(ifNext: { $0.kind == .comma || $0.closes }) {
      return decimalValue(source.bytes[word.range])
    }
    let start = program.count
    let wasPoisoned = program.isPoisoned
    try parseExpression()
    guard let number = program.number(from: start) else {
      // An unknown name has been reported already.
      if program.isPoisoned, !wasPoisoned { throw SyntaxFailure() }
      throw fail(word.location, message())
    }
    program.removeConstant()
    return number
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

  /// Reads `[i]`, `[i, j]` or `[a:b]`.
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
    var from: Int?
    if token.kind != .colon {
      let index = try parseWholeNumber(orFail: Message.indexNotWhole)
      if token.kind != .colon { return .at(index) }
      from = index
    }
    advance()
    if token.kind == .comma || token.kind == .rightBracket { return .range(from: from, to: nil) }
    let to = try parseWholeNumber(orFail: Message.indexNotWhole)
    if token.kind == .colon { throw fail(token.location, Message.sliceWithStep) }
    return .range(from: from, to: to)
  }
}
