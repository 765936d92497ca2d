import Autodiff
import Wording

extension GraphParser {
  /// What stands in the brackets of a call.
  private struct Arguments {
    /// Where the steps of each positional argument begin.
    var starts: [Int] = []
    /// The texts among them, by their places.
    var texts: [(position: Int, text: String, location: Location)] = []
    /// The keyword arguments, and their names.
    var names: Set<String> = []
    var keywords: [Keyword] = []

    struct Keyword {
      let name: String
      let location: Location
      let value: KeywordValue
      let written: WrittenNumber?
      let valueAt: Location
    }
  }

  /// Pushes a call; its function's name has been used.
  ///
  /// - Parameters:
  ///   - receiver: Where the steps of the first argument begin, if that stands before the function:
  ///     `x.sum(axis=0)`.
  ///   - results: How many names wait for its values.
  mutating func parseCall(
    of word: Token, on receiver: Int? = nil, results: Int = 1
  ) throws(SyntaxFailure) {
    if receiver == nil, let function = leafFunction(named: text(word)) {
      if results != 1 {
        let name = text(word)
        diagnostics.report(word.location, .resultCount(name, gives: 1, wanted: results))
      }
      return try parseLeafCall(function, word)
    }
    let start = receiver ?? program.count
    var arguments = Arguments(starts: receiver.map { [$0] } ?? [])
    try open()
    while token.kind != .rightParenthesis {
      let location = token.location
      if try !parseKeyword(into: &arguments) {
        arguments.starts.append(program.count)
        if token.kind == .string {
          let position = arguments.starts.count - 1
          arguments.texts.append((position, try takeString(), location))
        } else {
          try parseExpression()
        }
        try checkSize(at: location)
      }
      guard take(.comma) else { break }
    }
    try close(or: .comma)
    try pushCall(word, arguments, from: start, results: results)
  }

  /// Reads a keyword argument, if one stands here.
  private mutating func parseKeyword(
    into arguments: inout Arguments
  ) throws(SyntaxFailure) -> Bool {
    let word = token
    guard word.kind == .name, advance(ifNext: { $0.kind == .equals }) else {
      if let keyword = arguments.keywords.last {
        let isValue = isValue(keyword.name)
        throw fail(word.location, .positionalAfterKeyword(keyword.name, isValue: isValue))
      }
      return false
    }
    advance()
    let name = text(word)
    let location = token.location
    let (value, written) = try parseKeywordValue(of: name)
    guard arguments.names.insert(name).inserted else {
      throw fail(word.location, .keywordTwice(name))
    }
    arguments.keywords.append(
      .init(
        name: name, location: word.location, value: value, written: written, valueAt: location))
    return true
  }

  /// Reads what stands behind a keyword: a number, a list of numbers, `true` or `false`.
  private mutating func parseKeywordValue(
    of keyword: String
  ) throws(SyntaxFailure) -> (value: KeywordValue, written: WrittenNumber?) {
    let word = token
    if word.kind == .name, let flag = Self.flags[text(word)], !isValue(text(word)),
      advance(ifNext: { $0.kind == .comma || $0.closes })
    {
      return (.flag(flag), nil)
    }
    guard word.kind == .leftBracket else {
      let number = try parseWrittenNumber(orFail: .keywordNotNumber(keyword))
      return (.number(number.value), number.written)
    }
    let start = program.count
    let wasPoisoned = program.isPoisoned
    try parseExpression()
    guard let list = program.literal(from: start), list.shape.rank == 1 else {
      if program.isPoisoned, !wasPoisoned { throw SyntaxFailure() }
      throw fail(word.location, .keywordNotNumber(keyword))
    }
    program.removeConstant()
    return (.list(list.elements), nil)
  }

  /// The words for yes and no, ours and Python's.
  private static let flags = ["true": true, "True": true, "false": false, "False": false]

