import Autodiff

// Expressions, from the loosest operators to the tightest. Each function pushes what it reads onto
// `program`; that an operand is one number shows in that it pushed nothing else.

extension GraphParser {
  /// A sum: terms joined by `+` and `-`, from left to right.
  mutating func parseExpression() throws(SyntaxFailure) {
    let start = program.count
    try parseProduct()
    while token.kind == .plus || token.kind == .minus {
      let sign = token
      advance()
      let right = program.count
      try parseProduct()
      try combine(start, right, sign)
    }
  }

  /// Factors joined by `*`, `/` and `@`, from left to right.
  private mutating func parseProduct() throws(SyntaxFailure) {
    let start = program.count
    try parseOperand()
    while token.kind == .times || token.kind == .over || token.kind == .at {
      let sign = token
      advance()
      let right = program.count
      try parseOperand()
      try combine(start, right, sign)
    }
  }

  /// A power with any signs before it: `-x^2` is `-(x^2)`.
  private mutating func parseOperand() throws(SyntaxFailure) {
    let start = program.count
    var levels = 0
    var minuses: [Location] = []
    while token.kind == .plus || token.kind == .minus {
      try enter()
      levels += 1
      if token.kind == .minus { minuses.append(token.location) }
      advance()
    }
    try parsePower()
    for minus in minuses.reversed() where !program.negateConstant(from: start, signAt: minus) {
      program.push(.negate, operands: 1, at: minus)
      try checkSize(at: minus)
    }
    leave(levels)
  }

  /// A base and, behind `^` or `**`, an exponent, which may be signed or a power itself.
  private mutating func parsePower() throws(SyntaxFailure) {
    let base = program.count
    try parsePostfix()
    guard token.kind == .power else { return }
    let sign = token.location
    try enter()
    advance()
    let exponent = program.count
    try parseOperand()
    leave()
    try raise(base, exponent, at: sign)
  }

  /// A value with any `.T` and `[…]` behind it.
  private mutating func parsePostfix() throws(SyntaxFailure) {
    try parsePrimary()
    while true {
      let location = token.location
      switch token.kind {
      case .dot:
        advance()
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
      program.push(decimalValue(source.bytes[word.range]), at: word.location)
      advance()
    case .name:
      advance()
      if token.kind == .leftParenthesis { try parseCall(of: word) } else { pushValue(of: word) }
    case .leftParenthesis:
      try open()
      try parseExpression()
      try close(or: .operator)
    case .leftBracket: try parseBracketLiteral()
    default: throw unexpected(.value)
    }
  }

  /// Pushes what a name stands for.
  private mutating func pushValue(of word: Token) {
    let name = text(word)
    if let parameter = parameters.index(of: name) {
      program.push(parameter: parameter, at: word.location)
      return
    }
    switch names[name] {
    case .node(let node): program.push(node, at: word.location)
    case .unknown: program.pushPoison(at: word.location)
    case nil:
      program.pushPoison(at: word.location)
      let isOwn = name == definedName
      let isFunction = Builtin.named(name) != nil || builder.function(named: name) != nil
      diagnostics.reportUndefined(
        word.location, name: name, candidates: parameters.names,
        isOwn ? .ownDefinition(name) : isFunction ? .functionAsValue(name) : .undefinedName(name))
    }
  }

  // MARK: Operations

  /// Joins two operands, each given by where its steps begin; two numbers give one.
  private mutating func combine(
    _ left: Int, _ right: Int, _ sign: Token
  ) throws(SyntaxFailure) {
    let location = sign.location
    let first = right - left == 1 ? program.leadingNumber(at: left) : nil
    if let first, let second = program.number(from: right), sign.kind != .at {
      if sign.kind == .over, second == 0 { throw fail(location, Message.divisionByZero) }
      program.fold(into: Self.calculate(first, second, sign.kind))
    } else if sign.kind == .over, first == 1 {
      program.skip(left)
      program.push(.reciprocal, operands: 1, at: location)
    } else {
      let kind: OperationKind =
        switch sign.kind {
        case .plus: .add
        case .minus: .subtract
        case .times: .multiply
        case .over: .divide
        default: .matmul
        }
      program.push(kind, operands: 2, at: location)
    }
    try checkSize(at: location)
  }

  private static func calculate(_ a: Double, _ b: Double, _ sign: Token.Kind) -> Double {
    switch sign {
    case .plus: a + b
    case .minus: a - b
    case .times: a * b
    default: a / b
    }
  }

  /// Raises a base to an exponent, each given by where its steps begin.
  private mutating func raise(
    _ base: Int, _ exponent: Int, at location: Location
  ) throws(SyntaxFailure) {
    let constantBase = exponent - base == 1 ? program.leadingNumber(at: base) : nil
    if let number = program.number(from: exponent) {
      if let constantBase {
        if constantBase == 0, number < 0 { throw fail(location, Message.divisionByZero) }
        program.fold(into: Double.power(constantBase, number))
        return
      }
      guard number.isFinite else { throw fail(location, Message.exponentNotFinite) }
      program.removeConstant()
      program.push(.power, operands: 1, Attributes(exponent: number), at: location)
    } else {
      program.push(.generalPower, operands: 2, at: location)
    }
    try checkSize(at: location)
  }

  /// Refuses an expression that would make too large a graph, before it is built.
  mutating func checkSize(at location: Location) throws(SyntaxFailure) {
    let nodes = definedFunction != nil ? 0 : builder.nodeCount + program.cost.nodes
    let calls = definedFunction != nil ? 0 : builder.callCount + program.cost.calls
    guard max(nodes, calls) > Limits.nodes || program.count > 4 * Limits.nodes else { return }
    builder.isFull = true
    throw fail(location, calls > Limits.nodes ? .tooManyCalls : .tooManyNodes)
  }
}
