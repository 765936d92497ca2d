import ArgumentParser
import Autodiff
import GraphLanguage
import Report

/// Options that name a graph.
protocol GraphReading {
  /// Reads the graph.
  ///
  /// - Parameter expanding: The operations that are taken apart.
  /// - Throws: `Failure` where it cannot be read, `Diagnostics` where it is bad.
  func read(expanding: Set<OperationKind>) throws -> Graph
}

/// Which graph a command works on: a file, standard input or the command line itself.
struct GraphOptions: ParsableArguments, GraphReading {
  @Argument(help: "A graph file, or - for standard input.", completion: .file())
  var graph: String?

  @Option(
    name: .customShort("e"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("The graph itself, such as 'x = 3; y = x^2'.", valueName: "text"))
  var expressions: [String] = []

  func validate() throws {
    let count = expressions.count + (graph == nil ? 0 : 1)
    guard count == 1 else {
      throw ValidationError(
        count == 0
          ? "Missing a graph: give a file, - for standard input, or -e 'x = 3; y = x^2'."
          : "More than one graph: give one file, - or -e.")
    }
  }

  /// Reads the graph.
  ///
  /// - Parameter expanding: The operations that are taken apart.
  /// - Throws: `Failure` where it cannot be read, `Diagnostics` where it is bad.
  func read(expanding: Set<OperationKind> = []) throws -> Graph {
    let source =
      if let expression = expressions.first {
        GraphSource(expression: expression)
      } else {
        try GraphSource(path: graph ?? "")
      }
    return try parseGraph(source.bytes, file: source.name, expanding: expanding).get()
  }
}

extension Graph {
  /// Runs the graph backward.
  var trace: Trace<Double> { tape.backward(from: output, upstream: upstream) }

  /// The warnings as a trace names them.
  var traceWarnings: [TraceWarning] {
    warnings.map { TraceWarning(place: $0.place, node: $0.node, message: $0.message) }
  }
}
