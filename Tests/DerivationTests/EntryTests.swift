import Testing

@testable import Derivation

@Suite struct EntryTests {
  private func lines(_ graph: String, _ name: String, _ index: [Int]) throws -> [String] {
    let trace = try trace(graph)
    let node = try #require(trace.annotations.node(named: name))
    let step = Derivation(trace, language: .english).entryStep(Entry(node: node, index: index))
    return step.equations.map { PlainTextWriter().text($0.math) } + step.notes.map(\.text)
  }

  private static let layer = """
    X = [[1, 2], [3, 4], [0, 1]]; W = [[0.1, 0.2], [0.4, 0.5]]
    Y = X @ W; L = sum(Y * [[1, 2], [3, 4], [5, 6]])
    """

  @Test func aWeightSumsOverTheRows() throws {
    #expect(
      try lines(Self.layer, "W", [1, 0]) == [
        "∂L/∂W[1, 0] = ∑ᵢ ∂L/∂Y[i, 0] · X[i, 1] = 1 · 2 + 3 · 4 + 5 · 1 = 2 + 12 + 5 = 19"
      ])
  }

  @Test func anInputSumsOverTheColumns() throws {
    #expect(
      try lines(Self.layer, "X", [2, 1])[0]
        == "∂L/∂X[2, 1] = ∑ⱼ ∂L/∂Y[2, j] · W[1, j] = ∂L/∂Y[2, 0] · W[1, 0] + ∂L/∂Y[2, 1] · W[1, 1]"
        + " = 5 · 0.4 + 6 · 0.5 = 2 + 3 = 5")
  }

  @Test func zerosAreCountedAndNotWritten() throws {
    let lines = try lines(Self.layer, "W", [0, 1])
    #expect(lines[0].hasSuffix("= 2 · 1 + 4 · 3 = 2 + 12 = 14"))
    #expect(lines[1] == "1 of 3 terms is 0 and left out.")
  }

  @Test func whatIsNotOnAPathIsZero() throws {
    #expect(try lines("a = [1, 2]; b = [3, 4]; L = sum(b)", "a", [0]) == ["∂L/∂a[0] = 0"])
  }

  @Test func manyTermsAreLinesOfTheirOwn() throws {
    let row = (1...8).map(String.init).joined(separator: ", ")
    let lines = try lines("u = [\(row)]; c = [0.5]; L = sum(u * c)", "c", [0])
    #expect(lines.count == 9)
    #expect(
      lines[7] == "∂L/∂v₁[7] · u[7] = 1 · 8 = 8"
        && lines[8]
          == "∂L/∂c[0] = ∂L/∂v₁[0] · u[0] + ∂L/∂v₁[1] · u[1] + ⋯ + ∂L/∂v₁[7] · u[7] = 36"
    )
  }

  /// What is left of a softmax's terms is rounding, but not of the terms as they stand in the line: to
  /// fourteen digits they come to 2·10⁻¹⁵.
  @Test func termsThatComeToZeroOnlyNearlySaySo() throws {
    let lines = try lines(
      "Q = [[[[1.22, -3.29, -1.25]], [[-0.29, -3.44, 2.21]]]]; L = sum(softmax(Q))", "Q",
      [0, 0, 0, 0])
    #expect(lines[0].hasSuffix("≈ 0"), "\(lines)")
  }

  /// 1 − s of the second column has three digits left: taken from the rule, ∂y/∂z[0] would be −0.5006.
  @Test func whatARuleLosesTheBackwardPassHas() throws {
    let lines = try lines("z = [-30, 0, -30]; y = softmax_loss(z, [0, 0, 1]); L = 2 * y", "z", [0])
    #expect(lines[0] == "∂L/∂z[0] = ∂L/∂y · ∂y/∂z[0] = 2 · (−0.5) = −1")
  }
}
