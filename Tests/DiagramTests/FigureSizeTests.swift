import Autodiff
import Scene
import Testing

@testable import Diagram

/// Counts the letters that are measured.
private final class CountingMeasure: TextMeasuring {
  private(set) var letters = 0

  func extent(of text: String, in style: TextStyle) -> TextExtent {
    letters += text.utf8.count
    let width = Double(text.utf8.count) * style.size / 2
    return TextExtent(
      advance: width, ascent: style.size * 0.8, descent: style.size * 0.2,
      ink: Rect(x: 0, y: -style.size * 0.7, width: width, height: style.size * 0.7))
  }
}

@Suite struct FigureSizeTests {
  private func recorded(_ build: (Tape<Double>) -> NodeID) -> Trace<Double> {
    let tape = Tape<Double>()
    return tape.backward(from: build(tape))
  }

  private func chain(_ length: Int) -> Trace<Double> {
    recorded { tape in
      (0..<length).reduce(tape.leaf(Tensor(1))) { y, _ in tape.recordScalar(.tanh, y) }
    }
  }

  private func excess(
    _ trace: Trace<Double>, memory: Int? = nil, resized: Bool = false
  ) -> FigureExcess? {
    do throws(FigureExcess) {
      try FigureSize(trace, options: FigureOptions()).check(memory: memory, resized: resized)
      return nil
    } catch {
      return error
    }
  }

  @Test func nodesAndArrowsAreThoseOfTheFigure() throws {
    let trace = try DiagramTests.trace(Lesson.calls)
    let options = FigureOptions()
    let (size, plan) = (FigureSize(trace, options: options), FigureGraph(trace, options: options))
    #expect(size.nodes == plan.nodes.count && size.edges == plan.edges.count)
    #expect(size.layered.items >= size.nodes && size.bytes > 4_000 * size.nodes)
  }

  @Test func figuresThatAreTooLargeAreRefused() {
    #expect(excess(chain(1_000)) == nil)
    let many = recorded { tape in
      let x = tape.leaf(Tensor(1))
      return (0..<20_001).map { _ in tape.recordScalar(.add, x, x) }.last ?? x
    }
    #expect(excess(many) == .arrows(40_002))
    #expect(excess(chain(FigureLimits.nodes)) == .nodes(FigureLimits.nodes + 1))
  }

  /// A line of nodes is longer than coordinates can say long before there are too many of them;
  /// shrunk to a width, it is not.
  @Test func aLineThatIsTooLongIsRefused() {
    let long = chain(60_000)
    guard case .length(let nodes) = excess(long) else {
      Issue.record("60,000 nodes in a line are drawn")
      return
    }
    #expect((60_000...60_003).contains(nodes))
    #expect(excess(long, resized: true) == nil)
  }

  @Test func aFigureThatFindsNoMemoryIsRefused() {
    let trace = chain(5_000)
    let needed = FigureSize(trace, options: FigureOptions()).bytes
    #expect(excess(trace, memory: needed) == nil)
    #expect(
      excess(trace, memory: needed - 1) == .memory(needed: needed, available: needed - 1))
  }

  /// Each step shows all of a figure: their pictures grow with the square of it.
  @Test func stepsThatFindNoMemoryAreRefused() {
    let size = FigureSize(chain(500), options: FigureOptions())
    let needed = 2_500 * (size.nodes + size.edges) * 1_000
    #expect(throws: FigureExcess.memory(needed: needed, available: needed - 1)) {
      try size.check(steps: 1_000, memory: needed - 1)
    }
    #expect(throws: Never.self) { try size.check(steps: 1_000, memory: needed) }
  }

  @Test func bothLanguagesSayWhatIsTooLarge() {
    let cases: [(FigureExcess, en: String, ko: String)] = [
      (.nodes(300_000), "300000 nodes", "노드 300000개"),
      (.arrows(40_002), "40002 arrows", "화살표가 40002개"),
      (.length(nodes: 60_000), "60000 nodes one after the other", "60000개가 한 줄로"),
      (.items(5_000_000), "5000000 pieces", "5000000조각"),
      (.memory(needed: 900 << 20, available: 100 << 20), "about 900 MB", "약 900 MB"),
    ]
    for (excess, en, ko) in cases {
      #expect(excess.message[.english].contains(en) && excess.message[.korean].contains(ko))
    }
  }

  /// A name of a megabyte is measured a few times, not once for each place or size that it could
  /// have.
  @Test func aMegabyteOfNameIsMeasuredAFewTimes() throws {
    let name = String(repeating: "abcdefghi ", count: 100_000)
    let trace = try DiagramTests.trace("x = 3\nlabel x \"\(name)\"\nlayer \"\(name)\"\ny = x * 2")
    let measure = CountingMeasure()
    let figure = GraphFigure(trace, measuring: measure)
    #expect(figure.scene.size.width > 1_000_000)
    #expect(measure.letters < 20 * name.utf8.count)
  }
}
