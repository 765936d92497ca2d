import Autodiff
import Derivation
import Diagram
import Scene
import Wording

/// A graph's layers compared: as a table, as JSON, as a chart and as a page.
package struct GraphLayersReport {
  private let graph: GraphLayers
  private let words: VanishWords
  private let numerals: Numerals
  private var trace: Trace<Double> { graph.trace }
  private var language: Language { words.language }

  /// Prepares a report.
  package init(_ graph: GraphLayers, _ language: Language, numerals: Numerals = Numerals()) {
    self.graph = graph
    words = VanishWords(language)
    self.numerals = numerals
  }

  private func name(of layer: GraphLayers.Layer, _ language: Language) -> String {
    trace.annotations.layers[layer.index][language] ?? String(layer.index + 1)
  }

  private var head: [String] {
    let learned = graph.rate == nil ? [] : [words.change]
    return [words.layer, words.gradient, words.zeros] + learned
      + [words.activation, words.deadUnits, words.saturatedUnits]
  }

  private var rows: [[String]] {
    graph.layers.map { layer in
      let change = graph.rate.map { [numerals.text($0 * layer.meanGradient)] } ?? []
      return [
        name(of: layer, language), numerals.text(layer.meanGradient),
        "\(layer.zeroGradients) / \(layer.gradients.count)",
      ] + change + [
        layer.meanActivation.map(numerals.text) ?? "–",
        layer.slopes.isEmpty ? "–" : "\(layer.dead) / \(layer.slopes.count)",
        layer.saturated.map { Numerals(digits: 3).text($0 * 100) + " %" } ?? "–",
      ]
    }
  }

  /// Which layer moves how many times as far as which.
  private var verdict: String? {
    guard let first = graph.layers.first, let last = graph.layers.last, graph.layers.count > 1,
      let ratio = graph.ratio
    else { return nil }
    let (a, b) = (name(of: first, language), name(of: last, language))
    let times = Numerals(digits: 3).text(ratio)
    return words.pick(
      "The weights of \(b) move \(times) times as far as those of \(a).",
      "\(b)의 가중치는 \(a)의 가중치보다 \(times)배 멀리 움직입니다.")
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
    func line(_ text: String) throws { try Array((text + "\n").utf8).withUnsafeBytes(sink) }
    var table = TextTable(head.enumerated().map { ($1, $0 == 0 ? .left : .right) })
    for row in rows { table.append(row) }
    try table.write(to: sink)
    if let verdict { try line(verdict) }
    if let equation = pathEquation() {
      try line(words.pick("path: ", "길: ") + PlainTextWriter().text(equation.math))
    }
  }

  /// Writes one object with a number for each layer at full precision.
  ///
  /// - Throws: The sink's error.
  package func writeJSON(to sink: @escaping ByteSink) throws {
    var json = JSONWriter(to: sink)
    json.raw("{\"schema\": \"backdraw.layers/1\", \"rate\": ")
    json.number(orNull: graph.rate)
    json.raw(", \"layers\": [")
    for (index, layer) in graph.layers.enumerated() {
      json.raw(index == 0 ? "\n  {\"name\": " : ",\n  {\"name\": ")
      json.string(name(of: layer, .english))
      json.raw(", \"weights\": ")
      json.integer(layer.gradients.count)
      json.raw(", \"gradient\": ")
      json.number(layer.meanGradient)
      json.raw(", \"zero_gradients\": ")
      json.integer(layer.zeroGradients)
      json.raw(", \"change\": ")
      json.number(orNull: graph.rate.map { $0 * layer.meanGradient })
      json.raw(", \"activation\": ")
      json.number(orNull: layer.meanActivation)
      json.raw(", \"dead\": ")
      json.integer(layer.dead)
      json.raw(", \"saturated\": ")
      json.number(orNull: layer.saturated)
      json.raw("}")
    }
    json.raw("],\n \"path\": ")
    if let path = graph.path {
      json.raw("{\"factors\": ")
      json.list(path.arrows.map(\.local)) { $0.number($1) }
      json.raw(", \"product\": ")
      json.number(path.product)
      json.raw("}}\n")
    } else {
      json.raw("null}\n")
    }
    try json.flush()
  }

  /// Mean |gradient| of each layer as bars on a logarithmic axis.
  package func chart(measuring measure: any TextMeasuring) -> Scene {
    BarChart(
      title: Bilingual(en: "Mean size of each layer's gradients", ko: "층별 기울기 크기의 평균"),
      x: VanishWords.layer, y: VanishWords.gradient,
      categories: graph.layers.map { layer in
        Bilingual(en: name(of: layer, .english), ko: name(of: layer, .korean))
      },
      series: [.init(VanishWords.gradient, graph.layers.map(\.meanGradient))],
      scale: .logarithmic, labelsBars: true
    ).scene(in: language, numerals: numerals, measuring: measure)
  }

  /// The comparison as a page.
  ///
  /// - Throws: What the painter throws.
  package func html(templates: PageTemplates, figures: FigureWriter) throws -> String {
    let chart = chart(measuring: figures.measure)
    let title = trace.annotations.title[language] ?? words.gradientsTitle
    var sections = [
      ExperimentModel.Section(
        title: chart.title, text: verdict ?? "",
        content: framed(try figures.picture(chart, "layers-"), label: chart.title)
          + HTMLTable(caption: chart.title, head: head, rows: rows).html)
    ]
    if let equation = pathEquation() {
      sections.append(
        ExperimentModel.Section(
          title: words.pathTitle,
          text: words.pick(
            "The factors along the way on which most of the gradient arrives.",
            "기울기가 가장 많이 오는 길에서 곱해지는 수입니다."),
          content: .equation(equation) + "\n"))
    }
    let model = ExperimentModel(
      title: title,
      lede: words.pick(
        "How large the gradients of each layer are after one backward pass.",
        "한 번 역전파한 뒤 층마다 기울기가 얼마나 큰지 견줍니다."),
      sections: sections)
    return Page(
      language: language, title: title, content: templates.render("experiment.mustache", model)
    ).html(templates)
  }
}
