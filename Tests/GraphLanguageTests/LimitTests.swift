import Autodiff
import Testing

@testable import GraphLanguage

@Suite struct LimitTests {
  /// Each kind of nesting, n deep.
  static let nests: [(String, @Sendable (Int) -> String)] = [
    ("parentheses", { n in repeated("(", n) + "x" + repeated(")", n) }),
    ("signs", { n in repeated("-", n) + "x" }),
    ("plus signs", { n in repeated("+", n) + "x" }),
    ("powers", { n in repeated("x^", n) + "x" }),
    ("calls", { n in repeated("abs(", n) + "x" + repeated(")", n) }),
    ("brackets", { n in "sum(" + repeated("[", n - 1) + "1" + repeated("]", n - 1) + ")" }),
  ]

  private static func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  @Test(arguments: 0..<6)
  func fiveHundredLevelsAreEnough(kind: Int) {
    let nest = Self.nests[kind].1
    #expect(errors("x = 1\ny = \(nest(500))") == [])
    let message = "brackets, signs, powers or calls are nested deeper than 500"
    for depth in [501, 20_000] {
      let errors = errors("x = 1\ny = \(nest(depth))\nz = $")
      #expect(errors.count == 2 && errors[0].hasPrefix("2:") && errors[0].hasSuffix(message))
    }
  }

  @Test func callsOfFunctionsNestFiveHundredDeep() {
    let functions =
      "def f0(a) = a * a\n"
      + (1...500).map { "def f\($0)(a) = f\($0 - 1)(a)\n" }.joined()
    #expect(errors(functions + "x = 1; y = f499(x)") == [])
    #expect(
      errors(functions + "x = 1; y = f500(x)") == ["502:12: calls are nested deeper than 500 here"])
  }

  @Test func functionsThatDoubleStopAtOnce() {
    let functions =
      "def f0(a) = a + a\n"
      + (1...200).map { "def f\($0)(a) = f\($0 - 1)(f\($0 - 1)(a))\n" }.joined()
    #expect(errors(functions + "x = 1; y = f199(x)").count == 1)
    #expect(errors(functions + "x = 1; y = f10(x)") == [])
    let idle = functions.replacing("a + a", with: "a")
    #expect(errors(idle + "x = 1; y = f199(x)").count == 1)
  }

  /// A million are allowed; a thousand are quicker to count.
  @Test func nodesHaveALimit() throws {
    #expect(Limits.nodes == 1_000_000)
    func parse(_ text: String) throws -> Result<Graph, Diagnostics> {
      var parser = GraphParser(source: try SourceText.read(Array(text.utf8), file: "t").get())
      parser.builder.nodeLimit = 1_000
      parser.readStatements()
      return parser.finish()
    }
    let sum = String(repeating: "x + ", count: 999)
    let most = try parse("x = 1\ny = \(sum)x").get()
    #expect(most.tape.nodeCount == 1_000 && most.result == 1_000)
    // Calls count by what they expand to.
    let calls = "def f(a) = \(sum.replacing("x", with: "a"))a\n"
    for (text, place) in [
      ("x = 1\ny = \(sum)x + x", "2:4003"), (calls + "x = 1; y = f(x) + x", "2:17"),
    ] {
      guard case .failure(let diagnostics) = try parse(text) else {
        Issue.record("more than the limit")
        continue
      }
      #expect(diagnostics.errors.map { "\($0.place.line):\($0.place.column)" } == [place])
      #expect(diagnostics.errors[0].message[.english].hasPrefix("the graph has more than"))
    }
  }

  /// 1,000 numbers, their squares and the sum: a value and a gradient each, and three thousand on
  /// the arrows.
  @Test func numbersFitIntoMemory() throws {
    let text =
      "x = [\(Array(repeating: "1", count: 1_000).joined(separator: ", "))]\ny = sum(x * x)"
    let bytes = 8 * (2 * 2_001 + 3_000)
    #expect(try parseGraph(Array(text.utf8), file: "t", memory: bytes).get().result == 1_000)
    guard
      case .failure(let diagnostics) = parseGraph(Array(text.utf8), file: "t", memory: bytes - 1)
    else {
      Issue.record("more than there is")
      return
    }
    #expect(diagnostics.errors[0].place.line == 2)
    #expect(diagnostics.errors[0].message.english.contains("and there are 0 MB"))
  }

  /// Nothing calls itself once for each term.
  @Test func aLongSumIsNoDeepOne() throws {
    let sum = try graph("x = 1\ny = " + String(repeating: "x + ", count: 40_000) + "x")
    #expect(sum.result == 40_001 && sum.tape.nodeCount == 40_001)
  }

  @Test func aHundredMillionNumbers() {
    let column = "[" + String(repeating: "1, ", count: 10_000) + "1]"
    #expect(
      errors("x = reshape(\(column), [-1, 1])\ny = x.T + x") == [
        "2:9: the graph holds more than 100,000,000 numbers here"
      ])
  }

  @Test func aMillionNumbersFoldIntoOne() throws {
    let graph = try graph("x = " + String(repeating: "1+", count: 999_999) + "1")
    #expect(graph.result == 1_000_000)
    #expect(graph.tape.nodeCount == 1)
  }
}
