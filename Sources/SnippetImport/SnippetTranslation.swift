/// A snippet of straight-line Python as a graph. It is read, and never run.
///
///     try SnippetTranslation.graph(of: "x = torch.tensor(3.)\ny = x ** 2")   // x = 3.0 ⏎ y = x^2
package struct SnippetTranslation {
  private var names: [String: String] = [:]
  private var taken: Set<String> = []
  private var lines: [String] = []
  private var complaints: [SnippetComplaint] = []
  private var output: String?
  /// Whether the snippet says which leaves have gradients; else all have.
  private let saysGradients: Bool

  /// Every line that cannot be translated.
  package struct Untranslated: Error {
    package let complaints: [SnippetComplaint]
  }

  private init(saysGradients: Bool) { self.saysGradients = saysGradients }

  /// The graph's text.
  ///
  /// - Throws: `Untranslated`, with each line that has no counterpart.
  package static func graph(of text: String) throws(Untranslated) -> String {
    let (lines, complaints) = PythonLexer.lines(of: text)
    let words = lines.lazy.flatMap(\.tokens).map(\.kind)
    let says = words.contains(.name("requires_grad")) || words.contains(.name("Parameter"))
    var translation = SnippetTranslation(saysGradients: says)
    translation.complaints = complaints
    translation.read(lines)
    if let output = translation.output { translation.lines.append("output \(output)") }
    guard translation.complaints.isEmpty else {
      let inOrder = translation.complaints.sorted {
        ($0.place.line, $0.place.column) < ($1.place.line, $1.place.column)
      }
      throw Untranslated(complaints: inOrder)
    }
    return translation.lines.map { $0 + "\n" }.joined()
  }

  private mutating func read(_ all: [PythonLine]) {
    var skipped: Int?
    for line in all {
      if let depth = skipped, line.indentation > depth { continue }
      skipped = nil
      if line.tokens.isEmpty {
        lines.append("#" + (line.comment ?? ""))
        continue
      }
      do throws(SnippetComplaint) {
        try statement(line)
      } catch {
        complaints.append(error)
        // What stands in a block that cannot be read is not complained about again.
        if line.tokens.last?.isSign(":") == true { skipped = line.indentation }
      }
    }
  }

  private static let blocks: Set<String> = [
    "for", "while", "if", "elif", "else", "def", "class", "with", "try", "except", "finally",
    "return", "raise", "del", "global", "async", "match",
  ]

  private mutating func statement(_ line: PythonLine) throws(SnippetComplaint) {
    let first = line.tokens[0], last = line.tokens[line.tokens.count - 1]
    if case .name(let word) = first.kind {
      if ["import", "from", "pass", "assert"].contains(word) { return }
      if Self.blocks.contains(word), line.tokens.count < 2 || !line.tokens[1].isSign("=") {
        throw SnippetComplaint(first.place, .statement(word))
      }
      if word == "print", line.tokens.count > 1, line.tokens[1].isSign("(") { return }
    }
    if case .text = first.kind, line.tokens.count == 1 { return }
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
    let translation = ExpressionTranslation(names: names)
    var written: [String] = []
    for value in values { written.append(try translation.text(value)) }
    for (place, target) in targets.enumerated() {
      lines.append(role(of: values[place]) + define(target) + " = " + written[place])
    }
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
        let known = names[name]
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

  /// A name of its own for each value that a name of the snippet has.
  private mutating func define(_ name: String) -> String {
    var known = name
    var number = 1
    while !taken.insert(known).inserted {
      number += 1
      known = "\(name)_\(number)"
    }
    names[name] = known
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
