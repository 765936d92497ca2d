import ArgumentParser
import Autodiff
import Diagram
import GraphLanguage
import Wording

/// What is taken apart: composite operations and functions of the graph.
struct ExpansionOptions: ParsableArguments {
  @Option(
    name: .customLong("expand"),
    help: ArgumentHelp(
      Bilingual(
        en: "What to take apart: an operation such as sigmoid or softmax; a function of the "
          + "graph, which a figure then draws in a band; sums, of which a figure else draws one "
          + "of many terms as Σ; all; or several with commas. May be repeated.",
        ko: "분해할 것입니다. sigmoid나 softmax 같은 연산, 그래프의 함수(그림에서는 띠 안에 "
          + "펼칩니다), 또는 sums(항이 많은 합을 그림에서 Σ 하나로 묶지 않습니다)이고, all은 모두를 "
          + "뜻합니다. 쉼표로 여럿을 적거나 여러 번 쓸 수 있습니다."),
      value: .name))
  var given: [String] = []

  /// The names, one by one.
  var names: [String] {
    given.flatMap { list in
      list.split(separator: ",").compactMap { word -> String? in
        // Spaces around a name are none of it; the name itself may have some.
        guard let first = word.firstIndex(where: { $0 != " " }),
          let last = word.lastIndex(where: { $0 != " " })
        else { return nil }
        return String(word[first...last])
      }
    }
  }

  /// Sums of many terms, which are one node in a figure.
  private static let sums = "sums"

  /// Whether all that can be taken apart is.
  var includesAll: Bool { names.contains("all") }

  func validate() throws {
    guard given.isEmpty || !names.isEmpty else {
      throw Failure(
        .usage, at: "--expand", Bilingual(en: "it names nothing", ko: "이름이 없습니다"),
        remedy: Bilingual(en: "write sigmoid, or all", ko: "sigmoid나 all처럼 쓰십시오"))
    }
  }

  /// Reads the graph with its composites taken apart.
  ///
  /// - Parameters:
  ///   - batch: What fills its leaves that training fills.
  ///   - wishes: What its numbers are to be; nil where any will do.
  ///   - collapsed: What is drawn as one node whatever else is asked for.
  /// - Throws: `Failure` where it or its data cannot be read, an option means nothing to it, or no
  ///   numbers are as they are wished; `Diagnostics` where it is bad.
  func read(
    _ options: GraphOptions, _ batch: BatchOptions, wishes: GraphDrawing.Wishes? = nil,
    collapsed: CollapseOptions? = nil
  ) throws -> Graph {
    if let both = names.first(where: { collapsed?.names($0) == true }) {
      throw Failure(
        .usage, at: "--expand \(both)",
        Bilingual(
          en: "'\(both)' cannot be both expanded and collapsed",
          ko: "'\(both)'에 --expand와 --collapse를 함께 쓸 수 없습니다"),
        remedy: Bilingual(
          en: "leave out '--expand' or '--collapse'", ko: "--expand나 --collapse를 빼십시오"))
    }
    let (drawing, graph) = try drawing(options, batch, collapsed)
    guard let wishes else { return graph }
    return try drawing.draw(graph, wishes).graph
  }

  /// Reads the graph's text once, to draw its numbers many times.
  ///
  /// - Returns: The drawing, and the graph with the numbers of its seed.
  /// - Throws: `Failure` where it or its data cannot be read, or an option means nothing to it,
  ///   `Diagnostics` where it is bad.
  func drawing(
    _ options: GraphOptions, _ batch: BatchOptions, _ collapsed: CollapseOptions? = nil
  ) throws -> (drawing: GraphDrawing, first: Graph) {
    // To know which operations can be taken apart, each is asked for its parts.
    let drawing = GraphDrawing(
      options: options, source: try options.source(),
      expanding: Set(given.isEmpty ? [] : kinds(collapsed)), rows: batch.rows)
    let graph = try drawing.graph(seed: nil)
    try batch.check(against: graph)
    if !given.isEmpty { try check(against: graph.functions) }
    return (drawing, graph)
  }

  /// The operations that are taken apart.
  private func kinds(_ collapsed: CollapseOptions?) -> [OperationKind] {
    OperationKind.composites.filter { kind in
      names.contains(kind.name) || includesAll && collapsed?.names(kind.name) != true
    }
  }

  /// Draws what was named in a band, however large the figure is.
  func open(_ options: inout FigureOptions) {
    options.expanded = Set(names)
    options.opensSums = includesAll || names.contains(Self.sums)
    if includesAll { options.groups = .expanded }
  }

  private func check(against functions: [String]) throws(Failure) {
    let composites = OperationKind.composites.map(\.name)
    let known = Set(composites + functions + ["all", Self.sums])
    guard let unknown = names.first(where: { !known.contains($0) }) else { return }
    let all = (composites + functions).joined(separator: ", ")
    throw Failure(
      .usage, at: "--expand \(unknown)",
      Bilingual(en: "nothing to take apart has this name", ko: "이 이름으로 분해할 것이 없습니다"),
      remedy: Bilingual(en: "use all, or some of \(all)", ko: "all을 쓰거나 다음에서 고르십시오: \(all)"))
  }
}
