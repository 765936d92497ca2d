import Autodiff
import Testing

@testable import GraphLanguage

/// Numbers that are written by their names.
@Suite struct ConstantTests {
  static let cases: [(String, Double)] = [
    ("y = pi", Double.pi), ("y = 2 * pi / 4", Double.pi / 2), ("y = -e", -2.718281828459045),
    ("x = 2; y = x * e", 5.43656365691809), ("x = 1; y = clip(x, -inf, inf)", 1.0),
    ("def f(a) = a * pi; y = f(2)", 2 * Double.pi), ("M = [pi, 1]; y = M[0]", Double.pi),
    ("y = inf", Double.infinity),
  ]

  @Test(arguments: cases)
  func standForNumbers(text: String, value: Double) throws {
    let result = try #require(try graph(text).result)
    #expect(result == value || abs(result - value) < 1e-7)
  }

  /// A name of the file, or of a function's parameter, goes before a constant.
  @Test func namesOfTheFileWin() throws {
    #expect(try graph("e = 2; pi = 3; inf = 4; y = e * pi * inf").result == 24)
    #expect(try graph("def f(e) = e + 1; y = f(2)").result == 3)
    #expect(
      errors("e = e + 1").contains { $0.contains("a name cannot stand in its own definition") })
  }

  @Test func areKeptAsTheyWereWritten() throws {
    let graph = try graph("x = 3; y = x * (pi / 2)")
    let written = graph.tape.annotations.written.values.compactMap { $0[0] }
    #expect(written == [.arithmetic(.constant(.pi), .over, .number(2))])
  }
}
