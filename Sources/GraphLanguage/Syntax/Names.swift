import Autodiff

// Names in expressions, as people bring them from NumPy and PyTorch: `np.exp(x)`, `x.sum(axis=0)`.

extension GraphParser {
  /// Uses the name that a value or a call begins with; the name of a module before it is passed over.
  ///
  /// What nests is read elsewhere: what is kept here takes no room on the stack meanwhile.
  mutating func takeNamed() throws(SyntaxFailure) -> Token {
    var modules: [String] = []
    while let module = try passModule() { modules.append(module) }
    let word = token
    advance()
    guard token.kind == .leftParenthesis else {
      if text(word) == "lambda", token.kind == .name || token.kind == .colon,
        !isValue("lambda")
      {
        throw fail(word.location, Message.lambda)
      }
      return word
    }
    if let module = modules.last, let other = Habit.meaning(of: text(word), in: module) {
      let name = text(word)
      diagnostics.report(word.location, .means(module, name, other))
    }
    return word
  }

  /// Whether a name stands for a value here.
  func isValue(_ name: String) -> Bool {
    names[name] != nil || locals[name] != nil || loops.contains { $0.name == name }
  }

  /// Uses `np.` before a name, unless the file has a value of that name.
  private mutating func passModule() throws(SyntaxFailure) -> String? {
    let name = text(token)
    guard Habit.modules.contains(name), !isValue(name),
      advance(ifNext: { $0.kind == .dot })
    else { return nil }
    advance()
    guard token.kind == .name else { throw unexpected(.name) }
    return name
  }

  /// Uses the name of a function that is called behind its first argument, `.sum(axis=0)`, whose dot
  /// has been used; nil where no call stands here.
  mutating func takeMethod() throws(SyntaxFailure) -> Token? {
    let word = token
    guard word.kind == .name else { return nil }
    let name = text(word)
    let isCall = advance { $0.kind == .leftParenthesis }
    let isKnown = Builtin.named(name) != nil || builder.function(named: name) != nil
    if !isKnown, let remedy = Habit.remedy(ofAttribute: name) {
      throw fail(word.location, .attribute(name, remedy))
    }
    return isCall ? word : nil
  }

  /// What a line most likely means that begins as a statement of another language; nil where that is
  /// not plain.
  mutating func habit(_ first: Token) -> Message? {
    let word = text(first)
    if token.kind == .dot {
      // Of `np.random.seed(1)` the last name counts.
      while Habit.modules.contains(word), peek().kind == .name {
        advance()
        guard advance(ifNext: { $0.kind == .dot }) else { break }
      }
      let method = text(token.kind == .name ? token : peek())
      return Habit.remedy(ofMethodStatement: method).map {
        .foreignStatement("\(word).\(method)", $0)
      }
    }
    let isOperator = [.plus, .minus, .times, .over, .at].contains(token.kind)
    if isOperator, peek().kind == .equals { return .compoundAssignment(word) }
    if token.kind == .colon {
      return peek().kind == .equals ? .walrus : .annotatedName(word)
    }
    guard !isOperator, names[word] == nil else { return nil }
    let declared = token.kind == .name ? Habit.remedy(ofDeclaration: word) : nil
    return (declared ?? Habit.remedy(ofStatement: word)).map { .foreignStatement(word, $0) }
  }
}
