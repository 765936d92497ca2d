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
    // The answer is a name like any other: where no output is named it would become the output.
    let output = trace.annotations.names[trace.output] ?? answer
    for pinned in ["", "output \(output)\n"] {
      let text = source + Array("\n\(answer) = \(expression)\n\(pinned)".utf8)
      guard case .success(let graph) = parseGraph(text, file: name),
        let node = graph.tape.annotations.node(named: answer)
      else { continue }
      return graph.tape.value(of: node)
    }
    return nil
  }
}

/// A graph of a lesson with its explanation in one language.
struct ExplainedGraph {
  let graph: LessonGraph
  let explanation: Explanation
}
