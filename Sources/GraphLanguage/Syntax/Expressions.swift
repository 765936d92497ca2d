import Autodiff

// Expressions. Each function pushes what it reads onto `program`; that an operand is one number
// shows in that it pushed nothing else. Brackets, calls and powers are read by recursion, of which
// there are few steps for each level of nesting, and the levels are limited.

extension GraphParser {
  /// A sum, or two of them compared.
  mutating func parseExpression() throws(SyntaxFailure) {
    let left = program.count
    try parseSum()
    guard let infix = Infix(ofComparisons: token.kind) else { return }
    let location = token.location
    advance()
    let right = program.count
    try parseSum()
    try combine(left, right, infix, at: location)
    if Infix(ofComparisons: token.kind) != nil {
      throw fail(token.location, Message.chainedComparison)
    }
  }

  /// Terms joined by `+` and `-`, each of factors joined by `*`, `/` and `@`, from left to right.
  private mutating func parseSum() throws(SyntaxFailure) {
    let sum = program.count
    /// The sign before the term that is being read, and its place.
    var sign: (infix: Infix, location: Location)?
    while true {
      let term = program.count
      try parseOperand()
      while let infix = Infix(ofFactors: token.kind) {
        let location = token.location
        advance()
        let factor = program.count
        try parseOperand()
        try combine(term, factor, infix, at: location)
      }
      if let sign { try combine(sum, term, sign.infix, at: sign.location) }
      guard let infix = Infix(ofTerms: token.kind) else { return }
      sign = (infix, token.location)
      advance()
    }
  }

  /// A value with any signs before it, and behind it any `.T` and `[…]` and an exponent, which
  /// may be signed and a power itself: `-x^2` is `-(x^2)`.
  private mutating func parseOperand() throws(SyntaxFailure) {
    let start = program.count
    let minuses = try parseSigns()
    try parsePrimary()
    if token.kind == .dot || token.kind == .leftBracket { try parsePostfixes(from: start) }
    if token.kind == .power {
      let location = token.location
      try enter()
      advance()
      let exponent = program.count
      try parseOperand()
      leave()
      try raise(start, exponent, at: location)
    }
    try negate(from: start, minuses)
  }

  /// The places of the minus signs that stand here, and how many signs there are in all.
  private mutating func parseSigns() throws(SyntaxFailure) -> (minuses: [Location], levels: Int) {
    var minuses: [Location] = []
    var levels = 0
    while token.kind == .plus || token.kind == .minus {
      try enter()
      levels += 1
      if token.kind == .minus { minuses.append(token.location) }
      advance()
    }
    return (minuses, levels)
  }

  /// Applies signs, the last one first, to what was pushed from a step on.
  private mutating func negate(
    from start: Int, _ signs: (minuses: [Location], levels: Int)
  ) throws(SyntaxFailure) {
    for minus in signs.minuses.reversed()
    where !program.negateConstant(from: start, signAt: minus) {
      program.push(.negate, operands: 1, at: minus)
      try checkSize(at: minus)
    }
    leave(signs.levels)
  }

  /// Any `.T`, `.f(…)` and `[…]` behind a value, which was pushed from a step on.
  private mutating func parsePostfixes(from start: Int) throws(SyntaxFailure) {
    while true {
      let location = token.location
      switch token.kind {
      case .dot:
        advance()
        if let method = try takeMethod() {
          try parseCall(of: method, on: start)
          continue
        }
        guard token.kind == .name, text(token) == "T" else { throw unexpected(.transposition) }
        advance()
        program.push(.transpose, operands: 1, at: location)
      case .leftBracket:
        let subscripts = try parseSubscripts()
        program.push(.index, operands: 1, Attributes(index: subscripts), at: location)
      default: return
      }
      try checkSize(at: location)
    }
  }

  /// A number, a name, a call, a bracket literal, or an expression in parentheses.
  private mutating func parsePrimary() throws(SyntaxFailure) {
    let word = token
    switch word.kind {
    case .number:
      let number = writtenNumber(word)
      program.push(number.value, written: number.written, at: word.location)
      advance()
    case .name:
      let name = try takeNamed()
      if token.kind == .leftParenthesis { try parseCall(of: name) } else { pushValue(of: name) }
    case .leftParenthesis:
      try open()
      try parseExpression()
      try close(or: .operator)
    case .leftBracket: try parseBracketLiteral()
    default: throw unexpected(.value)
    }
  }

