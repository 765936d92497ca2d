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

  @Option(
    "set", .setting,
    help: Bilingual(
      en: "Gives a leaf of the graph another literal of its shape, such as x=3 or "
        + "'W=[[1, 2], [3, 4]]'; may be repeated.",
      ko: "그래프의 변수에 x=3이나 'W=[[1, 2], [3, 4]]'처럼 모양이 같은 다른 리터럴을 줍니다. 여러 번 쓸 수 "
        + "있습니다."),
    value: Bilingual(en: "name=literal", ko: "이름=리터럴"))
  var settings: [GraphInputs.Setting] = []

  @Option(
    "seed", .whole(0...UInt64.max),
    help: Bilingual(
      en: "What random numbers begin from.", ko: "난수의 씨앗입니다."),
    otherwise: Bilingual(
      en: "that of the graph, else 1", ko: "그래프의 씨앗이고, 없으면 1"))
  var seed: UInt64?

  func validate() throws {
    if !isGiven, let setting = settings.first {
      throw Failure(
        .usage, at: "--set \(setting.text)",
        Bilingual(en: "there is no graph to set it in", ko: "값을 줄 그래프가 없습니다"),
        remedy: GraphSource.remedy)
    }
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
  /// - Parameters:
  ///   - expanding: The operations that are taken apart.
  ///   - rows: What fills its leaves that training fills.
  /// - Throws: `Failure` where none was given or it or its data cannot be read, `Diagnostics` where it
  ///   is bad.
  func read(expanding: Set<OperationKind> = [], rows: BatchRows) throws -> Graph {
    let graph = parse(try source(), expanding: expanding, batches: rows.read)
    if let failure = rows.failure { throw failure }
    return try graph.get()
  }

  /// The text of the graph.
  ///
  /// - Throws: `Failure` where none was given or it cannot be read.
  func source() throws(Failure) -> GraphSource {
    try require()
    return if let expression = expressions.first {
      GraphSource(expression: expression)
    } else {
      try GraphSource(path: graph ?? "-")
    }
  }

  /// Builds the graph of its text.
  ///
  /// - Parameters:
  ///   - batches: What fills its leaves that training fills.
  ///   - seed: What its numbers are drawn from; that of the option, or of the text, where nil.
  ///   - others: Leaves that take other literals, beside those of the option.
  func parse(
    _ source: GraphSource, expanding: Set<OperationKind> = [], batches: @escaping BatchReader,
    seed: UInt64? = nil, settings others: [GraphInputs.Setting] = []
  ) -> Result<Graph, Diagnostics> {
    let folder = GraphFolder(ofGraph: expressions.isEmpty ? graph : nil)
    return parseGraph(
      source.bytes, file: source.name, expanding: expanding, memory: Memory.available,
      inputs: GraphInputs(
        seed: seed ?? self.seed, settings: settings + others, reader: folder.read, batches: batches)
    )
  }
}

extension ValueReader<GraphInputs.Setting> {
  /// A leaf's name and a literal.
  static let setting = ValueReader(
    noun: Bilingual(
      en: "a leaf's name, = and a literal, such as x=3", ko: "x=3처럼 변수의 이름, =, 리터럴을 쓴 것"),
    read: { text in
      guard let sign = text.firstIndex(of: "="), sign > text.startIndex else { return nil }
      return GraphInputs.Setting(text, place: "--set")
    },
    shown: \.text)
}

extension Graph {
  /// Runs the graph backward.
  var trace: Trace<Double> { tape.backward(from: output, upstream: upstream) }

  /// The warnings as a trace names them.
  var traceWarnings: [TraceWarning] {
    warnings.map { TraceWarning(place: $0.place, node: $0.node, message: $0.message) }
  }
}
