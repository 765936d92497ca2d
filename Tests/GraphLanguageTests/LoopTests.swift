import Autodiff
import Testing
import Wording

@testable import GraphLanguage

/// The values and gradients of a graph, bit by bit, in the order of its nodes.
private func numbers(_ graph: Graph) -> [[UInt64]] {
  let trace = graph.tape.backward(from: graph.output, upstream: graph.upstream)
  return trace.nodes.map { node in
    (trace.value(of: node).elements + (trace.gradient(of: node).tensor?.elements ?? []))
      .map(\.bitPattern)
  }
}

/// Two texts must make the same nodes with the same numbers, whatever their names.
func expectSame(
  _ text: String, _ unrolled: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let (a, b) = (try graph(text), try graph(unrolled))
  #expect(
    (0..<a.tape.nodeCount).map { a.tape.kind(of: NodeID($0)) }
      == (0..<b.tape.nodeCount).map { b.tape.kind(of: NodeID($0)) }, sourceLocation: sourceLocation)
  #expect(numbers(a) == numbers(b), sourceLocation: sourceLocation)
  #expect(a.output == b.output, sourceLocation: sourceLocation)
}

@Suite struct LoopTests {
  @Test func aLoopIsItsUnrolledText() throws {
    try expectSame(
      """
      x = [0.5, -0.3, 0.8]; param w = 0.7; param u = 0.4; h = 0
      for t in 0:3 { h = tanh(w * h + u * x[t]) }
      L = (h - 1)^2
      """,
      """
      x = [0.5, -0.3, 0.8]; param w = 0.7; param u = 0.4; h = 0
      h0 = tanh(w * h + u * x[0])
      h1 = tanh(w * h0 + u * x[1])
      h2 = tanh(w * h1 + u * x[2])
      L = (h2 - 1)^2
      """)
  }

  @Test func theNumberIsANumberEverywhere() throws {
    try expectSame(
      """
      x = [1, 2, 3, 4, 5, 6]; s = 0
      for t in 1:3 {
        part = x[t - 1:2 * t]
        s = s + t * sum(part^t) / (t + 1) + x[-t] + sum(reshape(x, [t, 6 / t]), axis=t - 1)[0]
      }
      """,
      """
      x = [1, 2, 3, 4, 5, 6]; s = 0
      part1 = x[0:2]
      s1 = s + 1 * sum(part1^1) / (1 + 1) + x[-1] + sum(reshape(x, [1, 6]), axis=0)[0]
      part2 = x[1:4]
      s2 = s1 + 2 * sum(part2^2) / (2 + 1) + x[-2] + sum(reshape(x, [2, 3]), axis=1)[0]
      """)
  }

  @Test(arguments: [
    ("0:3", [0, 1, 2]), ("3:0:-1", [3, 2, 1]), ("0:7:3", [0, 3, 6]), ("-2:1", [-2, -1, 0]),
    ("5:-4:-4", [5, 1, -3]), ("2:3", [2]), ("1 + 1:2 * 3 - 1:2^1", [2, 4]),
  ])
  func bounds(range: String, numbers: [Int]) throws {
    let graph = try graph("s = 0\nfor k in \(range) { s = s + k }\n")
    #expect(graph.result == Double(numbers.reduce(0, +)))
    let groups = graph.tape.annotations.groups
    #expect(groups.map(\.name) == numbers.map { "k = \($0)" })
    #expect(groups.map(\.call) == numbers)
    #expect(groups.allSatisfy { $0.family == "k" })
  }

  @Test func loopsNestAndBoundsDepend() throws {
    try expectSame(
      """
      A = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]; s = 0
      for i in 0:3 {
        for j in 0:i { s = s + A[i, j] }
      }
      """,
      "A = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]; s = 0; a = s + A[1, 0]; b = a + A[2, 0]; c = b + A[2, 1]"
    )
    let graph = try graph("s = 0; for i in 0:2 { for j in 1:3 { s = s + i * j; u = 2 * s } }")
    let annotations = graph.tape.annotations
    #expect(annotations.passes(of: try graph.node("u")) == [1, 2])
    #expect(annotations.node(named: "u(0, 2)") == annotations.node(named: "u⁽⁰,²⁾"))
    #expect(annotations.node(named: "u(0, 2)") != annotations.node(named: "u"))
    #expect(annotations.node(named: "u(1,2)") == annotations.node(named: "u"))
    #expect(annotations.node(named: "u(2, 2)") == nil)
  }

