/// A snippet of Python as a graph: straight lines, loops over `range`, functions. It is read, and never run.
///
///     try SnippetTranslation.graph(of: "x = torch.tensor(3.)\ny = x ** 2")   // x = 3.0 ⏎ y = x^2
package struct SnippetTranslation {
  /// What the names of the snippet are called in the graph.
  var names: [String: String] = [:]
  /// The names that have been given in the graph.
  var taken: Set<String> = []
  var lines: [String] = []
  var complaints: [SnippetComplaint] = []
  /// The lines that compute nothing, by their words.
  var skipped: [Skipped] = []
  /// Names whose value is a whole number that is written out.
  var wholes: [String: Int] = [:]
  /// The functions that are defined above, and the names of all.
  var functions: [String: Function] = [:]
  private let functionNames: Set<String>
  /// What functions read that is no parameter of theirs.
  var readByFunctions: Set<String> = []
  /// How many loops there are around, and their numbers' names.
  var loops = 0
  var counters: Set<String> = []
  var isInFunction = false
  /// How many values the function gives, once it does.
  var results: Int?
  private(set) var depth = 0
  private var output: String?
  /// Whether the snippet says which leaves have gradients; else all have.
  private let saysGradients: Bool

  /// Every line that cannot be translated.
  package struct Untranslated: Error {
    package let complaints: [SnippetComplaint]
  }

  /// A line that computes nothing: `print`, `assert`.
  package struct Skipped: Sendable, Hashable {
    package let place: SnippetPlace
    package let word: String
  }

  private init(saysGradients: Bool, functionNames: Set<String>) {
    self.saysGradients = saysGradients
    self.functionNames = functionNames
  }

  /// The graph's text, and what of the snippet is not in it because it computes nothing.
  ///
  /// - Throws: `Untranslated`, with each line that has no counterpart.
  package static func graph(
    of text: String
  ) throws(Untranslated) -> (text: String, skipped: [Skipped]) {
    let (lines, complaints) = PythonLexer.lines(of: text)
    let words = lines.lazy.flatMap(\.tokens).map(\.kind)
    let says = words.contains(.name("requires_grad")) || words.contains(.name("Parameter"))
    var functionNames: Set<String> = []
    for line in lines where line.tokens.first?.kind == .name("def") && line.tokens.count > 1 {
      if case .name(let name) = line.tokens[1].kind { functionNames.insert(name) }
    }
    var translation = SnippetTranslation(saysGradients: says, functionNames: functionNames)
    translation.complaints = complaints
    translation.read(lines)
    if let output = translation.output { translation.emit("output \(output)") }
    guard translation.complaints.isEmpty else {
      let inOrder = translation.complaints.sorted {
        ($0.place.line, $0.place.column) < ($1.place.line, $1.place.column)
      }
      throw Untranslated(complaints: inOrder)
    }
    return (translation.lines.map { $0 + "\n" }.joined(), translation.skipped)
  }

  /// Translates lines of one indentation, and what belongs to them.
  mutating func read(_ all: [PythonLine]) {
    do throws(SnippetComplaint) {
      for (line, block) in try Self.statements(of: all[...]) {
        do throws(SnippetComplaint) {
          if let block {
            try translate(block)
          } else if line.tokens.isEmpty {
            emit("#" + (line.comment ?? ""))
          } else {
            try statement(line)
          }
        } catch {
          complaints.append(error)
        }
      }
    } catch {
      complaints.append(error)
    }
  }

  /// Adds a line of the graph.
  mutating func emit(_ line: String) {
    lines.append(String(repeating: "  ", count: depth) + line)
  }

  /// Lets lines be added that belong to the last one.
  mutating func indented(_ add: (inout SnippetTranslation) -> Void) {
    depth += 1
    add(&self)
    depth -= 1
  }

  /// An expression in the graph language.
  func text(_ value: PythonExpression) throws(SnippetComplaint) -> String {
    try ExpressionTranslation(
      names: names, functions: functions, functionNames: functionNames
    ).text(value)
  }

  /// Statements of more than a line, and others that compute nothing that a graph could hold.
  static let blocks: Set<String> = [
    "for", "while", "if", "elif", "else", "def", "class", "with", "try", "except", "finally",
    "raise", "del", "global", "nonlocal", "async", "match", "break", "continue",
  ]

  private mutating func statement(_ line: PythonLine) throws(SnippetComplaint) {
    let first = line.tokens[0], last = line.tokens[line.tokens.count - 1]
    if case .name(let word) = first.kind {
      if ["import", "from", "pass"].contains(word) { return }
      if word == "return" { return try giveBack(line) }
      if results != nil { throw SnippetComplaint(first.place, .statement("return")) }
      if Self.blocks.contains(word), line.tokens.count < 2 || !line.tokens[1].isSign("=") {
        throw SnippetComplaint(first.place, .statement(word))
      }
      let isCall = line.tokens.count > 1 && line.tokens[1].isSign("(")
      if word == "assert" || word == "print" && isCall {
        skipped.append(Skipped(place: first.place, word: word))
        return
      }
    }
    if line.tokens.count == 1 {
      switch first.kind {
      case .text, .formatted: return
      case .name, .number, .sign: break
      }
    }
    var depth = 0
    var signs: [(place: Int, sign: String)] = []
    var colon: Int?
    for (place, token) in line.tokens.enumerated() {
      guard case .sign(let sign) = token.kind else { continue }
      if "([{".contains(sign) { depth += 1 }
      if ")]}".contains(sign) { depth -= 1 }
      guard depth == 0 else { continue }
      if sign == ":" && colon == nil { colon = place }
      if sign == "=" || Self.augmented[sign] != nil { signs.append((place, sign)) }
    }
    guard let (place, sign) = signs.first else { return try remark(line, end: last.place) }
    guard signs.count == 1 else {
      throw SnippetComplaint(line.tokens[signs[1].place].place, .target)
    }
    let left = line.tokens[..<min(place, colon ?? place)]
    let targets = try names(in: left, at: first.place)
    var parser = PythonParser(line.tokens[(place + 1)...], end: last.place)
    var values = try parser.expressions()
    if values.count == 1, targets.count > 1, case .list(let parts) = values[0].kind {
      values = parts
    }
    if values.count == 1, targets.count > 1, sign == "=", calls(values[0], giving: targets.count) {
      let written = try text(values[0])
      var known: [String] = []
      for target in targets { known.append(try define(target, at: first.place)) }
      emit(known.joined(separator: ", ") + " = " + written)
      return
    }
    guard values.count == targets.count else { throw SnippetComplaint(first.place, .target) }
    if let operation = Self.augmented[sign] {
      let former = PythonExpression(kind: .name(targets[0]), place: first.place)
      var added = values[0]
      if case .binary = added.kind {
        added = PythonExpression(kind: .group(added), place: added.place)
      }
      values = [PythonExpression(kind: .binary(operation, former, added), place: first.place)]
    }
    // All right sides are worked out before a name has another value.
    var written: [String] = []
    for value in values { written.append(try text(value)) }
    if loops > 0, targets.count > 1 {
      for (place, target) in targets.enumerated() {
        let kept = unused(target + "_next")
        emit(kept + " = " + written[place])
        written[place] = kept
      }
    }
    for (place, target) in targets.enumerated() {
      let known = try define(target, at: first.place)
      emit(role(of: values[place]) + known + " = " + written[place])
      if loops == 0, targets.count == 1, case .number(let text) = values[place].kind {
        wholes[target] = Int(text)
      }
    }
  }

  /// Whether an expression is a call of a function of the snippet that gives so many values.
  private func calls(_ value: PythonExpression, giving count: Int) -> Bool {
    guard case .call(let callee, _) = value.kind, let name = callee.dotted else { return false }
    return functions[name]?.results == count
  }

  private static let augmented: [String: String] = [
    "+=": "+", "-=": "-", "*=": "*", "/=": "/", "@=": "@", "**=": "**",
  ]

  private func names(
    in tokens: ArraySlice<PythonToken>, at place: SnippetPlace
  ) throws(SnippetComplaint) -> [String] {
    var found: [String] = []
    for (index, token) in tokens.filter({ !$0.isSign("(") && !$0.isSign(")") }).enumerated() {
      if index % 2 == 1, token.isSign(",") { continue }
      guard index % 2 == 0, case .name(let name) = token.kind else {
        throw SnippetComplaint(token.place, .target)
      }
      found.append(name)
    }
    guard !found.isEmpty else { throw SnippetComplaint(place, .target) }
    return found
  }

  /// A line that assigns nothing: `loss.backward()` says where the backward pass begins.
  private mutating func remark(_ line: PythonLine, end: SnippetPlace) throws(SnippetComplaint) {
    var parser = PythonParser(line.tokens[...], end: end)
    let expressions = try parser.expressions()
    if expressions.count == 1, case .call(let function, let arguments) = expressions[0].kind,
      case .attribute(let base, let method) = function.kind
    {
      if method == "backward", arguments.isEmpty, case .name(let name) = base.kind,
        let known = names[name], loops == 0, !isInFunction
      {
        output = known
        return
      }
      if ["zero_grad", "manual_seed", "seed", "requires_grad_", "retain_grad"].contains(method) {
        return
      }
    }
    throw SnippetComplaint(line.tokens[0].place, .noAssignment)
  }

  /// A name of its own for each value that a name of the snippet has; within a loop, in which the
  /// graph language lets names be assigned again, the same.
  private mutating func define(
    _ name: String, at place: SnippetPlace
  ) throws(SnippetComplaint) -> String {
    guard !readByFunctions.contains(name) || isInFunction else {
      throw SnippetComplaint(place, .readByFunction(name))
    }
    guard !counters.contains(name) else { throw SnippetComplaint(place, .target) }
    wholes[name] = nil
    if loops > 0, let known = names[name] { return known }
    let known = unused(name)
    names[name] = known
    return known
  }

  /// A name that the graph does not have yet.
  mutating func unused(_ name: String) -> String {
    var known = name
    var number = 1
    while !taken.insert(known).inserted {
      number += 1
      known = "\(name)_\(number)"
    }
    return known
  }

  /// What stands before a leaf: nothing for variables, and for what is computed.
  private func role(of value: PythonExpression) -> String {
    guard saysGradients, case .call(let function, let arguments) = value.kind,
      let name = function.dotted?.split(separator: ".").last.map(String.init)
    else { return "" }
    if name == "Parameter" { return "param " }
    guard ForeignCalls.makers.contains(name) || ["zeros", "ones", "arange", "eye"].contains(name)
    else { return "" }
    let has = arguments.contains { argument in
      guard argument.keyword == "requires_grad", case .name("True") = argument.value.kind else {
        return false
      }
      return true
    }
    return has ? "" : "const "
  }
}
