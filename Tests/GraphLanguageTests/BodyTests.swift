import Autodiff
import Testing
import Wording

@testable import GraphLanguage

@Suite struct BodyTests {
  private static let lstm = """
    def lstm(x, h, c, W, U) {
      z = W * x + U * h
      f = sigmoid(z[0]); i = sigmoid(z[1])
      g = tanh(z[2])
      o = sigmoid(z[3])
      c_next = f * c + i * g
      return o * tanh(c_next), c_next
    }
    param W = [0.4, -0.5, 0.6, 0.3]; param U = [0.3, 0.2, -0.4, 0.5]
    x = [0.5, -0.3]
    h = 0; c = 0
    """

  @Test func aBodyIsItsUnrolledText() throws {
    try expectSame(
      Self.lstm + "\nh1, c1 = lstm(x[0], h, c, W, U)\nL = h1 * c1",
      """
      param W = [0.4, -0.5, 0.6, 0.3]; param U = [0.3, 0.2, -0.4, 0.5]
      x = [0.5, -0.3]
      h = 0; c = 0
      x0 = x[0]
      z = W * x0 + U * h
      f = sigmoid(z[0]); i = sigmoid(z[1])
      g = tanh(z[2])
      o = sigmoid(z[3])
      c1 = f * c + i * g
      h1 = o * tanh(c1)
      L = h1 * c1
      """)
  }

