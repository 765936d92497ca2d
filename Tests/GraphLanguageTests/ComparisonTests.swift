import Autodiff
import Testing

@testable import GraphLanguage

@Suite struct ComparisonTests {
  @Test func comparisonsBindLoosestAndTakeSums() throws {
    let graph = try graph("a = 2; b = 3\ny = a + 1 <= b * 1")
    #expect(graph.outline.last == "y = less_equal(#3, #5)")
    #expect(graph.result == 1)
  }

  @Test func ofNumbersAloneTheyAreALeaf() throws {
    let graph = try graph("x = 1/3 < 0.5; z = (2 != 2) + 4; y = x * z")
    #expect(graph.outline.prefix(2) == ["x", "z"])
    #expect(try graph.value("x") == 1 && graph.value("z") == 4)
  }

  /// A line whose second word is `=` still assigns, and keywords are given with one `=`.
  @Test func oneEqualsSignStillAssigns() throws {
    #expect(try graph("a = [1, 2]; y = sum(a == 1)").result == 1)
    #expect(try graph("a = [1, 2]; y = sum(a==[1, 2], axis=0)").result == 2)
  }

  @Test(arguments: [
    ("x = 1; y = x = 1", "to compare, write '=='"),
    ("x = 1; y = (x = 1)", "to compare, write '=='"),
    ("x = 1; y = where(x = 1, 2, 3)", "to compare, write '=='"),
    ("x = 1; y = sum(x, x = 1)", "to compare, write '=='"),
    ("x = 1; y = x ≤ 2", "write '<='"), ("x = 1; y = x ＜ 2", "write '<'"),
    ("x = 1; y = x ≠ 2", "write '!='"), ("x = 1; y = x ≥ 2", "write '>='"),
    ("x = 1; y = 0 < x < 2", "where both are to hold, write (a < b) * (b < c)"),
    (
      "x = 1; y = x > 0 and x < 2",
      "where both hold: (a > 0) * (b > 0); where either does: max(a > 0, b > 0)"
    ),
    ("x = 1; y = x if x > 0 else 0", "to choose, write where(condition, a, b)"),
    ("x = [1]; y = sum(x, dim=0)", "did you mean 'axis'?"),
    ("x = [1]; y = sum(x, keepdim=True)", "did you mean 'keepdims'?"),
    ("x = [1]; y = sum(x, keepdims=1)", "write keepdims=true"),
    ("x = [1]; y = sum(x, axis=true)", "write axis=[0, 2]"),
  ])
  func remediesFitTheMistake(text: String, help: String) {
    #expect(helps(text) == [help])
  }

  @Test(arguments: [
    (
      "x = [1]; y = sum(x, axis=[0.5])", "an axis is a whole number, and several are a list of them"
    ),
    ("x = [1]; y = cumsum(x)", "'cumsum' needs an axis"),
    ("x = [1]; y = cumsum(x, 0.5)", "an axis is a whole number"),
    ("x = [1]; y = softmax(x, axis=[0, 1])", "one axis is given here"),
    ("x = [1]; y = var(x, ddof=0.5)", "keyword 'ddof' takes a whole number"),
    ("x = [1]; y = huber(x, 1, delta=true)", "keyword 'delta' takes a number"),
    (
      "x = [[1]]; y = argmax(x, axis=[0, 1])",
      "an axis is a whole number"
    ),
  ])
  func whatAKeywordTakesIsSaid(text: String, message: String) {
    guard case .failure(let diagnostics) = parseGraph(Array(text.utf8), file: "t") else {
      Issue.record("\(text) is accepted")
      return
    }
    let found = diagnostics.errors.map(\.message.english)
    #expect(found == [message] || found == ["one axis is given here"])
  }

  /// A value of that name is no yes or no.
  @Test func aNameOfTheFileWinsOverTrue() throws {
    #expect(errors(Array("true = 1; x = [1]; y = sum(x, keepdims=true)".utf8)).count == 1)
    #expect(try graph("true = 1; y = true + 1").result == 2)
  }

  @Test func noGradientFlowsThroughAComparison() throws {
    let graph = try graph("x = 3; y = 2\nz = where(x > y, x * x, y)\nw = z * (x < 4)")
    let trace = graph.tape.backward(from: graph.output)
    let names = trace.annotations
    #expect(trace.gradient(of: try #require(names.node(named: "x"))).scalar == 6)
    let y = trace.gradient(of: try #require(names.node(named: "y")))
    #expect(y.scalar == 0 && y.zeroReason == .notChosen)
    for node in trace.nodes where trace.kind(of: node).isFlat {
      #expect(trace.gradient(of: node).tensor == nil)
      #expect(trace.edges(into: node).allSatisfy { $0.gradient.tensor == nil })
    }
  }

  /// Why a gradient is zero is said where it holds, and only there.
  @Test func zerosThroughChoicesHaveAReason() throws {
    func reason(_ text: String, of name: String = "x") throws -> ZeroReason? {
      let graph = try graph(text)
      let trace = graph.tape.backward(from: graph.output)
      let gradient = trace.gradient(of: try #require(trace.annotations.node(named: name)))
      #expect(gradient.tensor?.elements.allSatisfy { $0 == 0 } == true)
      return gradient.zeroReason
    }
    #expect(try reason("x = 3; a = 2; y = where(x > 1, a, 5)") == .onlySteps)
    #expect(try reason("x = 3; a = 2; y = a * argmax([1, 5] * x)") == .onlySteps)
    #expect(try reason("x = 3; a = 2; y = where(x, a, 5)") == .condition)
    #expect(try reason("x = 3; a = 2; z = x > 1; y = a") == .notOnPath)
    #expect(try reason("x = [1, 2]; y = sum(where([0, 0], x, 1))") == .notChosen)
    #expect(try reason("x = [1, 2]; y = sum(where([1, 0], [0, 1] * x, 0))") == nil)
    #expect(try reason("x = [2, 2]; y = var(x)") == .equalEntries)
    #expect(try reason("x = [2, 2]; y = std(x)") == .equalEntries)
    #expect(try reason("x = [0, 0]; y = norm(x)") == .kink)
    #expect(try reason("x = [0, 0, 3]; y = prod(x)") == .otherFactorIsZero)
    #expect(try reason("x = [1, 2]; y = mae(x, [1, 2])") == .kink)
  }

  /// A difference that crosses a step says nothing, and is not counted.
  @Test func differencesKeepClearOfSteps() throws {
    let graph = try graph(
      "x = [1, 0.5]; t = 1\ny = sum(where(x >= t, x * x, 3 * x)) + t * argmax(x)")
    let trace = graph.tape.backward(from: graph.output)
    let check = graph.tape.checkGradients(trace, of: nil)
    #expect(check.failures(tolerance: 1e-7).isEmpty)
    #expect(check.atKinks.map(\.index) == [0, 0])
  }
}