  @Test func passesShareTheirNames() throws {
    let graph = try graph("h = 1; for t in 0:3 { h = 2 * h }\nL = h^2; output L")
    let annotations = graph.tape.annotations
    let nodes = annotations.names.filter { $0.value == "h" }.keys.sorted()
    #expect(nodes.map(annotations.passes) == [[], [0], [1], [2]])
    #expect(nodes.map { Designations(annotations).text($0) } == ["h", "h(0)", "h(1)", "h(2)"])
    #expect(annotations.node(named: "h") == nodes.last)
    #expect(annotations.node(named: "h(0)") == nodes[1])
    #expect(annotations.node(named: "h⁽¹⁾") == nodes[2])
  }

  @Test func whatIsAssignedTwiceInAPassHasLetters() throws {
    let graph = try graph(
      "h = 1; for t in 0:2 { h = 2 * h; h = h + 1 }; for t in 0:1 { h = 3 * h }")
    let annotations = graph.tape.annotations
    let nodes = annotations.names.filter { $0.value == "h" }.keys.sorted()
    #expect(
      nodes.map { Designations(annotations).text($0) }
        == ["h", "h(0a)", "h(0b)", "h(1a)", "h(1b)", "h(0c)"])
    #expect(annotations.node(named: "h(0b)") == nodes[2])
    #expect(graph.result == 21)
  }

  @Test func leavesInLoops() throws {
    let graph = try graph(
      "h = 1; for t in 0:2 { param w = 0.5; const c = 2; h = w * h + c }; rate 0.1")
    let roles = (0..<graph.tape.nodeCount).map { graph.tape.role(of: NodeID($0)) }
    #expect(roles.count { $0 == .parameter } == 2)
    #expect(graph.tape.annotations.node(named: "w(1)") != nil)
  }

  @Test func theOutputIsTheNameAssignedLast() throws {
    let graph = try graph("h = 1; L = 0; for t in 0:2 { L = L + h; h = 2 * h }")
    #expect(graph.tape.annotations.names[graph.output] == "h" && graph.result == 4)
  }

  @Test func statementsNamePasses() throws {
    let graph = try graph(
      """
      h = 1; x = 2; q = 5
      for t in 0:4 { h = tanh(x * h) }
      L = h^2
      label h "hidden"; label h(2) "second"; label ko h "은닉"
      highlight h(0) -> L; highlight h; note h(1) "one"; rank x q
      output h(3)
      """)
    let annotations = graph.tape.annotations
    func node(_ name: String) throws -> NodeID { try #require(annotations.node(named: name)) }
    #expect(graph.output == (try node("h(3)")))
    #expect(annotations.labels[try node("h(0)")]?[.english] == "hidden")
    #expect(annotations.labels[try node("h(2)")]?[.english] == "second")
    #expect(annotations.labels[try node("h(2)")]?[.korean] == "은닉")
    #expect(annotations.labels[NodeID(0)]?[.english] == "hidden")
    #expect(
      annotations.marks.highlights
        == [.path(from: try node("h(0)"), to: try node("L")), .node(try node("h"))])
    #expect(annotations.marks.notes.map(\.node) == [try node("h(1)")])
  }

  @Test func functionsSeeWhatANameIsWhenTheyRun() throws {
    let graph = try graph(
      "h = 1; def step(a) = a + h\nfor t in 0:3 { h = step(t) }\n")
    #expect(graph.result == 4)
  }

  @Test func aLoopsWordsAreNoReservedWords() throws {
    #expect(try graph("for = 2; return = 3; in = for * return").result == 6)
  }

  static let refusals: [(String, String)] = [
    (
      "x = 1; for t in 3:0 { x = x + t }",
      "1:17: this loop has no pass: it counts from 3 up to, and without, 0"
    ),
    ("x = 1; for t in 0:2:0 { x = x + t }", "1:20: a loop with step 0 never ends"),
    ("x = 1; for t in 0:x { y = t }", "1:19: a loop counts in whole numbers"),
    ("x = 1; for t in 0:1.5 { x = x + t }", "1:19: a loop counts in whole numbers"),
    ("x = 1; for t in 0:1e300 { x = x + t }", "1:19: a loop counts in whole numbers"),
    ("x = 1; for t in range(3) { x = x + t }", "1:17: a loop counts in a:b"),
    (
      "x = 1; for t in 3 { x = x + t }",
      "1:17: a loop counts from one number up to, and without, another"
    ),
    ("x = 1; for t of 0:3 { x = x + t }", "1:14: expected 'in', found 'of'"),
    ("x = 1; for t in 0:3\ny = x", "1:20: expected ':' or '{', found the end of the line"),
    ("x = 1; for t in 0:3 { x = x + t", "1:21: '{' is never closed"),
    ("x = 1 }", "1:7: '}' closes no bracket"),
    ("x = 1; for t in 0:3 { t = 2 }", "1:23: 't' is the number of this loop"),
    ("t = 1; for t in 0:3 { x = t }", "1:12: 't' is already defined on line 1"),
    (
      "x = 1; for t in 0:2 { for t in 0:2 { x = x + t } }", "1:27: 't' is already defined on line 1"
    ),
    (
      "x = 1; for t in 0:2 { x = x + t }; y = x * t",
      "1:44: undefined name 't': it is the number of the loop on line 1, and known inside of it alone"
    ),
    (
      "for t in 0:2 { h = tanh(h) }",
      "1:25: undefined name 'h': a name cannot stand in its own definition"
    ),
    ("x = 1; x = x + 1", "1:8: 'x' is already defined on line 1"),
    (
      "x = [1, 2]; s = 0; for t in 0:3 { s = s + x[t] }",
      "1:44: index 2 is out of range for axis 0 of shape (2,): 0 to 1, or −2 to −1 from the end (in the pass t = 2)"
    ),
    (
      "s = 0; for t in 0:2 { s = s + 1 / (1 - t) }",
      "1:33: division of a number by zero (in the pass t = 1)"
    ),
    (
      "x = 1; for t in 0:2 { layer \"a\" }",
      "1:23: 'layer' speaks of the whole graph and cannot stand in a loop"
    ),
    (
      "x = 1; for t in 0:2 { output x }",
      "1:23: 'output' speaks of the whole graph and cannot stand in a loop"
    ),
    ("x = 1; for t in 0:2 { def f(a) = a }", "1:23: a function cannot be defined in a loop"),
    ("x = 1; for t in 0:2 { return x }", "1:23: 'return' stands in the body of a function"),
    ("x = 1; for i in 0:1000001 { }", "1:17: the loops have more than 1,000,000 passes here"),
    (
      "x = 1; for i in 0:999999 { for j in 0:5 { } }",
      "1:37: the loops have more than 1,000,000 passes here"
    ),
    ("x = 1; for i in 0:2 { x = 2 * x }; y = x(0)", "1:40: undefined function 'x': it is a value"),
    ("x = 1; for i in 0:2 { x = 2 * x }; output x(5)", "1:43: there is no 'x(5)'"),
    ("x = 1; for i in 0:2 { x = 2 * x }; output q(1)", "1:43: undefined name 'q'"),
    (
      "x = 1; for i in 0:2 { x = 2 * x }; output x()",
      "1:45: expected the number of a pass, found ')'"
    ),
  ]

  @Test(arguments: refusals)
  func refused(text: String, error: String) {
    #expect(errors(text) == [error])
    for language in Language.allCases { #expect(!rendered(text, language: language).isEmpty) }
  }

  @Test func remediesFit() {
    #expect(helps("c = 1; c = c + 1")[0]?.contains("for i in 0:3 { c = … }") == true)
    #expect(helps("c = 1; c = 2") == ["give this one another name"])
    #expect(helps("for t in 0:2 { h = tanh(h) }") == ["give it a value before the loop: h = 0"])
    #expect(helps("x = 1; for t in 3:0 { x = 2 * x }") == ["to count the other way, write 3:0:-1"])
    #expect(helps("x = 1; for t in 4 { x = 2 * x }") == ["write for t in 0:4 { … }"])
    #expect(
      helps("x = 1; for i in 0:2 { x = 2 * x }; output x(5)") == ["there are x(0), x(1)"])
    #expect(rendered("c = 1; c = c + 1", language: .korean).contains("반복하려면"))
  }

  @Test func anErrorInALoopIsToldOnce() {
    #expect(errors("x = 1; for t in 0:9 {\n  x = tahn(x)\n  y = x + q\n}").count == 2)
    #expect(errors("for t in zebra {\n  h = tanh(h)\n  x = h\n}\ny = x + h").count == 1)
  }

  @Test func bracesNestFiveHundredDeep() throws {
    func nested(_ depth: Int) -> String {
      "x = 1; " + (0..<depth).map { "for i\($0) in 0:1 { " }.joined() + "x = 2 * x "
        + String(repeating: "} ", count: depth)
    }
    #expect(try graph(nested(500)).result == 2)
    let errors = errors(nested(501))
    #expect(errors.count == 1 && errors[0].hasSuffix("braces are nested deeper than 500"))
  }

  @Test func aLoopThatGrowsStopsAtTheLimit() throws {
    let text = """
      def four(a) { b = a + a; c = b * b; d = c - a; return tanh(d) }
      x = 1; for i in 0:100000 { x = four(x) }
      """
    let source = try SourceText.read(Array(text.utf8), file: "t").get()
    var parser = GraphParser(source: source)
    parser.builder.nodeLimit = 100
    parser.readStatements()
    #expect(parser.builder.nodeCount == 97)
    guard case .failure(let diagnostics) = parser.finish() else {
      Issue.record("no error")
      return
    }
    #expect(diagnostics.errors.count == 1 && diagnostics.omitted == 0)
    #expect(diagnostics.errors[0].message.english.hasSuffix("(in the pass i = 24)"))
  }

  // MARK: Random programs

  /// A text with loops, and the same without: `@a` is the value of a name, `#a` a new one, `{i}` the
  /// number of a loop.
  private struct Pair {
    var looped = ""
    var unrolled = ""
    var versions: [Character: Int] = [:]

    mutating func add(_ line: String, _ numbers: [String: Int]) {
      var line = line
      for (name, number) in numbers { line = line.replacing("{\(name)}", with: "\(number)") }
      let parts = line.split(separator: "=", maxSplits: 1)
      let right = spelt(String(parts[1]))
      for name in "abc" where parts[0].contains("#\(name)") { versions[name, default: 0] += 1 }
      unrolled += spelt(String(parts[0])) + "=" + right + "\n"
    }

    private func spelt(_ text: String) -> String {
      var text = text
      for name in "abc" {
        let version = "\(name)\(versions[name] ?? 0)"
        text = text.replacing("@\(name)", with: version).replacing("#\(name)", with: version)
      }
      return text
    }

    static func looped(_ line: String) -> String {
      line.filter { $0 != "@" && $0 != "#" && $0 != "{" && $0 != "}" }
    }
  }

  private static let lines = [
    "#a = tanh(@a * w[{i}] + @b)", "#b = @b + x[{i} + 1] * {i}", "#c = sigmoid(@c - {i} / 4) * @a",
    "#a, #b = pair(@b, @a)", "#c = @c * 0.5^{i}", "#b = sum(x[{i}:{i} + 2]) / 8 - @b",
    "#c, #a = pair(@a + {i}, @c)", "#a = deep(@a, @c)",
  ]

  @Test(arguments: 0..<60)
  func randomProgramsAreTheirUnrolledTexts(seed: UInt64) throws {
    var random = Generator(state: seed &* 0x9E37_79B9_7F4A_7C15 &+ 7)
    let start = """
      def pair(p, q) { u = p * q; v = tanh(u + p); return v, u - q }
      def deep(p, q) {
        for k in 0:3 { p = tanh(p + q * k); r = p * q }
        return p + r
      }
      x = [0.3, -0.7, 1.1, 0.2, -0.4, 0.9]; w = [0.5, 0.25, -1, 0.75]

      """
    var pair = Pair(looped: start, unrolled: start)
    pair.looped += "a = 0.4; b = -0.2; c = 0.1\n"
    pair.unrolled += "a0 = 0.4; b0 = -0.2; c0 = 0.1\n"
    for _ in 0..<(1 + random.below(3)) {
      let first = (0..<(1 + random.below(3))).map { _ in Self.lines[random.below(Self.lines.count)]
      }
      let inner = (0..<random.below(3)).map { _ in
        Self.lines[random.below(Self.lines.count)].replacing("{i}", with: "{j}")
      }
      let range = [("0:4", [0, 1, 2, 3]), ("3:-1:-2", [3, 1]), ("1:4:2", [1, 3])][random.below(3)]
      pair.looped += "for i in \(range.0) {\n" + first.map { Pair.looped($0) + "\n" }.joined()
      if !inner.isEmpty {
        pair.looped += "for j in 0:i { " + inner.map(Pair.looped).joined(separator: "; ") + " }\n"
      }
      pair.looped += "}\n"
      for i in range.1 {
        for line in first { pair.add(line, ["i": i]) }
        for j in 0..<i where !inner.isEmpty { for line in inner { pair.add(line, ["j": j]) } }
      }
    }
    pair.looped += "L = (a + b * c)^2"
    pair.add("L = (@a + @b * @c)^2", [:])
    try expectSame(pair.looped, pair.unrolled)
  }
}
