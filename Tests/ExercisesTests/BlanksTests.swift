import Autodiff
import Derivation
import GraphLanguage
import Testing

@testable import Exercises

struct BlanksTests {
  private func trace(_ text: String, set: [String] = []) throws -> Trace<Double> {
    let settings = set.map { GraphInputs.Setting($0, place: "--set") }
    let graph = try parseGraph(
      Array(text.utf8), file: "<test>", inputs: GraphInputs(settings: settings)
    ).get()
    return graph.tape.backward(from: graph.output, upstream: graph.upstream)
  }

  private static let apples =
    "apple = 100; count = 2; tax = 1.1; price = apple * count; total = price * tax"

  @Test func applesHaveTheirNumbersInTheOrderOfThePasses() throws {
    let blanks = Blanks(try trace(Self.apples), .all)
    #expect(
      blanks.map(\.id) == [
        "value:price", "value:total", "gradient:price", "gradient:tax", "gradient:count",
        "gradient:apple",
      ])
    #expect(blanks.map(\.printed) == [["200"], ["220"], ["1.1"], ["200"], ["110"], ["2.2"]])
    #expect(blanks.map(\.letter) == ["(a)", "(b)", "(c)", "(d)", "(e)", "(f)"])
  }

  @Test func aSumComesBehindItsProducts() throws {
    let blanks = Blanks(try trace("x = 3; y = x * x"), .gradients)
    #expect(blanks.map(\.id) == ["product:y/0", "product:y/1", "gradient:x"])
    #expect(blanks.map(\.printed) == [["3"], ["3"], ["6"]])
    #expect(blanks.gradient(of: NodeID(0))?.index == 2)
    #expect(blanks.along(.init(to: NodeID(1), slot: 1))?.index == 1)
  }

  @Test func idsDoNotDependOnNumbers() throws {
    let graph = "x = [1, 2]; w = [3, -4]; b = 1; y = relu(sum(x * w) + b) * b"
    let ids = Blanks(try trace(graph), .all).map(\.id)
    #expect(ids == Blanks(try trace(graph, set: ["x=[0, 0]", "b=-7"]), .all).map(\.id))
    #expect(Set(ids).count == ids.count)
    // What is written before it names the same nodes.
    let longer = Blanks(try trace("q = 2; r = q * q + 1; " + graph), .all).map(\.id)
    #expect(Set(ids).subtracting(longer).isEmpty)
  }

  @Test(arguments: BlankSelection.allCases)
  func eachArrowWithANumberHasItsBlank(_ selection: BlankSelection) throws {
    let trace = try trace("x = 2; const k = 3; y = x * k + x^2; z = exp(y); L = y * x + k")
    let blanks = Blanks(trace, selection)
    for arrow in trace.edges {
      let place = Blank.Arrow(to: arrow.to, slot: arrow.slot)
      let isAsked = selection.includesGradients && arrow.gradient.tensor != nil
      #expect((blanks.along(place) != nil) == isAsked)
    }
    for node in trace.nodes {
      let isAsked = selection.includesValues && trace.role(of: node) == .operation
      #expect((blanks.value(of: node) != nil) == isAsked)
    }
  }

  @Test func lettersGoOnBehindZ() {
    #expect(
      [0, 25, 26, 51, 52, 701, 702].map(Blank.letters) == ["a", "z", "aa", "az", "ba", "zz", "aaa"])
  }

  @Test func whatOnlyRoundingLeavesIsZero() throws {
    let blanks = Blanks(try trace("a = 0.1; b = 0.2; c = 0.3; y = a + b - c"), .values)
    #expect(blanks.last?.answer.scalar == 0)
  }
}
