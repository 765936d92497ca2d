import Autodiff
import Derivation
import Diagram
import Formats
import Scene
import Wording

/// A graph's layers compared: as a table, as JSON, as a chart and as a page.
package struct GraphLayersReport {
  private let graph: GraphLayers
  private let language: Language
  private let numerals: Numerals
  private var trace: Trace<Double> { graph.trace }

  /// Prepares a report.
  package init(_ graph: GraphLayers, _ language: Language, numerals: Numerals = Numerals()) {
    self.graph = graph
    self.language = language
    self.numerals = numerals
  }

  private func name(of layer: GraphLayers.Layer, _ language: Language) -> String {
    trace.annotations.layers[layer.index][language] ?? String(layer.index + 1)
  }

  private var head: [String] {
    let learned = graph.rate == nil ? [] : [VanishWords.change]
    let titles =
      [VanishWords.layer, VanishWords.gradient, VanishWords.zeros] + learned
      + [VanishWords.activation, VanishWords.deadUnits, VanishWords.saturatedUnits]
    return titles.map { $0[language] }
  }

  private var rows: [[String]] {
    graph.layers.map { layer in
      let change = graph.rate.map { [numerals.text($0 * layer.meanGradient)] } ?? []
      return [
        name(of: layer, language), numerals.text(layer.meanGradient),
        "\(layer.zeroGradients) / \(layer.gradients.count)",
      ] + change + [
        layer.meanActivation.map(numerals.text) ?? "–",
        layer.slopes.isEmpty ? "–" : "\(layer.dead) / \(layer.units)",
        layer.saturated.map(percent) ?? "–",
      ]
    }
  }

  /// Which layer moves how many times as far as which.
  private var verdict: Bilingual? {
    guard let first = graph.layers.first, let last = graph.layers.last, graph.layers.count > 1,
      let ratio = graph.ratio
    else { return nil }
    let (a, b) = (name(of: first, language), name(of: last, language))
    let times = Numerals(digits: 3).text(ratio)
    return Bilingual(
      en: "The weights of \(b) move \(times) times as far as those of \(a).",
      ko: "\(b)의 가중치는 \(a)의 가중치보다 \(times)배 멀리 움직입니다.")
  }

  /// The factors along the strongest path, as an equation.
  private func pathEquation() -> Equation? {
    guard let path = graph.path, let last = path.arrows.last else { return nil }
    let derivation = Derivation(trace, language: language, numerals: numerals)
    var equation = Equation(derivation.gradientSymbol(of: last.edge.from))
    let telling = path.arrows.filter { $0.local != 1 }
    guard !telling.isEmpty else { return nil }
    equation.add(
      .joined(
        telling.map {
          .derivative(
            of: derivation.symbol(of: $0.edge.to), by: derivation.symbol(of: $0.edge.from))
        }, by: "·"))
    equation.add(.joined(telling.map { numerals.factor($0.local) }, by: "·"))
    equation.add(numerals.math(path.product).asGradient, relation: "≈")
    return equation
  }

  /// Writes the table, the verdict and the path.
  ///
  /// - Throws: The sink's error.
  package func writeTable(to sink: ByteSink) throws {
    var table = TextTable(head.enumerated().map { ($1, $0 == 0 ? .left : .right) })
    for row in rows { table.append(row) }
    try table.write(to: sink)
    if let verdict { try writeLine(verdict[language], to: sink) }
    if let equation = pathEquation() {
      try writeLine(
        VanishWords.path[language] + PlainTextWriter().text(equation.math), to: sink)
    }
  }

  /// Writes one object with a number for each layer at full precision.
  ///
  /// - Throws: The sink's error.
  package func writeJSON(to sink: @escaping ByteSink) throws {
    var json = JSONWriter(to: sink)
    try json.object { json in
      json.field("schema", "backdraw.layers/1")
      json.field("rate", graph.rate)
      try json.field("layers") { try $0.list(graph.layers, .each) { write($1, &$0) } }
      json.newLine()
      json.field("path") { json in
        guard let path = graph.path else { return json.null() }
        json.object {
          $0.field("factors", path.arrows.map(\.local))
          $0.field("product", path.product)
        }
      }
    }
    try json.finish()
  }

  /// Writes a row for each layer, at full precision.
  ///
  /// - Throws: The sink's error.
  package func writeCSV(to sink: @escaping ByteSink) throws {
    let table = CSVWriter(to: sink)
    try table.row([
      "layer", "weights", "gradient", "zero_gradients", "change", "activation", "units", "dead",
      "saturated",
    ])
    for layer in graph.layers {
      try table.row([
        .text(name(of: layer, language)), .whole(layer.gradients.count),
        .number(layer.meanGradient), .whole(layer.zeroGradients),
        .number(graph.rate.map { $0 * layer.meanGradient }), .number(layer.meanActivation),
        .whole(layer.units), .whole(layer.dead), .number(layer.saturated),
      ])
    }
  }

  private func write(_ layer: GraphLayers.Layer, _ json: inout JSONWriter) {
    json.object {
      $0.field("name", name(of: layer, .english))
      $0.field("weights", layer.gradients.count)
      $0.field("gradient", layer.meanGradient)
      $0.field("zero_gradients", layer.zeroGradients)
      $0.field("change", graph.rate.map { $0 * layer.meanGradient })
      $0.field("activation", layer.meanActivation)
      $0.field("units", layer.units)
      $0.field("dead", layer.dead)
      $0.field("saturated", layer.saturated)
    }
  }

  /// Mean |gradient| of each layer as bars on a logarithmic axis.
  package func chart(measuring measure: any TextMeasuring) -> Scene {
    BarChart(
      ChartFrame(
        title: Bilingual(en: "Mean size of each layer's gradients", ko: "층별 기울기 크기의 평균"),
        x: VanishWords.layer, y: VanishWords.gradient, scale: .logarithmic),
      categories: graph.layers.map { Bilingual(same: name(of: $0, language)) },
      series: [.init(VanishWords.gradient, graph.layers.map(\.meanGradient))],
      labelsBars: true
    ).scene(in: language, numerals: numerals, measuring: measure)
  }

  /// The comparison as a page.
  ///
  /// - Throws: What the painter throws.
  package func html(templates: PageTemplates, figures: FigureWriter) throws -> String {
    let chart = chart(measuring: figures.measure)
    var sections = [
      ExperimentPage.Section(
        title: chart.title, text: Self.chartText[language],
        content: try figures.figure(chart, name: "layers-", label: chart.title)
          + HTMLTable(caption: chart.title, head: head, rows: rows).html)
    ]
    if let equation = pathEquation() {
      sections.append(
        ExperimentPage.Section(
          title: VanishWords.pathTitle[language], text: Self.pathLede[language],
          content: .equation(equation) + "\n"))
    }
    return ExperimentPage(
      language: language,
      title: trace.annotations.title[language] ?? VanishWords.gradientsTitle[language],
      lede: Self.lede[language], findings: verdict.map { [$0[language]] } ?? [], sections: sections
    ).html(templates)
  }

  private static let lede = Bilingual(
    en: "How large the gradients of each layer are after one backward pass.",
    ko: "한 번 역전파한 뒤 층마다 기울기가 얼마나 큰지 견줍니다.")
  private static let chartText = Bilingual(
    en: "Each layer's mean of |∂L/∂W| over its weights.",
    ko: "층마다 가중치 전체에 대한 |∂L/∂W|의 평균입니다.")
  private static let pathLede = Bilingual(
    en: "The factors along the way on which most of the gradient arrives.",
    ko: "기울기가 가장 많이 오는 길에서 곱해지는 수입니다.")
}