  /// Pushes a call whose arguments have been pushed.
  private mutating func pushCall(
    _ word: Token, _ arguments: Arguments, from start: Int, results: Int
  ) throws(SyntaxFailure) {
    let name = text(word)
    let isUnderstood: Bool
    let textPosition = Builtin.named(name)?.forms.first?.call.text?.position
    if let stray = arguments.texts.first(where: { $0.position != textPosition }) {
      throw fail(stray.location, .textAsArgument)
    }
    if let builtin = Builtin.named(name) {
      let isOne = results == 1
      if !isOne {
        diagnostics.report(word.location, .resultCount(name, gives: 1, wanted: results))
      }
      isUnderstood = isOne && pushCall(of: builtin, arguments, word)
    } else if let function = builder.function(named: name) {
      isUnderstood = pushCall(ofFunction: function, name, arguments, word, results: results)
    } else {
      isUnderstood = false
      if name == definedFunction || !unknownFunctions.contains(name) {
        reportUndefined(function: name, at: word.location)
      }
    }
    if !isUnderstood {
      // What was meant is unknown, so the arguments count for nothing.
      if program.count == start { program.pushPoison(at: word.location) }
      program.isPoisoned = true
    }
    try checkSize(at: word.location)
  }

  // MARK: Functions of a file

  private mutating func pushCall(
    ofFunction index: Int, _ name: String, _ arguments: Arguments, _ word: Token, results: Int
  ) -> Bool {
    let function = builder.functions[index]
    guard function.results == results else {
      diagnostics.report(
        word.location, .resultCount(name, gives: function.results, wanted: results))
      return false
    }
    if let keyword = arguments.keywords.first {
      diagnostics.report(keyword.location, .keywordOfFunction(name, function.signature))
      return false
    }
    guard arguments.starts.count == function.parameters.count else {
      diagnostics.report(
        word.location,
        .argumentCount(
          name, function.parameters.count...function.parameters.count,
          found: arguments.starts.count, function.signature))
      return false
    }
    program.push(callOf: index, function.body.cost, at: word.location)
    return true
  }

  private mutating func reportUndefined(function name: String, at location: Location) {
    if name == definedFunction {
      diagnostics.report(location, .recursion(name))
    } else if names[name] != nil || locals[name] != nil
      || loops.contains(where: { $0.name == name })
    {
      diagnostics.report(
        location, .valueAsFunction(name, isInLoop: namesInLoops.contains(name)))
    } else if diagnostics.isFull {
      diagnostics.report(location, .undefinedFunction(name, meant: nil))
    } else if let remedy = Habit.remedy(ofFunction: name) {
      diagnostics.report(location, .undefinedFunction(name, remedy))
    } else {
      let known =
        Builtin.names + builder.functions.map(\.name) + LeafFunction.allCases.map(\.rawValue)
      let meant = Builtin.meant(by: name) ?? closestSpelling(of: name, among: known)
      diagnostics.report(location, .undefinedFunction(name, meant: meant))
    }
  }

  // MARK: Built-in functions

