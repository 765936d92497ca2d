import Scene
import Testing

@testable import Diagram

/// The marks by which a page finds a figure's numbers.
@Suite struct NumberMarkTests {
  private func marks(_ text: String) throws -> (figure: GraphFigure, names: [String]) {
    var options = FigureOptions()
    options.namesNumbers = true
    let figure = try figure(text, options)
    let names = figure.scene.layers.flatMap(\.items).compactMap { item -> String? in
      guard case .text(let text) = item, text.number?.width != nil else { return nil }
      return text.number?.name
    }
    return (figure, names)
  }

  @Test func everyNumberSaysWhatItIsOf() throws {
    let (figure, names) = try marks("x = 3; y = 2; z = x * y; L = z + x")
    #expect(figure.canFollow)
    for name in ["v0.0", "v1.0", "v2.0", "v3.0", "c2.0.0", "c2.1.0", "c3.0.0", "c3.1.0"] {
      #expect(names.contains(name), "\(name)")
    }
    // The sum at x: what it comes to, its relation, and a term with its sign.
    #expect(names.filter { $0.hasPrefix("s0 ") }.count == 4)
    #expect(names.contains("s0 g0.0") && names.contains("s0 =g0"))
    #expect(names.count { $0.hasPrefix("s0 +c") } == 1)
  }

  @Test func entriesOfTensorsAreCountedThrough() throws {
    let (figure, names) = try marks("x = [[1, 2], [3, 0.00001]]; y = sum(x * x)")
    #expect(figure.canFollow)
    for entry in 0..<4 { #expect(names.contains("v0.\(entry)")) }
    #expect(!names.contains("v0.4"))
  }

  /// What is drawn for these numbers alone keeps a figure as it is.
  @Test(arguments: [
    "x = 0; y = relu(x)", "x = [1, -2]; y = sum(relu(x) * 0)", "x = zeros([9, 9]); y = sum(x)",
  ]) func marksOfTheirOwnStayTrue(_ text: String) throws {
    #expect(try !marks(text).figure.canFollow)
  }

  @Test func othersHaveNone() throws {
    let items = try figure("x = 3; y = x * x", FigureOptions()).scene.layers.flatMap(\.items)
    #expect(
      items.allSatisfy { if case .text(let text) = $0 { text.number == nil } else { true } })
  }
}
