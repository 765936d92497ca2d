import Autodiff
import Wording

/// A loop that is being read.
struct Loop {
  /// What it calls its number.
  let name: String
  /// The number in this pass.
  let number: Int
  /// Whether this is its first pass.
  let isFirst: Bool
  /// The line on which it begins.
  let line: Int
}

// Loops. The text of a loop's body is read once for each pass, with another number for its name, so
// that all that a number may be in one place or another it may be there: an index, an extent, a bound
// of a loop further in.

extension GraphParser {
  /// Reads `NAME in a:b { … }` behind `for`.
  mutating func readLoop() throws(SyntaxFailure) {
    let word = try takeName()
    let name = text(word)
    let isTaken = definedLine(of: name)
    guard token.kind == .name, text(token) == "in" else { throw unexpected(.loopIn) }
    advance()
    let bounds = token
    usesLoopNumber = false
    let range = try readRange()
    let mayBeEmpty = usesLoopNumber
    if let line = isTaken { throw fail(word.location, .loopNameTaken(name, line: line)) }
    let start = try openBlock(orExpect: .loopEnd)
    let before = diagnostics.count
    if range.count == 0, !mayBeEmpty {
      diagnostics.report(bounds.location, .noPasses(range.from, range.to, step: range.step))
    }
    if range.count > Limits.nodes - passCount {
      builder.isFull = true
      diagnostics.report(bounds.location, .tooManyPasses)
    } else {
      passCount += range.count
    }
    if range.count == 0 || diagnostics.count > before { skipBlock(from: start.opener) }
    var number = range.from
    var pass = 0
    while pass < range.count, diagnostics.count == before, !builder.isFull {
      rewind(to: start)
      loops.append(
        Loop(name: name, number: number, isFirst: pass == 0, line: word.location.place.line))
      readPass(from: start, .init(name, number))
      loops.removeLast()
      number &+= range.step
      pass += 1
    }
    loopLines[name] = word.location.place.line
    definedNames = []
    try expectEnd()
  }

  /// Reads the statements of a loop once.
  private mutating func readPass(from start: BlockStart, _ pass: Annotations.Pass) {
    let outer = diagnostics.pass
    // What is wrong in the first pass is wrong in the loop.
    diagnostics.pass = loops.contains { !$0.isFirst } ? pass : outer
    if definedFunction == nil {
      builder.tape.openPass(pass)
    } else {
      program.open(pass, at: start.opener.location)
    }
    readBlock(from: start)
    if definedFunction == nil {
      builder.tape.closeGroup()
    } else {
      program.closePass(at: start.opener.location)
    }
    diagnostics.pass = outer
  }

  /// The line on which a name was given to something else than a loop's number.
  private func definedLine(of name: String) -> Int? {
    if let loop = loops.first(where: { $0.name == name }) { return loop.line }
    if let line = locals.line(of: name) { return line }
    return definedFunction == nil ? names.line(of: name) : nil
  }

  /// Reads `a:b` or `a:b:step`.
  private mutating func readRange() throws(SyntaxFailure) -> (
    from: Int, to: Int, step: Int, count: Int
  ) {
    let first = token
    if first.kind == .name, ["range", "arange"].contains(text(first)),
      peek().kind == .leftParenthesis
    {
      throw fail(first.location, Message.rangeAsCall)
    }
    let from = try parseBound()
    guard take(.colon) else {
      throw token.kind == .leftBrace || token.endsStatement
        ? fail(first.location, Message.oneBound(from)) : unexpected(.loopColon)
    }
    let to = try parseBound()
    let stepPlace = token
    var step = 1
    if take(.colon) {
      step = try parseBound()
      guard step != 0 else { throw fail(stepPlace.location, Message.stepIsZero) }
    }
    // As floating-point numbers they do not overflow.
    let count = ((Double(to) - Double(from)) / Double(step)).rounded(.up)
    return (from, to, step, count <= 0 ? 0 : count > Double(Limits.nodes) ? Int.max : Int(count))
  }

  /// Reads a whole number, or arithmetic on such numbers and on those of loops around.
  private mutating func parseBound() throws(SyntaxFailure) -> Int {
    let location = token.location
    let number = try parseNumber(orFail: Message.boundNotWhole)
    // What is larger counts too far, and the digits behind it were lost.
    guard abs(number) <= 1 / Double.ulpOfOne, let whole = Int(exactly: number) else {
      throw fail(location, Message.boundNotWhole)
    }
    return whole
  }
}
