import Autodiff
import GraphLanguage

/// A graph of a lesson: its text, and what the engine makes of it.
struct LessonGraph {
  /// The file's name without its ending.
  let name: String
  let source: [UInt8]
  let trace: Trace<Double>

  /// Reads a graph.
  ///
  /// - Throws: `Diagnostics` where it is bad.
  init(name: String, source: [UInt8], lesson: String) throws {
    self.name = name
    self.source = source
    let graph = try parseGraph(source, file: "\(lesson)/\(name).graph").get()
    trace = graph.tape.backward(from: graph.output, upstream: graph.upstream)
  }

  /// The value of an expression in the graph's names, or nil where it is no expression.
  func value(of expression: String) -> Tensor<Double>? {
    let answer = "the_answer_of_a_tag"
    let text = source + Array("\n\(answer) = \(expression)\n".utf8)
    guard case .success(let graph) = parseGraph(text, file: name),
      let node = graph.tape.annotations.node(named: answer)
    else { return nil }
    return graph.tape.value(of: node)
  }
}

/// A graph of a lesson with its explanation in one language.
struct ExplainedGraph {
  let graph: LessonGraph
  let explanation: Explanation
}
