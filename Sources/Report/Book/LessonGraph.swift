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
  /// - Parameter file: What to call it in messages.
  /// - Throws: `Diagnostics` where it is bad.
  init(name: String, source: [UInt8], file: String) throws {
    self.name = name
    self.source = source
    let graph = try parseGraph(source, file: file).get()
    trace = graph.tape.backward(from: graph.output, upstream: graph.upstream)
  }
}

/// A graph of a lesson with its explanation in one language.
struct ExplainedGraph {
  let graph: LessonGraph
  let explanation: Explanation
}
