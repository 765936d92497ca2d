import Autodiff
import Testing

@testable import Derivation

/// Tensors with up to four axes: no line refers to itself, and no shape stands for a value.
@Suite struct RankFourTests {
  private static let graphs = [
    "X = [[[[1, 2]], [[3, 4]]]]; y = sum(X * X + X)",
    "X = [[[1, 2], [3, 4]], [[5, 6], [7, 8]]]; y = sum(X * X * X * X * X)",
    "X = reshape([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2]); y = sum(X * [[[1, 2], [3, 4]]] - X)",
    "x = [1, 2, 3, 4, 5, 6, 7]; y = sum(x / (x + [1, 1, 1, 1, 1, 1, 2]) + x * x)",
    "X = [[1, 2, 3, 4, 5, 6, 7]]; y = sum(X @ X.T + sum(X * X))",
    "x = 2; y = " + Array(repeating: "x * x", count: 9).joined(separator: " + "),
  ]

  @Test(arguments: graphs) func everyLineSaysNumbers(graph: String) throws {
    var audit = Audit(digits: 4)
    let trace = try trace(graph)
    let derivation = Derivation(trace, language: .english)
    let leaves = trace.nodes.filter { trace.role(of: $0) == .variable }
    let steps =
      derivation.forward + derivation.backward + derivation.chains(of: leaves).flatMap(\.steps)
    for equation in steps.flatMap(\.equations) {
      let left = PlainTextWriter().text(equation.left)
      let links = equation.links.map { PlainTextWriter().text($0.math) }
      #expect(!links.isEmpty && !links.contains(left), "\(left)")
      for link in links {
        #expect(!link.hasSuffix("∑ " + left), "\(left) = \(link)")
        #expect(!link.contains("[") || !link.contains("×"), "\(link)")
      }
      if !links.contains(where: { $0.contains("⋯") || $0.contains("[[[") }) {
        try audit.read(equation)
      }
    }
    #expect(audit.faults == [])
  }
}
