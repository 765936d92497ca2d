import Testing

@testable import Derivation

@Suite struct TensorStepTests {
  private static let layer = """
    X = [[1, 2], [3, 4]]
    W = [[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]]
    b = [1, 2, 3]
    Y = affine(X, W, b)
    L = sum(Y)
    """

  private func text(_ graph: String) throws -> [String] {
    let derivation = Derivation(try trace(graph), language: .english)
    return (derivation.forward + derivation.backward).flatMap(\.equations).flatMap {
      PlainTextWriter().lines($0, width: 76)
    }
  }

  @Test func shapesStandUnderTheFactors() throws {
    let lines = try text(Self.layer)
    let rule = try #require(lines.firstIndex { $0.hasPrefix("∂L/∂X") })
    #expect(lines[rule] == "∂L/∂X = ∂L/∂Y ·  Wᵀ")
    #expect(lines[rule + 1] == "(2,2)   (2,3)   (3,2)")
    let weights = try #require(lines.firstIndex { $0.hasPrefix("∂L/∂W") })
    #expect(lines[weights] == "∂L/∂W =  Xᵀ   · ∂L/∂Y")
    #expect(lines[weights + 1] == "(2,3)   (2,2)   (2,3)")
    let bias = try #require(lines.firstIndex { $0.hasPrefix("∂L/∂b") })
    #expect(lines[bias] == "∂L/∂b = ∑ᵢ ∂L/∂Y = ∑ᵢ [[1, 1, 1], [1, 1, 1]] = [2, 2, 2]")
    #expect(lines[bias + 1] == " (3)       (2,3)")
  }

  @Test func aSumGivesAsManyOnes() throws {
    #expect(
      try text("X = [[1, 2], [3, 4]]; L = sum(X)").last
        == "∂L/∂X = ∂L/∂L · 𝟏₂ₓ₂ = 1 · 𝟏₂ₓ₂ = [[1, 1], [1, 1]]")
  }

  /// The targets' sum is left out where it is 1, and only there.
  @Test func targetsThatSumToOneSimplifyTheRule() throws {
    let rule = { (targets: String) in
      let step = try self.text(
        "z = [1, 2, 4]; const t = \(targets); L = softmax_cross_entropy(z, t)")
      return step.joined(separator: "\n")
    }
    for targets in ["[0, 1, 0]", "[0.2, 0.7, 0.1]"] {
      let text = try rule(targets)
      #expect(text.contains("∂L/∂L · (softmax(z) · (∑ t) − t)"))
      #expect(text.contains("= ∂L/∂L · (softmax(z) − t)   ∑ t = 1"))
      #expect(text.contains("= 1 · (softmax([1, 2, 4]) − \(targets))"))
    }
    let text = try rule("[0, 1, 1]")
    #expect(!text.contains("∑ t = 1"))
    #expect(text.contains("= 1 · (softmax([1, 2, 4]) · (∑ [0, 1, 1]) − [0, 1, 1])"))
  }

  @Test func entriesThatWereTakenReceiveTheGradient() throws {
    let lines = try text("X = [[1, 2], [3, 4]]; L = X[1, 0] * 3")
    #expect(lines.contains { $0.hasPrefix("∂L/∂X[1, 0] = ") && $0.hasSuffix("= 3") })
    #expect(lines.last == "∂L/∂X = [[0, 0], [3, 0]]")
  }

  @Test func theCaseThatHoldsIsWorkedOut() throws {
    let lines = try text("x = -2; y = leaky_relu(x, slope=0.1)")
    #expect(lines[0] == "y = {x (x > 0); 0.1 · x (x ≤ 0)} = 0.1 · (−2) = −0.2")
  }

  @Test func largeTensorsShowTheirEnds() throws {
    let row = (1...9).map(String.init).joined(separator: ", ")
    let lines = try text("u = [\(row)]; v = u * 2; L = sum(v)")
    #expect(lines[0] == "v = u · 2 = [2, 4, 6, ⋯, 18]")
    #expect(lines[1] == "                  (9)")
    #expect(lines[2] == "L = ∑ v = 90")
  }
}
