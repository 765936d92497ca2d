import Autodiff
import Testing

@testable import GraphLanguage

@Suite struct ExpressionTests {
  /// What Python 3 gives for the same text, `^` read as `**`.
  static let sums: [(String, Double)] = [
    ("1 + 2 * 3", 7), ("(1 + 2) * 3", 9), ("8 - 4 - 2", 2), ("8 / 4 / 2", 1), ("-2^2", -4),
    ("(-2)^2", 4), ("2^-1", 0.5), ("2^3^2", 512), ("2**3**2", 512), ("-2**-2", -0.25),
    ("2 * -3", -6), ("--3", 3), ("+-+3", -3), ("7 / 2", 3.5), (".5 + 1e-3", 0.501),
    ("1.e2 - 2.", 98), ("2^-2^2", 0.0625), ("9^(1/2)", 3), ("1E+2", 100), ("-3^2 + 1", -8),
    ("2 - -2", 4), ("6 / 3 * 2", 4),
  ]

  @Test(arguments: sums)
  func numbersAreWorkedOut(text: String, value: Double) throws {
    let graph = try graph("x = \(text)")
    #expect(graph.result == value)
    #expect(graph.outline == ["x"])
    #expect(graph.tape.role(of: graph.output) == .variable)
  }

  /// The same, with names in the place of numbers.
  static let expressions: [(String, Double)] = [
    ("a + b * c", 2 + 3 * 5), ("a - b - c", -6), ("a * b / c", 1.2), ("-a^b", -8),
    ("a^-c", 0.03125), ("a^b^a", 512), ("(a + b) * c", 25), ("a / b * c", 10.0 / 3), ("--a", 2),
    ("-a * b", -6), ("a - -b", 5), ("a ** b", 8), ("-a^-a", -0.25), ("+a", 2),
    ("a\t*\u{A0}b", 6), ("(a +\n  b) # sum\n", 5),
  ]

  @Test(arguments: expressions)
  func namesBindAsNumbersDo(text: String, value: Double) throws {
    let graph = try graph("a = 2; b = 3; c = 5\ny = \(text)")
    #expect(abs(try #require(graph.result) - value) < 1e-12)
  }

  static let outlines: [(String, [String])] = [
    ("x^2", ["x", "y = power(x)"]),
    ("x^-1", ["x", "y = power(x)"]),
    ("x^(1/2)", ["x", "y = power(x)"]),
    ("x^x", ["x", "y = power(x, x)"]),
    ("2^x", ["x", "#1", "y = power(#1, x)"]),
    ("1/x", ["x", "y = reciprocal(x)"]),
    ("(2 - 1) / x", ["x", "y = reciprocal(x)"]),
    ("2/x", ["x", "#1", "y = divide(#1, x)"]),
    ("x/1", ["x", "#1", "y = divide(x, #1)"]),
    ("-x", ["x", "y = negate(x)"]),
    ("+x", ["x", "y = identity(x)"]),
    ("(x)", ["x", "y = identity(x)"]),
    ("x", ["x", "y = identity(x)"]),
    ("x + 1", ["x", "#1", "y = add(x, #1)"]),
    ("1/2 * x", ["x", "#1", "y = multiply(#1, x)"]),
    ("x + 1 + 2", ["x", "#1", "#2 = add(x, #1)", "#3", "y = add(#2, #3)"]),
    ("1 / x / x", ["x", "#1 = reciprocal(x)", "y = divide(#1, x)"]),
    ("1 / x^2", ["x", "#1 = power(x)", "y = reciprocal(#1)"]),
    ("x * x - x", ["x", "#1 = multiply(x, x)", "y = subtract(#1, x)"]),
    ("x.T", ["x", "y = transpose(x)"]),
    ("x.T.T", ["x", "#1 = transpose(x)", "y = transpose(#1)"]),
  ]

  @Test(arguments: outlines)
  func nodes(text: String, outline: [String]) throws {
    #expect(try graph("x = 3\ny = \(text)").outline == outline)
  }

  static let literals: [(String, [Int], [Double])] = [
    ("[1, 2, 3]", [3], [1, 2, 3]), ("[[1, 2], [3, 4], [5, -6 / 2]]", [3, 2], [1, 2, 3, 4, 5, -3]),
    ("-[1, 2]", [2], [-1, -2]), ("[[[1], [2]]]", [1, 2, 1], [1, 2]),
    ("[\n 1, # one\n 2,\n]", [2], [1, 2]), ("([1, 2^3])", [2], [1, 8]), ("+[-0]", [1], [0]),
  ]

  @Test(arguments: literals)
  func bracketLiterals(text: String, extents: [Int], elements: [Double]) throws {
    let graph = try graph("x = \(text)\noutput y\ny = sum(x)")
    let value = graph.tape.value(of: try graph.node("x"))
    #expect(value.shape.extents == extents)
    #expect(value.elements == elements)
    #expect(graph.tape.role(of: try graph.node("x")) == .variable)
  }

  @Test func indices() throws {
    let lines = "W = [[1, 2, 3], [4, 5, 6]]\n"
    #expect(try graph(lines + "y = W[1, 2]").result == 6)
    #expect(try graph(lines + "y = W[-1, -3]").result == 4)
    #expect(try graph(lines + "y = W[0] @ W[1]").result == 32)
    #expect(try graph(lines + "y = sum(W[:, 1:])").result == 16)
    #expect(try graph(lines + "y = sum(W[:1])").result == 6)
    #expect(try graph(lines + "y = sum(W[0:2, 0:1])").result == 5)
    #expect(try graph(lines + "y = sum(W.T[2])").result == 9)
  }

  @Test func matrixProductsAndBroadcasting() throws {
    let graph = try graph(
      "X = [[1, 2], [3, 4]]; b = [10, 20]; y = X @ X + b; upstream [[1,1],[1,1]]")
    #expect(graph.tensor.elements == [17, 30, 25, 42])
  }

  @Test func nodesKnowWhereTheyStand() throws {
    let graph = try graph(
      "x = 3\ny  = log(x) * -x + 2\nz = y\n값 = 1 / (x.T ** 2)\nw = [1, x_0][0]"
        .replacing("x_0", with: "2"))
    let places = graph.tape.annotations.places
    let found = (0..<graph.tape.nodeCount).map { index -> String in
      let place = places[NodeID(index)]
      return "\(graph.tape.kind(of: NodeID(index)).name) \(place?.line ?? 0):\(place?.column ?? 0)"
    }
    #expect(
      found == [
        "leaf 1:1", "log 2:6", "negate 2:15", "multiply 2:13", "leaf 2:20", "add 2:18",
        "identity 3:1", "transpose 4:11", "power 4:14", "reciprocal 4:7", "leaf 5:5", "index 5:11",
      ])
  }
}
