import Testing

@testable import SnippetImport

/// Lines of Python as lines of the graph language.
@Suite struct SnippetTranslationTests {
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

  @Test(arguments: [
    ("x = 3\ny = x ** 2 + 1", ["x = 3", "y = x^2 + 1"]),
    (
      "x = np.array([1., 2.])\ny = -np.exp(x).sum(axis=0)",
      ["x = [1, 2]", "y = -sum(exp(x), axis=0)"]
    ),
    ("a = Value(2.0, label='a'); b = a.tanh()", ["a = 2.0", "b = tanh(a)"]),
    ("x = 1\nx += 2 * 3\nx *= x", ["x = 1", "x_2 = x + (2 * 3)", "x_3 = x_2 * x_2"]),
    ("a, b = 1, 2\na, b = b, a", ["a = 1", "b = 2", "a_2 = b", "b_2 = a"]),
    ("x = 2\ny = np.matmul(x, x.T) / np.maximum(x, 0)", ["x = 2", "y = (x @ x.T) / max(x, 0)"]),
    ("x = [1]\ny = x.dot(x) + np.dot(x, x)", ["x = [1]", "y = (x @ x) + (x @ x)"]),
    ("x = 1\nz = torch.cat([x, x], dim=1)", ["x = 1", "z = concat(x, x, axis=1)"]),
    ("x = 1\nz = x.view(2, -1)[:, ::2]", ["x = 1", "z = reshape(x, [2, -1])[:, ::2]"]),
    ("x = (1 +\n  2)  # three", ["x = (1 + 2)"]),
  ])
  func isTranslated(_ text: String, _ lines: [String]) throws {
    #expect(try graph(text) == lines)
  }

  @Test func gradientsStandWhereTheSnippetAsksForThem() throws {
    let lines = try graph(
      """
      import torch
      x = torch.tensor([1.0, 2.0])
      w = torch.tensor([0.5, -1.0], requires_grad=True)
      v = nn.Parameter(torch.zeros(2))
      loss = (w * x + v).sum()
      other = loss * 2
      loss.backward()
      print(w.grad)
      """)
    #expect(lines[0] == "const x = [1.0, 2.0]" && lines[1] == "w = [0.5, -1.0]")
    #expect(lines[2] == "param v = zeros(2)" && lines.last == "output loss")
  }

  @Test func everyLineThatCannotBeTranslatedIsNamed() {
    let found = complaints(
      """
      import os
      os.system("rm -rf /")
      x = np.random.randn(3)
      y = 7 // 2
      for i in [1, 2]:
          z = i
      w = __import__("os")
      q = undefined + 1
      s = f"{q}"
      x.y = 3
      n = 1j
      """)
    #expect(found.map(\.place.line) == [2, 3, 4, 5, 7, 8, 9, 10, 11])
    #expect(found.allSatisfy { $0.message.english != $0.message.korean })
    #expect(found[1].message.english.contains("normal(0, 1, shape=[2, 3])"))
  }

  /// Nothing in a snippet brings the reader down.
  @Test(arguments: [
    "x = " + String(repeating: "(", count: 100_000),
    "x = " + String(repeating: "-", count: 100_000),
    "x = [", "x = 'abc", "= 3", "x =", "x = 1 2", "x = a.", "x[0] = 1", "x = 3 if 1 else 2", "\\",
    "x = {1: 2}", "x = lambda: 3", "a = b = 1", "x = 1..2", "\u{0}", "x = y[1", "a, b = 1",
  ])
  func whatIsNoPythonIsRefused(_ text: String) {
    #expect(complaints(text).count == 1)
  }
}
