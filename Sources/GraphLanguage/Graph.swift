import Autodiff
import Wording

/// A graph file that was understood: the computation on a tape, with its values, and where the
/// backward pass starts.
///
///     let graph = try parseGraph(Array("x = 3; y = x^2".utf8), file: "<expression>").get()
///     graph.tape.value(of: graph.output).scalar   // 9
public struct Graph {
  /// The nodes, their names, labels, places, layers and groups, the title and the learning rate;
  /// all values are computed.
  public let tape: Tape<Double>
  /// The node that the backward pass starts at.
  public let output: NodeID
  /// The gradient that arrives there, in the output's shape.
  public let upstream: Tensor<Double>
  /// The values that are not finite, in the order of their nodes.
  public let warnings: [GraphWarning]
  /// The text, to show lines of.
  let source: SourceText

  /// The name that a misspelt one most likely stands for, or nil where none is close.
  public func closestName(to name: String) -> String? {
    closestSpelling(of: name, among: tape.annotations.names.values.sorted())
  }

  /// A warning as it is printed, with the source line and a caret under the place.
  public func diagnostic(for warning: GraphWarning) -> Diagnostic {
    Diagnostic(
      file: source.file, place: warning.place, severity: .warning, message: warning.message,
      help: nil, excerpt: Excerpt(at: warning.place, in: source))
  }
}

/// A node whose value is not finite: the logarithm of 0, an overflow, or what follows from one.
public struct GraphWarning: Sendable, Hashable {
  /// Where the node stands in the file.
  public let place: SourcePlace
  /// The node.
  public let node: NodeID
  /// The node's name, or the name of its operation.
  private let name: String
  /// An entry of the value that is not finite.
  private let value: Double
  /// The operand that was not finite before, where there is one.
  private let cause: String?

  init(place: SourcePlace, node: NodeID, name: String, value: Double, cause: String?) {
    self.place = place
    self.node = node
    self.name = name
    self.value = value
    self.cause = cause
  }

  /// What is not finite, in one sentence.
  public var message: Bilingual { Message.notFiniteValue(name, value, cause: cause) }
}

/// Reads a graph file and builds its graph, or says all that is wrong with it.
///
/// - Parameters:
///   - bytes: The file's contents, any bytes at all.
///   - file: What to call it in messages: its path, `<stdin>` or `<expression>`.
/// - Complexity: Linear in the number of bytes and in the size of the graph, which is limited.
public func parseGraph(_ bytes: [UInt8], file: String) -> Result<Graph, Diagnostics> {
  switch SourceText.read(bytes, file: file) {
  case .failure(let diagnostics): return .failure(diagnostics)
  case .success(let source):
    var parser = GraphParser(source: source)
    parser.readStatements()
    return parser.finish()
  }
}
