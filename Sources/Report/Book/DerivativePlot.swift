import Autodiff
import Derivation
import Diagram
import GraphLanguage
import Scene
import Wording

/// A result of a lesson's graph and its derivative, drawn over one leaf: what the engine computes at
/// each place, forward and backward.
struct DerivativePlot {
  private let explained: ExplainedGraph
  private let result: NodeID
  private let leaf: NodeID
  private let domain: ClosedRange<Double>
  private var range: ClosedRange<Double>?
  private var jumps: [Double] = []

  /// Reads `plot y x −4 4`, and behind it `range −1 1` and `jump 0`, where the derivative jumps.
  init(_ words: [String], _ explained: ExplainedGraph) throws {
    let names = explained.graph.trace.annotations
    func number(_ index: Int) throws -> Double {
      guard words.indices.contains(index), let number = Double(words[index]) else {
        throw LessonTags.Unknown(
          message: "expected '{{plot RESULT LEAF FROM TO}}', then 'range FROM TO' or 'jump PLACE'")
      }
      return number
    }
    guard let result = names.node(named: words[1]), let leaf = names.node(named: words[2]),
      explained.graph.trace.shape(of: result).count == 1,
      explained.graph.trace.shape(of: leaf).count == 1
    else { throw LessonTags.Unknown(message: "a plot needs two nodes that are one number each") }
    let (from, to) = (try number(3), try number(4))
    guard from < to else { throw LessonTags.Unknown(message: "a plot runs from left to right") }
    self.explained = explained
    self.result = result
    self.leaf = leaf
    domain = from...to
    var index = 5
    while index < words.count {
      if words[index] == "range" {
        let (low, high) = (try number(index + 1), try number(index + 2))
        guard low < high else {
          throw LessonTags.Unknown(message: "a plot's range runs from bottom to top")
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
    let (source, result, leaf) = (explained.graph.source, result, leaf)
    @Sendable func run(_ x: Double) -> Trace<Double>? {
      guard case .success(let graph) = parseGraph(source, file: "") else { return nil }
      graph.tape.setValue(of: leaf, to: [x])
      let shape = graph.tape.shape(of: result)
      return graph.tape.backward(from: result, upstream: Tensor(repeating: 1, shape: shape))
    }
    let derivation = explanation.derivation
    let (y, x) = (derivation.symbol(of: result), derivation.symbol(of: leaf))
    let name = PlainTextWriter().text(y)
    let plot = FunctionPlot(
      title: Bilingual(
        en: "\(name) and its derivative", ko: "\(name.with(.and)) 그 미분"), domain: domain,
      range: range,
      curves: [
        .init(y) { run($0)?.value(of: result).elements[0] },
        .init(.derivative(of: y, by: x), jumps: jumps) {
          run($0)?.gradient(of: leaf).tensor?.elements[0]
        },
      ])
    return plot.scene(
      in: explanation.language, numerals: derivation.numerals, measuring: figures.measure)
  }
}
