import Autodiff
import GraphLanguage
import Notation
import Testing
import Wording

@testable import Derivation

/// What the terms of equations stand for in a figure.
@Suite struct TermsTests {
  private func derivation(_ text: String) throws -> Derivation {
    let graph = try parseGraph(Array(text.utf8), file: "test").get()
    return Derivation(
      graph.tape.backward(from: graph.output, upstream: graph.upstream), language: .english)
  }

  @Test func everyFactorOfAStepHasItsPlace() throws {
    let derivation = try derivation("x = 2; y = 3; a = x * y; b = a + x; L = a * b^2")
    let terms = derivation.terms
    let writer = PlainTextWriter()
    let named = Dictionary(
      terms.map { (writer.text($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
    let node = { (name: String) in try #require(derivation.trace.annotations.node(named: name)) }
    let (x, y, a, b, loss) = try (node("x"), node("y"), node("a"), node("b"), node("L"))
    #expect(named["x"] == .value(x) && named["a"] == .value(a))
    #expect(named["∂L/∂y"] == .gradient(y) && named["∂L/∂L"] == .gradient(loss))
    #expect(named["∂a/∂y"] == .local(a) && named["∂b/∂x"] == .local(b))
    // Both parts of what arrives at x, in the order in which they do: from b, then from a.
    let parts = [1, 2].map { terms[derivation.partSymbol(of: x, $0)] }
    #expect(parts == [.contribution(of: b, slot: 1), .contribution(of: a, slot: 0)])
  }

  /// Marks change nothing of what is read, and what a marked term is made of has none of its own.
  @Test func marksStandAroundWholeTerms() throws {
    let derivation = try derivation("x = 2; y = 3; z = x * y; L = z^2")
    let z = try #require(derivation.trace.annotations.node(named: "z"))
    let lights = derivation.terms.mapValues { _ in "here" }
    let equation = try #require(derivation.backwardStep(z).equations.last)
    let marked = MathMLWriter(lights: lights).block(equation)
    let plain = MathMLWriter().block(equation)
    #expect(marked != plain && marked.contains("data-lights=\"here\""))
    let mark = " data-lights=\"here\""
    // ∂L/∂y = ∂L/∂z · ∂z/∂y
    #expect(marked.split(separator: mark, omittingEmptySubsequences: false).count == 4)
    #expect(marked.replacing(mark, with: "") == plain)
  }
}