  @Test func severalValuesInALoop() throws {
    let graph = try graph(Self.lstm + "\nfor t in 0:2 { h, c = lstm(x[t], h, c, W, U) }\nL = h * c")
    let annotations = graph.tape.annotations
    let designations = Designations(annotations)
    #expect(designations.text(try graph.node("z(0)")) == "z(0)")
    #expect(annotations.names[try graph.node("c(1)")] == "c")
    #expect(
      annotations.groupPath(of: try graph.node("z(1)")).map { annotations.groups[$0].name } == [
        "t = 1", "lstm",
      ])
    // A local name is no name of the file.
    #expect(
      errors(Self.lstm + "\nh1, c1 = lstm(x[0], h, c, W, U)\nL = z") == ["13:5: undefined name 'z'"]
    )
  }

  @Test func callsOfOneFunctionAreToldApart() throws {
    let graph = try graph(
      "def f(a) { z = a + 1; return 2 * z }\nz = 3; u = f(z); v = f(u); y = u + v")
    let designations = Designations(graph.tape.annotations)
    let names = (0..<graph.tape.nodeCount).compactMap { designations.text(NodeID($0)) }
    #expect(names == ["z", "z(f 1)", "u", "z(f 2)", "v", "y"])
    #expect(graph.tape.annotations.node(named: "z") == NodeID(0))
    #expect(graph.tape.annotations.node(named: "z(f 2)") != nil)
    #expect(graph.result == 26)
  }

  @Test func loopsInBodies() throws {
    try expectSame(
      """
      def power(x, w) {
        for k in 0:3 { x = tanh(w[k] * x) }
        y = x^2
        return y
      }
      w = [1, 2, 3]; a = 0.5
      for t in 0:2 { a = power(a, w) }
      """,
      """
      w = [1, 2, 3]; a = 0.5
      a0 = tanh(w[0] * a); a1 = tanh(w[1] * a0); a2 = tanh(w[2] * a1); b = a2^2
      b0 = tanh(w[0] * b); b1 = tanh(w[1] * b0); b2 = tanh(w[2] * b1); c = b2^2
      """)
    let graph = try graph(
      "def f(x) { for k in 0:2 { u = 2 * x; x = u }; return x + 1 }\na = 1; for t in 0:2 { a = f(a) }"
    )
    #expect(graph.tape.annotations.passes(of: try graph.node("u")) == [1, 1])
    #expect(graph.tape.annotations.node(named: "u(0, 1)") != nil)
  }

  @Test func bodiesOnOneLineAndOverSeveral() throws {
    #expect(try graph("def f(a) { return a * a }; y = f(3)").result == 9)
    #expect(try graph("def f(a)\n{\n  # a comment\n  b = a * a; return b\n}\ny = f(3)").result == 9)
    #expect(try graph("def f(a) { b = 2; const c = 3; return a * b + c }\ny = f(4)").result == 11)
    #expect(try graph("def f() { return 2 }\ny = f()").result == 2)
  }

  @Test func whatIsReturnedTwiceOrGivenIsAnIdentity() throws {
    let graph = try graph(
      "def f(a) { z = exp(a); return z, z, a }\nx = 0; p, q, r = f(x); y = p + q + r")
    #expect(graph.result == 2)
    #expect(
      ["p", "q", "r"].map { graph.tape.annotations.node(named: $0).map(graph.tape.kind) }
        == [.exp, .identity, .identity])
  }

  static let refusals: [(String, String)] = [
    ("def f(a) { z = a }\nx = 1", "1:5: the body of 'f' returns nothing"),
    ("def f(a) { }\nx = 1", "1:5: the body of 'f' returns nothing"),
    ("def f(a) { return }\nx = 1", "1:12: 'return' takes a value"),
    (
      "def f(a) {\n  return a\n  z = a\n  q = z\n}\nx = 1",
      "3:3: nothing stands behind 'return', which is on line 2"
    ),
    ("def f(a) { for k in 0:2 { return a } }\nx = 1", "1:27: 'return' cannot stand in a loop"),
    (
      "def f(a) { param w = 1; return a * w }\nx = 1",
      "1:12: a parameter cannot be defined in the body of a function: each call would have its own"
    ),
    (
      "def f(a) { layer \"L\"; return a }\nx = 1",
      "1:12: 'layer' speaks of the whole graph and cannot stand in the body of a function"
    ),
    (
      "def f(a) { highlight a; return a }\nx = 1",
      "1:12: 'highlight' speaks of the whole graph and cannot stand in the body of a function"
    ),
    ("def f(a) { def g(b) = b; return a }\nx = 1", "1:12: a function cannot be defined in another"),
    ("def f(a) { z = f(a); return z }\nx = 1", "1:16: function 'f' cannot call itself"),
    ("def f(a) { z = a; z = 2 * z; return z }\nx = 1", "1:19: 'z' is already defined on line 1"),
    ("def f(a) { a = 2 * a; return a }\nx = 1", "1:12: 'a' is a parameter of this function"),
    ("def f(a) { z = a + q; return z }\nx = 1", "1:20: undefined name 'q'"),
    ("def f(a) { return a\nx = 1", "1:10: '{' is never closed"),
    ("def f(a)\nx = 1", "1:9: expected '=' or '{', found the end of the line"),
    (
      "def f(a) { return a, a }\nx = 1; y = f(x)",
      "2:12: 'f' gives 2 values, and one is needed here"
    ),
    (
      "def f(a) { return a, a }\nx = 1; y = 2 * f(x)",
      "2:16: 'f' gives 2 values, and one is needed here"
    ),
    ("def f(a) { return a, a }\nx = 1; p, q, r = f(x)", "2:18: 'f' gives 2 values for 3 names"),
    ("def f(a) = a\nx = 1; p, q = f(x)", "2:15: 'f' gives one value for 2 names"),
    ("x = 1; p, q = exp(x)", "1:15: 'exp' gives one value for 2 names"),
    ("x = 1; p, q = x, x", "1:15: several names take the values of one call of a function"),
    ("x = 1; p, p = exp(x)", "1:11: 'p' stands twice before '='"),
    ("def f(a) { return a, 2 * a }\nx = 1; p, x = f(x)", "2:11: 'x' is already defined on line 2"),
    (
      "def f(a) { return a, 2 * a }\nx = 1; p, q = f(x) + 1",
      "2:20: expected the end of the statement, found '+'"
    ),
    (
      "def f(a, b) { z = a @ b; return z }\nx = [[1, 2]]\ny = f(x, x)",
      "1:21: shapes (1, 2) and (1, 2) do not fit in '@' (in the call on line 3)"
    ),
    (
      "def f(x) { s = 0; for k in 0:3 { s = s + x[k] }; return s }\nv = [1, 2]; y = f(v)",
      "1:43: index 2 is out of range for axis 0 of shape (2,): 0 to 1, or −2 to −1 from the end (in the pass k = 2) (in the call on line 2)"
    ),
  ]

  @Test(arguments: refusals)
  func refused(text: String, error: String) {
    #expect(errors(text) == [error])
    for language in Language.allCases { #expect(!rendered(text, language: language).isEmpty) }
  }

  @Test func remediesFit() {
    #expect(helps("def f(a) { return a, a }\nx = 1; y = f(x)") == ["write a, b = f(…)"])
    #expect(helps("def f(a) { z = a }\nx = 1") == ["end it with return NAME"])
    #expect(
      helps("x = 1; p, q = 1, 2") == [
        "write p, q = f(…), or each on a line of its own: p = …; q = …"
      ])
    #expect(rendered("def f(a) { z = a }\nx = 1", language: .korean).contains("return 이름으로"))
  }

  @Test func aBodyThatCannotBeReadIsToldOnce() {
    #expect(
      errors("def f(a) {\n  z = tahn(a)\n  return z\n}\nx = 1; y = f(x); w = f(y)").count == 1)
  }
}
