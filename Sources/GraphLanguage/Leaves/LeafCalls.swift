import Autodiff
import Wording

// Calls that give numbers where a literal may stand. Their arguments are worked out as they are read,
// and what they give is pushed as a literal.

extension GraphParser {
  /// The function that gives numbers and has a name, unless the file defines one of that name.
  func leafFunction(named name: String) -> LeafFunction? {
    guard Builtin.named(name) == nil, builder.function(named: name) == nil,
      !unknownFunctions.contains(name)
    else { return nil }
    return LeafFunction(rawValue: name)
  }

  /// Pushes what a function gives; its name has been used, its bracket has not.
  mutating func parseLeafCall(
    _ function: LeafFunction, _ word: Token
  ) throws(SyntaxFailure) {
    switch function {
    case .load: try parseLoad(word)
    case .zeros, .ones, .eye, .arange, .oneHot, .choose, .uniform, .normal:
      let start = program.count
      // Each takes as much of the stack as several other calls.
      for _ in 0..<4 { try enter() }
      let arguments = try parseLeafArguments(function, word)
      leave(4)
      program.removeAll(from: start)
      // What does not fit has been reported, and the rest of the statement can be read.
      guard let arguments else {
        program.pushPoison(at: word.location)
        return
      }
      try pushNumbers(function, arguments, word)
    }
  }

  /// Reads what stands in the brackets; nil where it does not fit, which is reported.
  private mutating func parseLeafArguments(
    _ function: LeafFunction, _ word: Token
  ) throws(SyntaxFailure) -> LeafArguments? {
    let name = function.rawValue
    var arguments = LeafArguments(location: word.location)
    var isUnderstood = true
    var lastKeyword: String?
    try open()
    while token.kind != .rightParenthesis {
      let keyword = token
      if keyword.kind == .name, advance(ifNext: { $0.kind == .equals }) {
        advance()
        let key = text(keyword)
        guard function.keywords.contains(key) else {
          let isValue = isValue(key)
          throw fail(
            keyword.location,
            .unknownKeyword(
              name, key, known: function.keywords, function.signature, isValue: isValue))
        }
        guard arguments.keywords[key] == nil else {
          throw fail(keyword.location, .keywordTwice(key))
        }
        lastKeyword = key
        arguments.keywords[key] = try parseLeafArgument(of: name, &isUnderstood)
      } else if let lastKeyword {
        let isValue = isValue(lastKeyword)
        throw fail(token.location, .positionalAfterKeyword(lastKeyword, isValue: isValue))
      } else if let argument = try parseLeafArgument(of: name, &isUnderstood) {
        arguments.positional.append(argument)
      }
      guard take(.comma) else { break }
    }
    try close(or: .comma)
    guard isUnderstood else { return nil }
    let found = arguments.positional.count
    guard function.counts.contains(found) else {
      let isShape = (function == .zeros || function == .ones) && found > 1
      diagnostics.report(
        word.location,
        isShape
          ? .shapeInBrackets(name)
          : .argumentCount(name, function.counts, found: found, function.signature))
      return nil
    }
    return arguments
  }

  /// Reads an argument and works it out; nil where it is none, which is reported.
  private mutating func parseLeafArgument(
    of function: String, _ isUnderstood: inout Bool
  ) throws(SyntaxFailure) -> LeafArguments.Argument? {
    let location = token.location
    let start = program.count
    try parseExpression()
    guard let steps = program.constantSteps(from: start) else {
      if !program.isPoisoned { diagnostics.report(location, .argumentNotWritten(function)) }
      program.removeAll(from: start)
      isUnderstood = false
      return nil
    }
    program.removeAll(from: start)
    return .init(value: try workedOut(steps, at: location), location: location)
  }

  private mutating func pushNumbers(
    _ function: LeafFunction, _ arguments: LeafArguments, _ word: Token
  ) throws(SyntaxFailure) {
    do throws(BuildFailure) {
      let numbers = try LeafNumbers(function, arguments)
      try reserve(numbers.shape.count, at: word.location)
      var generator = numbers.isDrawn ? generator() : SeededGenerator(seed: 0)
      let elements = numbers.make(&generator)
      if numbers.isDrawn { drawing = (drawingName, generator) }
      program.push(
        made: Tensor(shape: numbers.shape, elements: elements), at: word.location)
    } catch {
      diagnostics.report(error.location, error.message)
      program.pushPoison(at: word.location)
    }
  }

