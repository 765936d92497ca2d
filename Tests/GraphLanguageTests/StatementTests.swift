import Autodiff
import Testing
import Wording

@testable import GraphLanguage

@Suite struct StatementTests {
  @Test func leavesHaveRoles() throws {
    let graph = try graph("x = 1\nparam w = [1, 2]\nconst t = -3\ny = sum(w) * x * t * 2")
    let roles = (0..<graph.tape.nodeCount).map { graph.tape.role(of: NodeID($0)) }
    #expect(roles.prefix(3) == [.variable, .parameter, .constant])
    #expect(roles.count { $0 == .constant } == 2)
    #expect(graph.result == -18)
  }

  @Test func aWordBeforeEqualsIsAName() throws {
    let text = """
      rate = 2; output = 3; param = rate; const = 1; def = 4; layer = 5; title = 6
      label = 7; upstream = 8; end = 9; ko = 10; T = 11
      param param2 = 1; y = rate + output + param + const + def + layer + title + label + ko.T * T
      """
    #expect(try graph(text).result == 2 + 3 + 2 + 1 + 4 + 5 + 6 + 7 + 110)
  }

  @Test func statementsEndAtLinesAndSemicolons() throws {
    #expect(try graph("x = 1; y = x;; z = [1,\n 2]\r\nq = (x +\r\n y)\r# done\ru = q;").result == 2)
    #expect(try graph("\u{FEFF}x = 1").tape.annotations.places[NodeID(0)]?.column == 1)
    #expect(try graph("\n\n  x = 4  # a comment").result == 4)
  }

  @Test func theOutputIsTheLastNameUnlessSaid() throws {
    #expect(try graph("x = 1; y = 2 * x").result == 2)
    #expect(try graph("output x; x = 1; y = 2 * x").result == 1)
    #expect(try graph("x = 1; y = 2 * x; output x").result == 1)
    #expect(try graph("x = 1; y = 2 * x; const t = 7").result == 7)
  }

  @Test func upstream() throws {
    #expect(try graph("x = 3").upstream == Tensor(1))
    #expect(try graph("upstream -1/2; x = 3").upstream == Tensor(-0.5))
    let matrix = try graph("x = [[1, 2]]\nupstream -[[3, 4]]").upstream
    #expect(matrix == Tensor(shape: Shape([1, 2]), elements: [-3, -4]))
  }

  @Test func rate() throws {
    #expect(try graph("x = 3").tape.annotations.rate == nil)
    #expect(try graph("x = 3; rate 1/4").tape.annotations.rate == 0.25)
    #expect(try graph("x = 3; rate -1e-1").tape.annotations.rate == -0.1)
  }

  @Test func titlesAndLabels() throws {
    let graph = try graph(
      #"""
      title "A \"tax\" \\"; title ko "소비세"
      label ko apple "사과"; label ko "KO"; label en "EN"; label en en "English"
      label apple "Apple # 1; <script>"
      apple = 1; ko = 2; en = 3
      """#)
    let annotations = graph.tape.annotations
    #expect(annotations.title == LocalizedText(#"A "tax" \"#, [.korean: "소비세"]))
    #expect(
      annotations.labels[try graph.node("apple")]
        == LocalizedText("Apple # 1; <script>", [.korean: "사과"]))
    #expect(annotations.labels[try graph.node("ko")] == LocalizedText("KO"))
    #expect(annotations.labels[try graph.node("en")] == LocalizedText("EN", [.english: "English"]))
  }

  @Test func layers() throws {
    let graph = try graph(
      """
      a = 1
      layer "Hidden"
      layer ko "은닉층"
      layer en "Hidden layer"
      b = a * 2
      layer ko "출력층"
      c = b + a
      layer end
      d = c
      """)
    let annotations = graph.tape.annotations
    let hidden = LocalizedText("Hidden", [.korean: "은닉층", .english: "Hidden layer"])
    #expect(annotations.layers == [hidden, LocalizedText(nil, [.korean: "출력층"])])
    let layers = try ["a", "b", "c", "d"].map { annotations.layer(of: try graph.node($0)) }
    #expect(layers == [nil, 0, 1, nil])
  }

  @Test func namesAreUnicodeIdentifiers() throws {
    let text = "사과_1 = 2; σ = 3; _x = 1; é = 4; 變數 = 5; y = 사과_1 * σ + _x * e\u{301} + 變數"
    #expect(try graph(text).result == 15)
  }

  @Test func warningsNameTheNode() throws {
    let text = "x = 0\ny = log(x)\nz = 2 * y\nw = exp(1000)\nv = x + 1"
    let graph = try graph(text)
    let names = graph.tape.annotations.names
    #expect(graph.warnings.map { names[$0.node] } == ["y", "z", "w"])
    #expect(
      graph.diagnostic(for: graph.warnings[0]).rendered(language: .english) == """
        t:2:5: warning: the value of 'y' is not finite (−∞)
        y = log(x)
            ^
        """)
    #expect(graph.warnings[1].message.english.hasSuffix("as 'y' is not"))
    #expect(try self.graph(infinite: "1e999").warnings.count == 1)
  }

  private func graph(infinite literal: String) throws -> Graph {
    try GraphLanguageTests.graph("x = \(literal)")
  }
  private func graph(_ text: String) throws -> Graph { try GraphLanguageTests.graph(text) }
}
