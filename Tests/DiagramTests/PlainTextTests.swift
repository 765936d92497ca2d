import Testing

@testable import Diagram

/// What figures say where there is no room for mathematics: DOT, the document of places.
@Suite struct PlainTextTests {
  private let graph = """
    x = 2; M = [[1, 2], [3, 4]]; x_hat = 3
    r = sqrt(x) + x_hat^2 + 1/x; L = r * sum(M * M)
    """

  @Test func dotKeepsMathematics() throws {
    let dot = try figure(graph, FigureOptions(namesGradients: true)).dotDocument()
    #expect(dot.contains("label=\"√x\""))
    #expect(dot.contains("label=\"x²\""))
    #expect(dot.contains("label=\"x\u{302}\""))
    #expect(dot.contains("[[1, 2], [3, 4]]"))
    #expect(dot.contains("label=\"∂L/∂r = 30\""))
    #expect(dot.contains("fixedsize=shape"))
    for sign in ["+", "×"] { #expect(dot.contains("label=\"\(sign)\"")) }
  }

  @Test func labelsSayWhatIsWritten() throws {
    let texts = try figure(graph).labelBoxes.map(\.text)
    #expect(texts.contains { $0.hasPrefix("r = 10.9") })
    #expect(texts.contains("[[1, 2], [3, 4]]"))
    #expect(
      texts.contains(
        "[[21.83, 43.66], [65.49, 87.31]] = [[10.91, 21.83], [32.74, 43.66]]"
          + " + [[10.91, 21.83], [32.74, 43.66]]") || texts.contains { $0.contains("]] + [[") })
  }
}
