import Autodiff
import Derivation
import Diagram
import GraphLanguage
import Scene
import Synchronization
import Wording

/// A result of a lesson's graph and its derivative, drawn over one leaf or one entry of it: what the
/// engine computes at each place, forward and backward.
struct DerivativePlot {
  private let explained: ExplainedGraph
  private let request: Request
  private let result: NodeID
  private let leaf: NodeID

  /// What is to be plotted.
  struct Request: Hashable, Sendable {
    /// The name of the result.
    let result: String
    /// The name of the leaf.
    let leaf: String
    /// Which entry of the leaf moves, from 0; nil where the leaf is one number.
    let entry: Int?
    let domain: ClosedRange<Double>
    private(set) var range: ClosedRange<Double>?
    /// Where the derivative jumps.
    private(set) var jumps: [Double] = []
  }

  /// Finds what is to be plotted in a graph.
  ///
  /// - Throws: `LessonTag.Fault` where the graph has no such numbers.
  init(_ request: Request, _ explained: ExplainedGraph) throws(LessonTag.Fault) {
    let trace = explained.graph.trace
    guard let result = trace.annotations.node(named: request.result),
      let leaf = trace.annotations.node(named: request.leaf), trace.shape(of: result).count == 1
    else {
      throw LessonTag.Fault(
        en: "a plot needs a result of the graph that is one number, and a leaf",
        ko: "그래프의 결과 가운데 수 하나인 것과 변수를 써야 그릴 수 있습니다")
    }
    let shape = trace.shape(of: leaf)
    let isOneNumber =
      request.entry.map { shape.rank == 1 && (0..<shape.count).contains($0) } ?? (shape.count == 1)
    guard isOneNumber else {
      throw LessonTag.Fault(
        en: "a plot moves one number, such as 'x', or 'x[0]' where x is a vector",
        ko: "가로축은 수 하나입니다. 'x'나, x가 벡터이면 'x[0]'처럼 쓰십시오")
    }
    self.explained = explained
    self.request = request
    self.result = result
    self.leaf = leaf
  }

  /// The plot.
  func scene(_ figures: FigureWriter) -> Scene {
    let explanation = explained.explanation
    let (result, leaf) = (result, leaf)
    let entry = request.entry ?? 0
    let trace = explained.graph.trace
    let values = trace.value(of: leaf).elements
    // A graph of its own, read once, whose leaf moves from place to place.
    let moving = Mutex(try? parseGraph(explained.graph.source, file: "").get())
    @Sendable func run(_ x: Double) -> Trace<Double>? {
      moving.withLock { graph in
        guard let tape = graph?.tape else { return nil }
        var moved = values
        moved[entry] = x
        tape.setValue(of: leaf, to: moved)
        let shape = tape.shape(of: result)
        return tape.backward(from: result, upstream: Tensor(repeating: 1, shape: shape))
      }
    }
    let derivation = explanation.derivation
    let y = derivation.symbol(of: result)
    var x = derivation.symbol(of: leaf)
    // Readers count entries from 1.
    if trace.shape(of: leaf).count > 1 { x = .subscript(x, .number(String(entry + 1))) }
    let name = PlainTextWriter().text(y)
    let plot = FunctionPlot(
      ChartFrame(
        title: Bilingual(en: "\(name) and its derivative", ko: "\(name.with(.and)) 그 미분"),
        size: Size(350, 260)),
      domain: request.domain, range: request.range,
      curves: [
        .init(y) { run($0)?.value(of: result).elements[0] },
        .init(.derivative(of: y, by: x), jumps: request.jumps) {
          run($0)?.gradient(of: leaf).tensor?.elements[entry]
        },
      ])
    return plot.scene(
      in: explanation.language, numerals: derivation.numerals, measuring: figures.measure)
  }
}

extension DerivativePlot.Request {
  /// Reads `y x −4 4` or `L y[1] 0 1`, and behind it `range −1 1` and `jump 0`, where the derivative
  /// jumps.
  ///
  /// - Throws: `LessonTag.Fault` where it is none.
  init(_ words: [String]) throws(LessonTag.Fault) {
    var words = words[...]
    guard let result = words.popFirst(),
      let place = words.popFirst()?.split(separator: "[", maxSplits: 1), let leaf = place.first
    else { throw Self.misspelt }
    self.result = result
    self.leaf = String(leaf)
    // What is no number is no entry of any vector.
    entry = place.count == 2 ? Int(place[1].dropLast()) ?? -1 : nil
    domain = try Self.interval(
      &words,
      LessonTag.Fault(
        en: "a plot runs from left to right; write the smaller number first",
        ko: "그림은 왼쪽에서 오른쪽으로 그립니다. 작은 수를 먼저 쓰십시오"))
    while let word = words.popFirst() {
      switch word {
      case "range":
        range = try Self.interval(
          &words,
          LessonTag.Fault(
            en: "a plot's range runs from bottom to top; write the smaller number first",
            ko: "range는 아래에서 위로 씁니다. 작은 수를 먼저 쓰십시오"))
      case "jump": jumps.append(try Self.number(&words))
      default: throw Self.misspelt
      }
    }
  }

  private static let misspelt = LessonTag.Fault(
    en: "expected '{{plot RESULT LEAF FROM TO}}', then 'range FROM TO' or 'jump PLACE'",
    ko: "'{{plot 결과 변수 왼쪽끝 오른쪽끝}}'으로 쓰고, 뒤에 'range 아래 위'나 'jump 자리'를 쓸 수 있습니다")

  private static func number(_ words: inout ArraySlice<String>) throws(LessonTag.Fault) -> Double {
    guard let number = words.popFirst().flatMap({ Double($0) }) else { throw misspelt }
    return number
  }

  private static func interval(
    _ words: inout ArraySlice<String>, _ reversed: LessonTag.Fault
  ) throws(LessonTag.Fault) -> ClosedRange<Double> {
    let (low, high) = (try number(&words), try number(&words))
    guard low < high else { throw reversed }
    return low...high
  }
}