  /// Pushes what a name stands for.
  mutating func pushValue(of word: Token) {
    let name = text(word)
    if name == redefinedName?.name { redefinedName?.isUsed = true }
    switch locals[name] {
    case .place(let place): return program.push(local: place, at: word.location)
    case .unknown: return program.pushPoison(at: word.location)
    case nil: break
    }
    if let loop = loops.last(where: { $0.name == name }) {
      usesLoopNumber = true
      return program.push(Double(loop.number), at: word.location)
    }
    switch names[name] {
    case .node(let node):
      if definedFunction != nil, let number = names.index(of: name) {
        program.push(global: number, at: word.location)
      } else {
        program.push(node, at: word.location)
      }
    case .unknown: program.pushPoison(at: word.location)
    case nil:
      let isOwn = definedNames.contains(name)
      // What the file defines wins: such a name is no longer nil here.
      if !isOwn, let constant = WrittenNumber.Constant(rawValue: name) {
        program.push(constant.value, written: .constant(constant), at: word.location)
        return
      }
      if !isOwn, name == "inf" {
        program.push(.infinity, at: word.location)
        return
      }
      program.pushPoison(at: word.location)
      let isFunction =
        Builtin.named(name) != nil || builder.function(named: name) != nil
        || leafFunction(named: name) != nil
      diagnostics.reportUndefined(
        word.location, name: name, candidates: locals.all + loops.map(\.name),
        own: definedNames.first,
        isOwn
          ? .ownDefinition(name, inLoop: !loops.isEmpty)
          : isFunction
            ? .functionAsValue(name)
            : loopLines[name].map { .loopIsOver(name, line: $0) } ?? .undefinedName(name))
    }
  }

  // MARK: Operations

  /// Joins two operands, each given by where its steps begin; two numbers give one.
  private mutating func combine(
    _ left: Int, _ right: Int, _ infix: Infix, at location: Location
  ) throws(SyntaxFailure) {
    let first = right - left == 1 ? program.leadingNumber(at: left) : nil
    let second = program.number(from: right)
    if let first, let second, let number = infix.calculate(first, second) {
      if case .over = infix, second == 0 { throw fail(location, Message.divisionByZero) }
      program.fold(into: number, by: infix.sign)
    } else if case .over = infix, first == 1 {
      program.skip(left)
      program.push(.reciprocal, operands: 1, at: location)
    } else {
      program.push(infix.operation, operands: 2, at: location)
    }
    try checkSize(at: location)
  }

  /// Raises a base to an exponent, each given by where its steps begin.
  private mutating func raise(
    _ base: Int, _ exponent: Int, at location: Location
  ) throws(SyntaxFailure) {
    let constantBase = exponent - base == 1 ? program.leadingNumber(at: base) : nil
    if let number = program.number(from: exponent) {
      if let constantBase {
        if constantBase == 0, number < 0 { throw fail(location, Message.divisionByZero) }
        program.fold(into: Double.power(constantBase, number), by: .power)
        return
      }
      guard number.isFinite else { throw fail(location, Message.exponentNotFinite) }
      let written = program.written[exponent]?[0]
      program.removeConstant()
      program.push(
        .power, operands: 1, Attributes(exponent: number), written: written, at: location)
    } else {
      program.push(.generalPower, operands: 2, at: location)
    }
    try checkSize(at: location)
  }

  /// Refuses an expression that would make too large a graph, before it is built.
  mutating func checkSize(at location: Location) throws(SyntaxFailure) {
    // A function that nobody calls may be as large as it likes, unless a loop makes it so.
    let isBody = definedFunction != nil
    let nodes =
      isBody ? loops.isEmpty ? 0 : program.cost.nodes : builder.nodeCount + program.cost.nodes
    let calls =
      isBody ? loops.isEmpty ? 0 : program.cost.calls : builder.callCount + program.cost.calls
    let limit = builder.nodeLimit
    guard max(nodes, calls) > limit || program.count > 4 * limit else { return }
    builder.isFull = true
    throw fail(location, calls > limit ? .tooManyCalls : .tooManyNodes)
  }
}

/// An operator that stands between two operands.
private enum Infix {
  case plus, minus, times, over, at
  case relation(Relation)

  /// The comparison that a word is, or nil.
  init?(ofComparisons kind: Token.Kind) {
    switch kind {
    case .less: self = .relation(.less)
    case .atMost: self = .relation(.atMost)
    case .greater: self = .relation(.greater)
    case .atLeast: self = .relation(.atLeast)
    case .equality: self = .relation(.equal)
    case .inequality: self = .relation(.notEqual)
    default: return nil
    }
  }

  /// The operator between two terms that a word is, or nil.
  init?(ofTerms kind: Token.Kind) {
    switch kind {
    case .plus: self = .plus
    case .minus: self = .minus
    default: return nil
    }
  }

  /// The operator between two factors that a word is, or nil.
  init?(ofFactors kind: Token.Kind) {
    switch kind {
    case .times: self = .times
    case .over: self = .over
    case .at: self = .at
    default: return nil
    }
  }

  /// What it does to nodes.
  var operation: OperationKind {
    switch self {
    case .plus: .add
    case .minus: .subtract
    case .times: .multiply
    case .over: .divide
    case .at: .matmul
    case .relation(let relation): relation.operation
    }
  }

  /// What it is between two numbers. Whether they compare so is 0 or 1, which is written by itself.
  var sign: WrittenNumber.Operator {
    switch self {
    case .plus: .plus
    case .minus, .relation: .minus
    case .times, .at: .times
    case .over: .over
    }
  }

  /// What it makes of two numbers; nil where it takes none.
  func calculate(_ a: Double, _ b: Double) -> Double? {
    switch self {
    case .plus: a + b
    case .minus: a - b
    case .times: a * b
    case .over: a / b
    case .at: nil
    case .relation(let relation): relation.holds(a, b) ? 1 : 0
    }
  }
}
