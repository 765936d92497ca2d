import Autodiff
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
        == "∂L/∂X = 𝟏₂ₓ₂ = [[1, 1], [1, 1]]")
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
      #expect(text.contains("∂L/∂z = softmax(z) · (∑ t) − t"))
      #expect(text.contains("= softmax(z) − t   ∑ t = 1"))
      #expect(text.contains("= softmax([1, 2, 4]) − \(targets)"))
    }
    let text = try rule("[0, 1, 1]")
    #expect(!text.contains("∑ t = 1"))
    #expect(text.contains("= softmax([1, 2, 4]) · (∑ [0, 1, 1]) − [0, 1, 1]"))
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

  /// A sum of arrows names its parts, and never itself.
  @Test func arrowsOfLargeTensorsAreAddedUpByName() throws {
    let lines = try text("x = [1, 2, 3, 4, 5, 6, 7]; y = sum(x * x)")
    #expect(lines.contains("∂y/∂x = (∂y/∂x)₁ + (∂y/∂x)₂ = [2, 4, 6, ⋯, 14]"))
    #expect(!lines.contains { $0.contains("∑ ∂y/∂x") })
    let many = try text("x = 2; y = " + Array(repeating: "x", count: 14).joined(separator: " + "))
    #expect(many.contains("∂y/∂x = (∂y/∂x)₁ + (∂y/∂x)₂ + ⋯ + (∂y/∂x)₁₄ = 14"))
    let some = try text("X = [[[1, 2]], [[3, 4]]]; y = sum(X * X * X)")
    #expect(
      some.contains(
        "∂y/∂X = (∂y/∂X)₁ + (∂y/∂X)₂ + (∂y/∂X)₃ = [[[3, 12]], [[27, 48]]]"))
  }

  /// Numbers that are not written out in full are never their shape.
  @Test func largeConstantsShowTheirNumbers() throws {
    let row = try text("x = [1, 2, 3, 4, 5, 6, 7]; y = sum(x + [1, 2, 3, 4, 5, 6, 8])")
    #expect(
      row.prefix(2) == [
        "u₁ = x + [1, 2, 3, ⋯, 8] = [2, 4, 6, ⋯, 15]", "               (7)               (7)",
      ])
    let cube = try text("x = [1, 2]; y = sum(x * [[[1, 2], [3, 4]]])")
    #expect(
      cube[0].hasSuffix("u₁    =  x  ∘ [[[1, 2], [3, 4]]] = [[[1, 4], [3, 8]]]"), "\(cube[0])")
    let large = try text("x = 2; y = sum(x * reshape([1, 2, 3, 4, 5, 6, 7, 8], [2, 1, 4]) ^ 2)")
    for line in row + cube + large { #expect(!line.contains("×") && !line.contains("[7]")) }
    #expect(large.contains { $0.contains("[[[1, 4, 9, 16]], [[25, 36, 49, 64]]]") })
    let deep = numbers(ofExtents: [2, 7, 8])
    #expect(deep == "[[[0, 1, 2, ⋯, 7], ⋯], ⋯]")
    #expect(numbers(ofExtents: [1, 1, 2]) == "[[[0, 1]]]")
    #expect(numbers(ofExtents: [1, 2, 1, 2]) == "[[[[0, 1]], [[2, 3]]]]")
    #expect(numbers(ofExtents: [2, 1, 2, 1]) == "[[[[0], [1]]], [[[2], [3]]]]")
  }

  private func numbers(ofExtents extents: [Int]) -> String {
    let shape = Shape(extents)
    let tensor = Tensor(shape: shape, elements: (0..<shape.count).map(Double.init))
    return PlainTextWriter().text(TensorSetter(numerals: Numerals()).set(tensor))
  }
}
