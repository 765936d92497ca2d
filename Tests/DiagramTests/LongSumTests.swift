import Scene
import Testing

@testable import Diagram

/// Sums of many terms as one node.
@Suite struct LongSumTests {
  private let neuron = """
    w1 = 1; w2 = 2; w3 = 3; x1 = 4; x2 = 5; x3 = 6; b = 7
    z = w1 * x1 + w2 * x2 + w3 * x3 + b; y = tanh(z)
    """

  private func symbols(_ figure: GraphFigure) -> [String] {
    zip(figure.plan.graph.nodes, figure.plan.faces).filter { $0.0.kind == .operation }
      .map { $0.1.plainText }
  }

  @Test func aSumOfFourTermsIsOneNode() throws {
    let figure = try self.figure(neuron)
    #expect(symbols(figure) == ["×", "×", "×", "∑", "tanh"])
    let plan = figure.plan
    let sum = try #require(plan.graph.nodes.firstIndex { $0.terms == 4 })
    let terms = plan.graph.edges.filter { $0.to == sum }
    #expect(terms.map(\.slot) == [0, 1, 2, 3])
    // Each arrow has the value and the gradient of its own term.
    #expect(terms.map { plan.trace.value(of: $0.source).scalar } == [4, 10, 18, 7])
    #expect(Set(terms.map { $0.gradient.scalar }).count == 1)
    #expect(figure.scene.words(in: "forward").contains("39"))
  }

  @Test func itIsOpenedWhereThatIsAskedFor() throws {
    var options = FigureOptions()
    options.opensSums = true
    #expect(symbols(try figure(neuron, options)) == ["×", "×", "+", "×", "+", "+", "tanh"])
  }

  @Test func partsThatMeanSomethingStay() throws {
    // A partial sum with a name, one that is used twice, and a sum of three terms.
    let named = "a = 1; b = 2; c = 3; d = 4; p = a + b; y = p + c + d"
    #expect(symbols(try figure(named)) == ["+", "+", "+"])
    let twice = "a = 1; b = 2; c = 3; p = a + b + c; y = p * p"
    #expect(symbols(try figure(twice)) == ["+", "+", "×"])
    // Brackets and the same term again change nothing.
    let nested = "a = 1; b = 2; y = (a + b) + ((a + b) + a)"
    let figure = try self.figure(nested)
    #expect(symbols(figure) == ["∑"])
    #expect(
      figure.plan.graph.edges.filter { !$0.isExit }.map { $0.source.index } == [0, 1, 0, 1, 0])
  }

  @Test func sumsDoNotReachOutOfTheirBand() throws {
    let text = """
      def f(x, y) = x + y + x
      a = 1; b = 2; L = f(a, b) + a + b
      """
    let figure = try self.figure(text, FigureOptions(groups: .expanded))
    #expect(symbols(figure) == ["+", "+", "+", "+"])
    // A collapsed call is a term.
    let collapsed = "def f(x, y) = x + y + x\na = 1; b = 2; L = f(a, b) + a + b + a"
    #expect(symbols(try self.figure(collapsed, FigureOptions(groups: .collapsed))) == ["∑"])
  }

  private func figure(
    _ text: String, _ options: FigureOptions = FigureOptions()
  ) throws -> GraphFigure {
    GraphFigure(try trace(text), options: options, measuring: MonospaceMeasure())
  }

  @Test func aLongSumHoldsAllItsArrows() throws {
    let text = "x = 1; y = " + (1...40).map { "\($0) * x" }.joined(separator: " + ")
    let figure = try self.figure(text)
    let sum = try #require(figure.plan.graph.nodes.firstIndex { $0.terms == 40 })
    #expect(figure.plan.faces[sum].size.height > 40 * Pen.pairDistance)
    // On a worksheet the factors of every term stand there: 1 from above, 1 of the sum; and those of
    // 1 · x.
    let products = try self.figure(text, FigureOptions(blank: .products)).labelBoxes
    #expect(products.filter { $0.text.hasPrefix("1 · 1 =") }.count == 41)
  }
}
