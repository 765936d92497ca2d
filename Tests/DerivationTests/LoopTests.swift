import Autodiff
import GraphLanguage
import Notation
import Testing
import Wording

@testable import Derivation

/// What derivations say of loops: names in passes, and gradients that are sums over them.
@Suite struct LoopTests {
  private static let scalars = """
    const x = [0.5, -0.3, 0.8]; param w = 0.7; param u = 0.4; const h = 0.25
    for t in 0:3 { h = tanh(w * h + u * x[t]) }
    L = (h - 0.5)^2; rate 0.1
    """
  private static let matrices = """
    const X = [[0.5, -0.2], [0.1, 0.9], [-0.4, 0.3]]; const h = [0.1, 0.2]
    param W = [[0.2, -0.1], [0.5, 0.3]]; param U = [[0.4, 0.2], [-0.1, 0.6]]
    for t in 2:-1:-1 { h = tanh(h @ W + X[t] @ U) }
    L = sum(h^2) + sum(exp(h @ W)); rate 0.5
    """
  private static let nested = """
    def f(a, w) { for k in 0:2 { a = sigmoid(a * w[k]); r = a^2 }; return a + r, r }
    param w = [0.5, -1.5]; a = 0.3; s = 0
    for t in -1:1 { a, s = f(a, w); b = a * s; b = b + t; a = tanh(b) }
    L = a^2 + s
    """
  private static let calls = """
    def f(a) { z = exp(a); y = z * a; return y^2 }
    z = 0.3; y = f(z) - f(2 * z); L = y^2 * z
    """

  private func trace(_ text: String) throws -> (Graph, Trace<Double>) {
    let graph = try parseGraph(Array(text.utf8), file: "t").get()
    return (graph, graph.tape.backward(from: graph.output, upstream: graph.upstream))
  }

  @Test func passesStandAboveNames() throws {
    let (_, trace) = try trace(Self.scalars)
    let names = DisplayNames(trace, in: .english)
    #expect(
      trace.nodes.compactMap { names.text($0) } == [
        "x", "w", "u", "h", "h⁽⁰⁾", "h⁽¹⁾", "h⁽²⁾", "L",
      ])
    let node = try #require(trace.annotations.node(named: "h(1)"))
    let math = try #require(names[node])
    #expect(LaTeXWriter().text(math) == "h^{( 1 )}")
    #expect(MathMLWriter().inline(math).contains("<msup><mi>h</mi>"))
  }

  @Test func namesInCallsAndInnerLoopsAreToldApart() throws {
    let (_, inner) = try trace(Self.nested)
    let names = DisplayNames(inner, in: .korean)
    let texts = inner.nodes.compactMap { names.text($0) }
    #expect(texts.contains("r⁽⁻¹,⁰⁾"))
    #expect(texts.contains("b^(0a)") && texts.contains("b^(0b)"))
    #expect(Set(texts).count == texts.count)
    let (_, calls) = try trace(Self.calls)
    let called = DisplayNames(calls, in: .english)
    let all = calls.nodes.compactMap { called.text($0) }
    #expect(Set(all).count == all.count && all.contains("z^(f 2)") && all.contains("z"))
  }

  @Test func labelsStayDistinct() throws {
    let (_, trace) = try trace(Self.scalars + "; label h \"state\"; label ko h \"상태\"")
    for (language, word) in [(Language.english, "state"), (.korean, "상태")] {
      let names = DisplayNames(trace, in: language)
      let texts = trace.nodes.compactMap { names.text($0) }
      #expect([word, word + "⁽⁰⁾", word + "⁽¹⁾", word + "⁽²⁾"].allSatisfy(texts.contains))
      #expect(Set(texts).count == texts.count)
    }
  }

  @Test func aSharedWeightsGradientIsASumOverThePasses() throws {
    let (_, trace) = try trace(Self.matrices)
    let derivation = Derivation(trace, language: .english, numerals: Numerals())
    let weight = try #require(trace.annotations.node(named: "U"))
    let step = derivation.backwardStep(weight)
    #expect(step.sentence.text.contains("∂L/∂U = Σₜ (∂L/∂U)⁽ᵗ⁾"))
    #expect(step.sentence.text.contains("serves in 3 passes of the loop"))
    // The passes are counted down, so that the backward pass meets 0 first.
    #expect(derivation.passes(of: weight) == [[0], [1], [2]])
    let text = derivation.backwardSteps(first: 100).flatMap(\.equations).map {
      PlainTextWriter().text($0.math)
    }
    #expect(text.contains { $0.hasPrefix("(∂L/∂U)⁽²⁾ = ") })
    // W serves in no pass as well, so its parts are only counted.
    let other = try #require(trace.annotations.node(named: "W"))
    #expect(derivation.passes(of: other) == nil)
  }

  /// What is printed of loops multiplies out, in every format and both languages.
  @Test(arguments: [scalars, matrices, nested, calls])
  func everyEquationHolds(text: String) throws {
    let (graph, trace) = try trace(text)
    for language in Language.allCases {
      let derivation = Derivation(trace, language: language, numerals: Numerals())
      let names = try GraphNames(graph, trace, derivation).names
      let recorded = trace.nodes.filter { trace.recordsGradient($0) }
      let steps =
        derivation.forward + derivation.backwardSteps(first: 300)
        + derivation.chains(of: recorded.filter { trace.role(of: $0) != .operation })
        .flatMap(\.steps)
      var named = 0
      for equation in steps.flatMap(\.equations) where !equation.links.isEmpty {
        for format in GeneratedEquationsTests.Format.allCases {
          var audit = Audit(digits: 4)
          audit.names = names
          for printed in try format.read(equation) {
            audit.read(printed) { "\(format): " + PlainTextWriter().text(equation.math) }
          }
          #expect(audit.faults == [])
          named += audit.named
        }
      }
      #expect(named > 20)
    }
  }
}
