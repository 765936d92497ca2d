import Autodiff
import Testing
import Wording

@testable import GraphLanguage

/// Numbers that are made where a literal may stand.
@Suite struct LeafTests {
  static let made: [(String, Tensor<Double>)] = [
    ("zeros([2, 3])", Tensor(repeating: 0, shape: [2, 3])), ("zeros(3)", Tensor([0, 0, 0])),
    ("ones([2, 1])", Tensor(repeating: 1, shape: [2, 1])),
    ("eye(2)", Tensor(shape: [2, 2], elements: [1, 0, 0, 1])),
    ("arange(5)", Tensor([0, 1, 2, 3, 4])), ("arange(1, 4)", Tensor([1, 2, 3])),
    ("arange(0, 1, 0.25)", Tensor([0, 0.25, 0.5, 0.75])), ("arange(3, 0, -1)", Tensor([3, 2, 1])),
    ("arange(-0.3, 0.25, 0.1)", Tensor([-0.3, -0.2, -0.1, 0, 0.1, 0.2])),
    ("one_hot([2, 0], 4)", Tensor(shape: [2, 4], elements: [0, 0, 1, 0, 1, 0, 0, 0])),
    ("one_hot(1, 3)", Tensor([0, 1, 0])),
    ("2 * ones([2]) + 1", Tensor([3, 3])), ("-ones([2])", Tensor([-1, -1])),
    ("eye(2) @ ones([2, 2]) / 2", Tensor(repeating: 0.5, shape: [2, 2])),
    ("ones([2 * 1, 4 / 2])", Tensor(repeating: 1, shape: [2, 2])),
    ("arange(6).reshape([2, 3]).T", Tensor(shape: [3, 2], elements: [0, 3, 1, 4, 2, 5])),
    ("sqrt(4) * ones([1])", Tensor([2])),
  ]

  /// Wherever a literal may stand, it is one leaf.
  @Test(arguments: made)
  func areOneLeaf(text: String, value: Tensor<Double>) throws {
    for (statement, role) in [
      ("", Role.variable), ("param ", .parameter), ("const ", .constant),
    ] {
      let graph = try graph("\(statement)x = \(text); y = sum(x)")
      let leaf = try graph.node("x")
      #expect(graph.tape.nodeCount == 2 && graph.tape.kind(of: leaf) == .leaf)
      #expect(graph.tape.role(of: leaf) == role && graph.tape.value(of: leaf) == value)
    }
  }

  @Test func standInExpressionsAndAsUpstream() throws {
    let inside = try graph("x = [1, 2]; y = sum(x * ones([2]))")
    #expect(inside.result == 3 && inside.tape.nodeCount == 4)
    let upstream = try graph("x = [1, 2]; y = 2 * x; upstream 0.5 * ones([2])")
    #expect(upstream.upstream == Tensor([0.5, 0.5]))
    #expect(try graph("def f(a) = a + eye(2); y = sum(f(1))").result == 6)
  }

  @Test func standInBodiesAndLoops() throws {
    #expect(
      try graph("def f(a) { c = 2 * ones([2]); return (a * c).sum() }; y = f(3)").result == 12)
    let loop = "h = zeros([2]); for t in 1:4 { h = h + t * ones([2]) }; y = h.sum()"
    #expect(try graph(loop).result == 12)
    #expect(try graph("y = 0; for n in 1:4 { y = y + eye(n).sum() }").result == 6)
    let drawn = "def f(a) { n = normal(0, 1); return a + n }; x = f(1); z = f(2); y = z - x"
    #expect(try graph(drawn).result == 1)
    #expect(errors("def f(a) { seed 3; return a }; y = f(1)").count == 1)
  }

  /// Brackets alone are computed with as ever, but for leaves that must be numbers.
  @Test func arithmeticOnBracketsStaysAnOperation() throws {
    #expect(try graph("y = 2 * [1, 2]; z = sum(y)").tape.nodeCount == 4)
    let worked = try graph("param w = 2 * [1, 2]; z = sum(w)")
    #expect(worked.tape.nodeCount == 2 && worked.result == 6)
  }

  /// Old files keep their names and functions.
  @Test func namesOfTheFileWin() throws {
    #expect(try graph("def ones(n) = n + 1; y = ones(2)").result == 3)
    #expect(try graph("zeros = 1; seed = 2; load = 3; normal = 4; y = zeros + seed").result == 3)
  }

  static let refusals: [(String, String)] = [
    ("x = zeros(2, 3)", "1:5: 'zeros' takes one shape"),
    ("x = ones([0])", "1:10: a shape is a list of whole numbers from 1"),
    ("x = ones([[2]])", "1:10: a shape is a list of whole numbers from 1"),
    ("x = zeros([2.5])", "1:11: a shape is a list of whole numbers from 1"),
    ("n = 2; x = eye(n)", "1:16: the arguments of 'eye' are numbers that are written out"),
    ("x = eye(0)", "1:9: 'eye' takes a whole number from 1 here"),
    ("x = arange(3, 3)", "1:5: this range has no numbers"),
    ("x = arange(1, 2, 0)", "1:5: the graph holds more than 100,000,000 numbers here"),
    ("x = one_hot([3], 3)", "1:13: 'one_hot' has the label 3, but the classes are 0 to 2"),
    ("x = zeros([2], shape=[1])", "1:16: 'zeros' has no keyword 'shape'"),
    ("x = uniform(1, -1)", "1:5: 'uniform' draws from a smaller number up to a larger one"),
    (
      "x = uniform(-1, 1, step=0)",
      "1:25: the step of 'uniform' is a number above 0, and not too small"
    ),
    ("x = normal(0, -1)", "1:15: a standard deviation is not negative"),
    ("x = normal(0, inf)", "1:15: 'deviation' of 'normal' is one finite number"),
    ("x = normal([0, 1], 1)", "1:12: 'mean' of 'normal' is one finite number"),
    ("x = normal(0)", "1:5: 'normal' takes 2 arguments, found 1"),
    ("x = normal(0, 1, digits=0)", "1:25: 'digits' is a whole number from 1 to 15"),
    ("x = normal(0, 1, shape=[2], shape=[2])", "1:29: keyword 'shape' stands twice"),
    ("x = normal(shape=[2], 0)", "1:23: an argument stands after the keyword 'shape'"),
    ("x = choose()", "1:5: 'choose' takes at least 1 argument, found 0"),
    ("x = y + zeros([2])", "1:5: undefined name 'y'"),
    ("x = normal(y, 1)", "1:12: undefined name 'y'"),
  ]

  @Test(arguments: refusals)
  func refused(text: String, error: String) { #expect(errors(text) == [error]) }

  /// Nothing is made that has no room: these end at once.
  @Test(arguments: [
    "x = zeros([100000, 100000])", "x = eye(1000000)", "x = arange(1e300)",
    "x = one_hot([0], 1e18)", "x = normal(0, 1, shape=[1e9, 1e9, 1e9])",
    "x = ones([50000000]); y = ones([50000001])",
  ])
  func hugeShapesAreRefused(text: String) {
    #expect(errors(text).count == 1)
    #expect(errors(text)[0].contains("more than 100,000,000 numbers"))
  }

  @Test func memoryIsAskedForFirst() {
    let text = Array("x = ones([1000, 1000]); y = sum(x)".utf8)
    guard case .failure(let errors) = parseGraph(text, file: "t", memory: 1 << 20) else {
      Issue.record("it was made")
      return
    }
    #expect(errors.errors[0].message.english.contains("MB"))
  }
}
