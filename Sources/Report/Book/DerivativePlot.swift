import Autodiff
import Derivation
import Diagram
import GraphLanguage
import Scene
import Wording

/// A result of a lesson's graph and its derivative, drawn over one leaf or one entry of it: what the
/// engine computes at each place, forward and backward.
struct DerivativePlot {
  private let explained: ExplainedGraph
  private let result: NodeID
  private let leaf: NodeID
  /// Which entry of the leaf moves.
  private let entry: Int
  private let domain: ClosedRange<Double>
  private var range: ClosedRange<Double>?
  private var jumps: [Double] = []

  /// Reads `plot y x −4 4` or `plot L y[1] 0 1`, and behind it `range −1 1` and `jump 0`, where the
  /// derivative jumps.
  init(_ words: [String], _ explained: ExplainedGraph) throws {
    let trace = explained.graph.trace
    func number(_ index: Int) throws -> Double {
      guard words.indices.contains(index), let number = Double(words[index]) else {
        throw LessonTags.Unknown(
          en: "expected '{{plot RESULT LEAF FROM TO}}', then 'range FROM TO' or 'jump PLACE'",
          ko: "'{{plot 결과 변수 왼쪽끝 오른쪽끝}}'으로 쓰고, 뒤에 'range 아래 위'나 'jump 자리'를 쓸 수 있습니다")
      }
      return number
    }
    let place = words[2].split(separator: "[", maxSplits: 1)
    guard let result = trace.annotations.node(named: words[1]),
      let leaf = place.first.flatMap({ trace.annotations.node(named: String($0)) }),
      trace.shape(of: result).count == 1
    else {
      throw LessonTags.Unknown(
        en: "a plot needs a result of the graph that is one number, and a leaf",
        ko: "그래프의 결과 가운데 수 하나인 것과 변수를 써야 그릴 수 있습니다")
    }
    let shape = trace.shape(of: leaf)
    let entry = place.count == 2 ? Int(place[1].dropLast()) ?? -1 : 0
    guard place.count == 2 ? shape.rank == 1 && shape.count > entry && entry >= 0 : shape.count == 1
    else {
      throw LessonTags.Unknown(
        en: "a plot moves one number, such as 'x', or 'x[0]' where x is a vector",
        ko: "가로축은 수 하나입니다. 'x'나, x가 벡터이면 'x[0]'처럼 쓰십시오")
    }
    let (from, to) = (try number(3), try number(4))
    guard from < to else {
      throw LessonTags.Unknown(
        en: "a plot runs from left to right; write the smaller number first",
        ko: "그림은 왼쪽에서 오른쪽으로 그립니다. 작은 수를 먼저 쓰십시오")
    }
    self.explained = explained
    self.result = result
    self.leaf = leaf
    self.entry = entry
    domain = from...to
    var index = 5
    while index < words.count {
      if words[index] == "range" {
        let (low, high) = (try number(index + 1), try number(index + 2))
        guard low < high else {
          throw LessonTags.Unknown(
            en: "a plot's range runs from bottom to top; write the smaller number first",
            ko: "range는 아래에서 위로 씁니다. 작은 수를 먼저 쓰십시오")
        }
        range = low...high
        index += 3
      } else {
        jumps.append(try number(index + 1))
        index += 2
      }
    }
  }

  /// The plot.
  func scene(_ figures: FigureWriter) -> Scene {
    let explanation = explained.explanation
    let (source, result, leaf, entry) = (explained.graph.source, result, leaf, entry)
    let trace = explained.graph.trace
    let values = trace.value(of: leaf).elements
    @Sendable func run(_ x: Double) -> Trace<Double>? {
      guard case .success(let graph) = parseGraph(source, file: "") else { return nil }
      var moved = values
      moved[entry] = x
      graph.tape.setValue(of: leaf, to: moved)
      let shape = graph.tape.shape(of: result)
      return graph.tape.backward(from: result, upstream: Tensor(repeating: 1, shape: shape))
    }
    let derivation = explanation.derivation
    let y = derivation.symbol(of: result)
    var x = derivation.symbol(of: leaf)
    // Readers count entries from 1.
    if trace.shape(of: leaf).count > 1 { x = .subscript(x, .number(String(entry + 1))) }
    let name = PlainTextWriter().text(y)
    let plot = FunctionPlot(
      ChartFrame(
        title: Bilingual(en: "\(name) and its derivative", ko: "\(name.with(.and)) 그 미분")),
      domain: domain, range: range,
      curves: [
        .init(y) { run($0)?.value(of: result).elements[0] },
        .init(.derivative(of: y, by: x), jumps: jumps) {
          run($0)?.gradient(of: leaf).tensor?.elements[entry]
        },
      ])
    return plot.scene(
      in: explanation.language, numerals: derivation.numerals, measuring: figures.measure)
  }
}
