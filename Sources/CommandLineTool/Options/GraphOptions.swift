import ArgumentParser
import Autodiff
import GraphLanguage
import Report
import Wording

/// Which graph a command works on: a file, standard input or the command line itself.
struct GraphOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      Bilingual(
        en: "A graph file, or - for standard input.", ko: "그래프 파일이고, -는 표준 입력입니다."),
      value: Bilingual(en: "graph", ko: "그래프")),
    completion: .file())
  var graph: String?

  @Option(
    name: .customShort("e"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      Bilingual(
        en: "The graph itself, such as 'x = 3; y = x^2'.",
        ko: "그래프를 'x = 3; y = x^2'처럼 바로 씁니다."),
      value: Bilingual(en: "text", ko: "식")))
  var expressions: [String] = []

  func validate() throws {
    guard expressions.count + (graph == nil ? 0 : 1) <= 1 else {
      throw Failure(
        .usage, Bilingual(en: "more than one graph", ko: "그래프가 둘 이상입니다"),
        remedy: Bilingual(en: "give one file, - or -e", ko: "파일, -, -e 가운데 하나만 주십시오"))
    }
  }

  /// Whether a graph was given.
  var isGiven: Bool { graph != nil || !expressions.isEmpty }

  /// What messages call the graph.
  var name: String {
    guard expressions.isEmpty else { return "<expression>" }
    return graph.map { $0 == "-" ? "<stdin>" : $0 } ?? "<stdin>"
  }

  /// Fails where no graph was given.
  func require() throws(Failure) {
    guard !isGiven else { return }
    throw Failure(
      .usage, Bilingual(en: "a graph is missing", ko: "그래프가 없습니다"), remedy: GraphSource.remedy)
  }

  /// Reads the graph.
  ///
  /// - Parameter expanding: The operations that are taken apart.
  /// - Throws: `Failure` where none was given or it cannot be read, `Diagnostics` where it is bad.
  func read(expanding: Set<OperationKind> = []) throws -> Graph {
    try require()
    let source =
      if let expression = expressions.first {
        GraphSource(expression: expression)
      } else {
        try GraphSource(path: graph ?? "-")
      }
    return try parseGraph(
      source.bytes, file: source.name, expanding: expanding, memory: Memory.available
    ).get()
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
