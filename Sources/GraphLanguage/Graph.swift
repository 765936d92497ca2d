import Autodiff
import Wording

/// A graph file that was understood: the computation on a tape, with its values, and where the
/// backward pass starts.
///
///     let graph = try parseGraph(Array("x = 3; y = x^2".utf8), file: "<expression>").get()
///     graph.tape.value(of: graph.output).scalar   // 9
package struct Graph {
  /// The nodes, their names, labels, places, layers and groups, the title and the learning rate;
  /// all values are computed.
  package let tape: Tape<Double>
  /// The node that the backward pass starts at.
  package let output: NodeID
  /// The gradient that arrives there, in the output's shape.
  package let upstream: Tensor<Double>
  /// What its drawn numbers began from, and what training draws from: that which was given, else that of
  /// the text, else 1.
  package let seed: UInt64
  /// Whether numbers of its text are drawn, so that another seed gives others.
  package let drawsNumbers: Bool
  /// The names of the functions that the graph defines, in the order of their definitions.
  package let functions: [String]
  /// What a reader should know: first of operations that were taken apart and are better in one
  /// piece, then of values that are not finite, both in the order of their nodes.
  package let warnings: [GraphWarning]
  /// The text, to show lines of.
  let source: SourceText

  /// The name that a misspelt one most likely stands for, or nil where none is close.
  package func closestName(to name: String) -> String? {
    closestSpelling(of: name, among: tape.annotations.names.values.sorted())
  }

  /// A warning as it is printed, with the source line and a caret under the place.
  package func diagnostic(for warning: GraphWarning) -> Diagnostic {
    Diagnostic(
      file: source.file, place: warning.place, severity: .warning, message: warning.message,
      help: nil, excerpt: Excerpt(at: warning.place, in: source))
  }
}

/// A node whose value is not finite (the logarithm of 0, an overflow, or what follows from one), or
/// an operation that overflows or loses digits because it was taken apart.
package struct GraphWarning: Sendable, Hashable {
  /// Where the node stands in the file.
  package let place: SourcePlace
  /// The node.
  package let node: NodeID
  /// What is wrong there, in one sentence; with the reason where an operation was taken apart.
  package let message: Bilingual
}

/// Reads a graph file and builds its graph, or says all that is wrong with it.
///
/// - Parameters:
///   - bytes: The file's contents, any bytes at all.
///   - file: What to call it in messages: its path, `<stdin>` or `<expression>`.
///   - expanding: The operations that are taken apart into their elementary graphs, with the same
///     value and gradients; of `OperationKind.composites`. Each is a group with the operation's name.
///   - memory: How many bytes its numbers may take; as many as a graph may have where that is nil.
///   - inputs: What it takes beside its text.
/// - Complexity: Linear in the number of bytes and in the size of the graph, which is limited.
package func parseGraph(
  _ bytes: [UInt8], file: String, expanding: Set<OperationKind> = [], memory: Int? = nil,
  inputs: GraphInputs = GraphInputs()
) -> Result<Graph, Diagnostics> {
  switch SourceText.read(bytes, file: file) {
  case .failure(let diagnostics): return .failure(diagnostics)
  case .success(let source):
    var parser = GraphParser(source: source, expanding: expanding)
    parser.builder.memory = memory
    parser.inputs = inputs
    parser.readStatements()
    return parser.finish()
  }
}
