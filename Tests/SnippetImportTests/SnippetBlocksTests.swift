import Testing

@testable import SnippetImport

/// Loops and functions of Python as those of the graph language.
@Suite struct SnippetBlocksTests {
  private func graph(_ text: String) throws -> [String] {
    try SnippetTranslation.graph(of: text).text.split(separator: "\n").map(String.init)
  }

  private func complaints(_ text: String) -> [SnippetComplaint] {
    do {
      _ = try SnippetTranslation.graph(of: text)
      return []
    } catch {
      return error.complaints
    }
  }

  /// A name that is assigned again in a loop stays one name; what several names become is worked out
  /// before any of them changes.
  @Test func loopsCountWholeNumbers() throws {
    let text = """
      n = 3
      h = torch.tensor(0.5)
      for t in range(n):
          h = torch.tanh(h * t)  # again
          for k in range(4, 0, -2): h += k; h = h / 2
      y = h * h
      """
    #expect(
      try graph(text) == [
        "n = 3", "h = 0.5", "for t in 0:3 {", "  h = tanh(h * t)", "  for k in 4:0:-2 {",
        "    h = h + k", "    h = h / 2", "  }", "}", "y = h * h",
      ])
    #expect(
      try graph("a = 1\nb = 1\nfor _ in range(5):\n\ta, b = b, a + b") == [
        "a = 1", "b = 1", "for _ in 0:5 {", "  a_next = b", "  b_next = a + b", "  a = a_next",
        "  b = b_next", "}",
      ])
  }

  @Test func functionsKeepTheirOwnNames() throws {
    let text = """
      def layer(x: Tensor, w, b) -> Tensor:
          \"\"\"One layer.\"\"\"
          x = x @ w
          x = x + b
          return torch.relu(x)

      def softmax(z):
          e = np.exp(z - np.max(z)); s = e.sum()
          return e / s, s

      x = np.array([1., 2.])
      y = layer(x, b=0.5, w=2 * np.eye(2))
      p, s = softmax(y)
      q = F.softmax(y, dim=0)
      """
    #expect(
      try graph(text) == [
        "def layer(x, w, b) {", "  x_2 = x @ w", "  x_3 = x_2 + b", "  return relu(x_3)", "}",
        "def softmax_own(z) {", "  e = exp(z - max(z))", "  s = sum(e)", "  return e / s, s", "}",
        "x = [1, 2]", "y = layer(x, 2 * eye(2), 0.5)", "p, s = softmax_own(y)",
        "q = softmax(y, axis=0)",
      ])
  }

  /// The file's own body is read, and what computes nothing is named.
  @Test func whatComputesNothingIsNamed() throws {
    let text = """
      x = 3
      assert x > 2, f"x is {x}"
      if __name__ == "__main__":
          y = x ** 2
          print(f"y = {y:.2f}")
      """
    let (graph, skipped) = try SnippetTranslation.graph(of: text)
    #expect(graph == "x = 3\ny = x^2\n")
    #expect(skipped.map(\.word) == ["assert", "print"])
    #expect(skipped.map(\.place.line) == [2, 5])
  }

  @Test(arguments: [
    // Where another value would be read than in Python, nothing is translated.
    ("w = 2\ndef f(x): return w * x\nw = 3\ny = f(1)", 3),
    ("y = f(3)\ndef f(x): return x", 1), ("def f(x): return g(x)\ndef g(x): return x", 1),
    ("def f(x):\n  y = w * x\n  w = 2\n  return y", 2),
    ("for i in range(3):\n  x = i\ny = i", 3), ("for i in range(3): i = 2", 1),
    ("n = 2\nfor i in range(2):\n  for k in range(n): x = k\n  n = 3", 3),
    // What has no counterpart.
    ("for x in [1, 2]: y = x", 1), ("for i in range(2.5): y = i", 1),
    ("for i, x in enumerate(xs):\n  y = x", 1), ("while True:\n  y = 3", 1),
    ("def f(x, *more): return x", 1), ("def f(x=2): return x", 1), ("def f(x): y = x", 1),
    ("def f(): return 3", 1), ("def f(x): return x\ny = f(1, 2)", 2),
    ("def f(x): return x\ny = f(z=1)", 2), ("def f(x): return x\ndef f(x): return 2 * x", 2),
    ("def f(x):\n  return x\n  y = x", 3), ("x = 3\nif x > 2:\n  y = x", 2), ("return 3", 1),
    ("for i in range(3):\ny = 2", 1), ("for i in range(3):\n  x = 1\n   y = 2", 3),
    ("class A:\n  x = 1\n  def f(self): return 2", 1), ("x = f\"{3}\"", 1),
    ("with torch.no_grad():\n  y = 3", 1), ("@torch.jit.script\ndef f(x): return x", 1),
  ])
  func whatWouldNotBeExactIsRefused(_ text: String, line: Int) {
    let found = complaints(text)
    #expect(found.first?.place.line == line, "\(text): \(found.map(\.message.english))")
  }

  @Test func deepBlocksEnd() {
    let text = (0..<2_000).map { String(repeating: " ", count: $0) + "for i in range(1):" }
    #expect(!complaints(text.joined(separator: "\n")).isEmpty)
  }
}
