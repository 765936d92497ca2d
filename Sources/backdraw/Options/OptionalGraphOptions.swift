import ArgumentParser
import Autodiff
import GraphLanguage

/// A graph for commands that also work without one.
struct OptionalGraphOptions: ParsableArguments, GraphReading {
  @Argument(help: "A graph file, or - for standard input.", completion: .file())
  var graph: String?

  @Option(
    name: .customShort("e"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("The graph itself, such as 'x = 3; y = x^2'.", valueName: "text"))
  var expressions: [String] = []

  func validate() throws {
    guard expressions.count + (graph == nil ? 0 : 1) <= 1 else {
      throw ValidationError("More than one graph: give one file, - or -e.")
    }
  }

  /// Whether a graph was given.
  var isGiven: Bool { graph != nil || !expressions.isEmpty }

  /// What messages call the graph.
  var name: String {
    guard expressions.isEmpty else { return "<expression>" }
    return graph.map { $0 == "-" ? "<stdin>" : $0 } ?? "<stdin>"
  }

  /// Reads the graph, from standard input where none was given.
  ///
  /// - Parameter expanding: The operations that are taken apart.
  /// - Throws: `Failure` where it cannot be read, `Diagnostics` where it is bad.
  func read(expanding: Set<OperationKind> = []) throws -> Graph {
    let source =
      if let expression = expressions.first {
        GraphSource(expression: expression)
      } else {
        try GraphSource(path: graph ?? "-")
      }
    return try parseGraph(source.bytes, file: source.name, expanding: expanding).get()
  }
}
