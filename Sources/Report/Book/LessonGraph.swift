import Autodiff
import GraphLanguage
import Wording

/// A graph of a lesson: its text, and what the engine makes of it.
struct LessonGraph: Sendable {
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

  /// The graph as programs; nil where nobody would read them.
  func code(prefix: String) -> CodeTabs? {
    CodeTabs(graph.trace, language: explanation.language, prefix: prefix)
  }
}

extension BookShell {
  /// A graph with its explanation.
  ///
  /// - Parameters:
  ///   - prefix: What ids begin with, so that several graphs share a page.
  ///   - lightsArrows: Whether the terms of its equations light arrows.
  func explained(
    _ graph: LessonGraph, _ language: Language, prefix: String, lightsArrows: Bool = false
  ) -> ExplainedGraph {
    var explanation = Explanation(
      graph.trace, language: language, numerals: numerals, templates: templates, prefix: prefix)
    if lightsArrows { explanation.lightArrows() }
    return ExplainedGraph(graph: graph, explanation: explanation)
  }
}
