import Autodiff
import GraphLanguage
import Testing

@testable import Derivation

@Suite struct CompositeStepsTests {
  private func steps(_ text: String, _ expanding: Set<OperationKind>) throws -> [Step] {
    let graph = try parseGraph(Array(text.utf8), file: "t", expanding: expanding).get()
    return steps(
      Derivation(
        graph.tape.backward(from: graph.output, upstream: graph.upstream), language: .english))
  }

  private func steps(_ derivation: Derivation) -> [Step] {
    var composites = CompositeSteps(derivation)
    return derivation.backwardNodes.flatMap { composites.steps(after: $0) }
  }

  private func lines(_ steps: [Step]) -> [String] {
    steps.flatMap(\.equations).map { PlainTextWriter().text($0.math) }
  }

  @Test func thePartsOfASigmoidEndInItsRule() throws {
    let steps = try steps("z = 0.6; y = sigmoid(z)", [.sigmoid])
    #expect(steps.map(\.anchor) == ["g0"])
    let lines = lines(steps)
    #expect(lines.first == "y = 1/(1 + e^(−z))" && lines[1].hasSuffix("= y · (1 − y)"))
    #expect(lines.last?.hasSuffix("= 0.6457 · (1 − 0.6457) = 0.2288") == true)
  }

  @Test func aRuleIsDerivedOnceAndTheLossBehindTheSigmoidEndsInADifference() throws {
    let lines = lines(
      try steps(
        "z = -0.3; a = sigmoid(z); p = sigmoid(a); t = 1; L = bce(p, t)", [.sigmoid, .bce]))
    #expect(lines.count { $0.contains("e^(−") } == 2)
    #expect(lines.contains { $0.contains("= (p − t)/(p · (1 − p))") })
    #expect(lines.contains { $0.contains("= p − t = ") })
    #expect(try self.lines(self.steps("z = 1; p = sigmoid(z); L = bce(p, 1)", [])).isEmpty)
  }

  /// The rule with the numbers must give what the parts gave.
  @Test(arguments: [
    "z = [0.3, -2]; y = softmax(z); L = dot(y, [1, 3])",
    "z = [[0.3, -2], [1, 2]]; L = softmax_cross_entropy(z, [1, 0])",
    "z = 0.4; L = tanh(z)", "z = -1.5; L = gelu(z)", "z = [1, 2]; t = [0, 3]; L = mse(z, t)",
  ])
  func theRuleGivesWhatThePartsGave(text: String) throws {
    let graph = try parseGraph(
      Array(text.utf8), file: "t", expanding: Set(OperationKind.composites)
    ).get()
    let trace = graph.tape.backward(from: graph.output, upstream: graph.upstream)
    let derivation = Derivation(trace, language: .english)
    let z = try #require(trace.annotations.node(named: "z"))
    let gradient = try #require(derivation.gradientMath(of: z))
    let text = PlainTextWriter().text(gradient)
    let lines = lines(steps(derivation))
    #expect(lines.contains { $0.hasSuffix("= " + text) || $0.hasSuffix("≈ " + text) })
  }

  @Test func whatOverflowedHasAReasonInPlaceOfNumbers() throws {
    let steps = try steps("z = [1000, 2]; y = softmax(z); L = y[0]", [.softmax])
    #expect(steps.count == 1 && steps[0].equations.isEmpty)
    #expect(steps[0].notes.map(\.text).joined().contains("largest score first"))
  }

  @Test func aNameThatIsALettersKeepsItsMeaning() throws {
    // y names the targets here, so that the probabilities get another letter.
    let lines = lines(
      try steps(
        "z = [1, 2]; y = [0, 1]; L = softmax_cross_entropy(z, y)", [.softmaxCrossEntropy]))
    #expect(lines[1].hasSuffix("= sᵢ − yᵢ"))
    #expect(lines[0].hasPrefix("sₖ = "))
  }
}