  private mutating func pushCall(
    of builtin: Builtin, _ arguments: Arguments, _ word: Token
  ) -> Bool {
    let found = arguments.starts.count
    guard let (kind, call) = builtin.form(arguments: found) else {
      let shorter = builtin.form(arguments: found - 1)?.call.keywords ?? []
      let meansAxis = shorter.contains { $0.name == AttributeName.axis.name }
      diagnostics.report(
        word.location,
        .argumentCount(
          builtin.name, builtin.counts, found: found, builtin.signature,
          isKeywordMissing: meansAxis))
      return false
    }
    var attributes = call.defaults
    for argument in arguments.keywords {
      guard builtin.keywords.contains(argument.name) else {
        let isValue = isValue(argument.name)
        diagnostics.report(
          argument.location,
          .unknownKeyword(
            builtin.name, argument.name, known: builtin.keywords, builtin.signature,
            isValue: isValue))
        return false
      }
      guard let keyword = call.keywords.first(where: { $0.name == argument.name }) else {
        diagnostics.report(argument.location, .axisOfTwo(builtin.name))
        return false
      }
      guard let value = keyword.value(argument.value) else {
        diagnostics.report(
          argument.valueAt, .wrongValue(of: keyword, argument.value))
        return false
      }
      attributes[keyword.name] = value
    }
    var operands = found
    if let (position, name) = call.text {
      guard let text = arguments.texts.first(where: { $0.position == position })?.text else {
        diagnostics.report(word.location, .textNeeded(builtin.name, builtin.signature))
        return false
      }
      attributes[name] = text
      operands -= 1
    }
    if let (position, list) = call.list {
      guard let found = takeList(list, from: arguments.starts[position], word) else { return false }
      attributes[found.name] = found.value
      operands -= 1
    }
    if let (position, name, isOptional) = call.place {
      if found > position {
        guard !arguments.names.contains(name.name) else {
          diagnostics.report(word.location, .keywordTwice(name.name))
          return false
        }
        let start = arguments.starts[position]
        guard let whole = program.number(from: start).flatMap(Int.init(exactly:)) else {
          let location = start < program.count ? program.locations[start] : word.location
          if !program.isPoisoned { diagnostics.report(location, .axisNotWhole) }
          return false
        }
        program.removeConstant()
        attributes[name] = whole
        operands -= 1
      } else if attributes[name] == nil, !isOptional {
        diagnostics.report(word.location, .axisMissing(builtin.name, builtin.signature))
        return false
      }
    }
    // What was pushed last is taken back first.
    for literal in call.literals.reversed() {
      let start = arguments.starts[literal.position]
      guard let number = takeNumber(from: start, word, literal.name) else { return false }
      guard let value = literal.value(number) else {
        diagnostics.report(
          start < program.locations.count ? program.locations[start] : word.location,
          .notWhole(builtin.name, literal.name))
        return false
      }
      attributes[literal.name] = value
      operands -= 1
    }
    if kind == .dropout { beginDrawing(at: word) }
    program.push(
      kind, operands: operands, attributes,
      written: arguments.keywords.lazy.compactMap(\.written).first, at: word.location)
    return true
  }

  /// Takes back an argument that is a number and no node.
  private mutating func takeNumber(
    from start: Int, _ word: Token, _ parameter: String
  ) -> Double? {
    guard let number = program.number(from: start), !number.isNaN else {
      let location = start < program.count ? program.locations[start] : word.location
      let message = Message.literalNumberNeeded(text(word), parameter)
      if !program.isPoisoned { diagnostics.report(location, message) }
      return nil
    }
    program.removeConstant()
    return number
  }

  /// Takes back the argument that is a list of whole numbers and no node.
  private mutating func takeList(
    _ list: CallForm.List, from start: Int, _ word: Token
  ) -> (name: String, value: AttributeValue)? {
    let literal =
      program.literal(from: start) ?? program.number(from: start).map { Tensor([$0]) }
    let numbers = literal?.elements.compactMap(Int.init(exactly:)) ?? []
    let rank: Int
    let message: Message
    switch list {
    case .shape: (rank, message) = (1, .shapeNotWhole)
    case .axes: (rank, message) = (1, .axesNotWhole)
    case .padding: (rank, message) = (2, .paddingNotWhole)
    }
    guard let literal, literal.shape.rank == rank, numbers.count == literal.shape.count else {
      let location = start < program.count ? program.locations[start] : word.location
      if !program.isPoisoned { diagnostics.report(location, message) }
      return nil
    }
    program.removeConstant()
    switch list {
    case .shape: return (AttributeName.shape.name, .wholes(numbers))
    case .axes: return (AttributeName.axes.name, .wholes(numbers))
    case .padding:
      let width = literal.shape.extents[1]
      let pairs = stride(from: 0, to: numbers.count, by: width).map {
        Array(numbers[$0..<($0 + width)])
      }
      return (AttributeName.padding.name, .pairs(pairs))
    }
  }
}
