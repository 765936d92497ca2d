import Autodiff
import Testing

@testable import Derivation

/// Products as printed are the products that are meant, with the shapes that they need.
@Suite struct RankTests {
  private func text(_ graph: String, expanding: Set<OperationKind> = []) throws -> String {
    let trace = try trace(graph, expanding: expanding)
    let derivation = Derivation(trace, language: .english)
    let leaves = trace.nodes.filter { trace.role(of: $0) == .variable }
    let steps =
      derivation.forward + derivation.backward + derivation.chains(of: leaves).flatMap(\.steps)
    return steps.flatMap { step in
      step.equations.flatMap { PlainTextWriter().lines($0, width: 400) }
        + [step.sentence.text] + step.notes.map(\.text)
    }.joined(separator: "\n")
  }

  @Test func powersOfANumberAreEntryByEntry() throws {
    let text = try text("a = 2; x = [1, 2]; y = sum(a^x)")
    #expect(text.contains("∂y/∂u₁ ∘ (u₁ · ln(a))"), "\(text)")
    #expect(!text.contains("∂y/∂u₁ · "), "\(text)")
    #expect(text.contains("x ∘ a^(x − 1)"), "\(text)")
  }

  @Test func aColumnStandsBeforeARow() throws {
    let text = try text("X = [[1, 2, 3], [4, 5, 6]]; u = [1, 2, 3]; y = sum(X @ u)")
    #expect(text.contains("∂y/∂X = (∂y/∂v₁)ᵀ ·   u   = "), "\(text)")
    #expect(text.contains("(2,1)     (1,3)"), "\(text)")
  }

  /// Where entries go back to their places, no line of factors leaves that out.
  @Test func nestedRulesKeepTheirIndices() throws {
    let one = try text("w = [1, 2, 3]; n = w[2]; y = n * 4")
    #expect(!one.contains("∂y/∂w = 1") && !one.contains("∂y/∂w = 4"), "\(one)")
    #expect(!one.contains("∂y/∂w = ∂y/∂n"), "\(one)")
    #expect(one.contains("∂y/∂w = [0, 0, 4]"), "\(one)")
    let square = try text("x = [[1, 2], [3, 4]]; y = x[1, 0]^2")
    #expect(!square.contains("∂y/∂x = 2 · ") && square.contains("∂y/∂x = [[0, 0], [6, 0]]"))
  }

  @Test func aVectorsSumAlongItsAxisGivesOnes() throws {
    let text = try text("x = [1, 2, 3]; y = sum(x, axis=0) * 2")
    #expect(!text.contains("∂y/∂x = ∂y/∂u₁ = "), "\(text)")
  }

  @Test func joinedMatricesNameTheirAxis() throws {
    let text = try text("X = [[1, 2], [3, 4]]; y = sum(concat(X, X, axis=1)^2)")
    #expect(text.contains("concatⱼ(  X  ,   X  ) = "), "\(text)")
  }

  @Test func severalArrowsAreNotOnePath() throws {
    for graph in ["x = 3; y = x * x", "x = 3; y = 2 * x + 3 * x"] {
      let text = try text(graph)
      #expect(!text.contains("One path"), "\(text)")
      #expect(text.contains("From x, 2 arrows lead into one formula"), "\(text)")
    }
    #expect(try text("x = 3; y = exp(2 * x)").contains("One path leads from x to y"))
  }

  @Test func aLossBehindTheOutputHasItsOwnName() throws {
    let trace = try trace("x = [1, 2]; y = x * 3; upstream [5, 7]")
    let node = try #require(trace.annotations.node(named: "x"))
    let step = Derivation(trace, language: .english).entryStep(Entry(node: node, index: [1]))
    let lines = step.equations.map { PlainTextWriter().text($0.math) }
    #expect(lines == ["∂L/∂x[1] = ∂L/∂y[1] · 3 = 7 · 3 = 21"])
  }

  @Test func zeroHasNoSign() {
    #expect(PlainTextWriter().text(Numerals().factor(-0.0)) == "0")
  }
}