  // MARK: Drawn numbers

  /// What random numbers begin from.
  var seed: UInt64 { inputs.seed ?? settings.seed ?? 1 }

  /// The name that numbers are drawn for: that of the statement.
  private var drawingName: String { definedNames.first ?? definedFunction ?? "upstream" }

  /// Where the numbers of this statement's name go on.
  private mutating func generator() -> SeededGenerator {
    beginDrawing(at: token)
    if let drawing, drawing.name == drawingName { return drawing.generator }
    return SeededGenerator(seed: seed, name: drawingName)
  }

  /// Settles the seed: something is drawn here.
  mutating func beginDrawing(at token: Token) {
    if settings.firstDraw == nil { settings.firstDraw = token.location.place.line }
    builder.seed = seed
  }

  // MARK: Files

  /// Reads `("x.npy")` or `("weights.safetensors", "layer1.weight")` and pushes the tensor.
  private mutating func parseLoad(_ word: Token) throws(SyntaxFailure) {
    try open()
    guard token.kind == .string else { throw unexpected(.fileName) }
    let path = try takeString()
    var name: String?
    if take(.comma), token.kind != .rightParenthesis {
      guard token.kind == .string else { throw unexpected(.tensorName) }
      name = try takeString()
      _ = take(.comma)
    }
    try close(or: .comma)
    // Who sets a leaf needs no file.
    if setting(of: definedNames.first) != nil, definedFunction == nil {
      program.lacksNumbers = true
      program.push(made: Tensor(0), at: word.location)
      return
    }
    guard let reader = inputs.reader else { throw fail(word.location, Message.noFiles) }
    let most = Limits.numbers - builder.numberCount - madeNumberCount
    switch reader(TensorReference(path: path, name: name), most) {
    case .success(let tensor):
      do throws(BuildFailure) {
        try reserve(tensor.shape.count, at: word.location)
      } catch {
        throw fail(error.location, error.message)
      }
      program.push(made: tensor, at: word.location)
    case .failure(let refusal):
      diagnostics.report(
        word.location, Message.notLoaded(path, refusal))
      program.pushPoison(at: word.location)
    }
  }

  // MARK: Working out

  /// Makes sure that numbers that are made find room, before they take any.
  private mutating func reserve(_ count: Int, at location: Location) throws(BuildFailure) {
    guard count <= Limits.numbers - madeNumberCount else {
      builder.isFull = true
      throw BuildFailure(location: location, message: .tooManyNumbers)
    }
    try builder.requireRoom(for: count, at: location)
    madeNumberCount += count
  }

  /// The value of an expression of constants alone.
  mutating func workedOut(
    _ steps: Program, at location: Location
  ) throws(SyntaxFailure) -> Tensor<Double> {
    if let constant = steps.constant { return constant }
    do throws(BuildFailure) {
      return try value(of: steps, at: location)
    } catch {
      throw fail(error.location, error.message)
    }
  }

  private func value(of steps: Program, at location: Location) throws(BuildFailure) -> Tensor<
    Double
  > {
    var scratch = TapeBuilder()
    scratch.memory = builder.memory
    let root = try scratch.build(steps, names: [""], at: location)[0]
    scratch.tape.evaluate()
    return scratch.tape.value(of: root)
  }

  /// Puts one literal in the place of what the statement has pushed from a step on, where that is a
  /// leaf: arithmetic that is worked out, and what somebody set in its place.
  mutating func workOutLeaf(
    _ name: String, role: Role, from start: Int, at location: Location
  ) throws(SyntaxFailure) {
    let setting = definedFunction == nil ? setting(of: name) : nil
    let isConstant = program.number(from: start) != nil || program.literal(from: start) != nil
    let isWorkedOut = role != .variable || program.holdsMadeNumbers(from: start)
    let steps = isConstant || isWorkedOut ? program.constantSteps(from: start) : nil
    guard let steps else {
      if let setting, !program.isPoisoned { computedSettings.append(setting) }
      if program.lacksNumbers { program.isPoisoned = true }
      return
    }
    if isConstant, setting == nil { return }
    var value = program.lacksNumbers ? nil : try workedOut(steps, at: location)
    if let setting { value = replacement(by: setting, for: name, in: value?.shape) }
    program.removeAll(from: start)
    if let value {
      program.push(constant: value, at: location)
    } else {
      program.pushPoison(at: location)
    }
  }
}
