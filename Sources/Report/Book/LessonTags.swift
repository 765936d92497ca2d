import Autodiff
import Derivation
import Diagram
import Notation
import Scene
import Wording

/// What stands for a lesson's tags: `{{gradient apple}}`, `{{figure}}`, `{{steps backward}}`.
///
/// No number is typed into a lesson: the engine computes it when the book is built.
struct LessonTags {
  /// The lesson's graphs; tags speak of `lesson`, or of the one that `{{use NAME}}` named last.
  let graphs: [ExplainedGraph]
  var training: TrainingTags?
  var vanishing: VanishTags?
  var check: CheckTags?
  let figures: FigureWriter
  let language: Language
  let numerals: Numerals
  /// Where figures lead on the page.
  var links = LessonLinks()

  /// Which graph the tags speak of where none has been named.
  static let firstGraph = "lesson"

  /// The HTML of a tag, and whether it is a block of its own.
  ///
  /// - Parameters:
  ///   - words: The tag's words.
  ///   - graph: The graph that it speaks of.
  ///   - place: How many tags stand before it, for ids.
  func html(
    _ words: [String], of graph: String = Self.firstGraph, place: Int = 0
  ) throws -> (html: String, isBlock: Bool) {
    let explained = graphs.first { $0.graph.name == graph }
    let explanation = explained?.explanation
    func node(_ name: String) throws -> NodeID {
      guard let node = explanation?.trace.annotations.node(named: name) else {
        throw Unknown(name: name)
      }
      return node
    }
    switch words.first {
    case "chart", "train", "batches", "optimizers":
      if let html = try training?.html(words) { return html }
      throw Unknown(tag: words)
    case "check":
      if let html = try check?.html(Array(words.dropFirst())) { return html }
      throw Unknown(tag: words)
    case "vanish":
      if let html = try vanishing?.html(Array(words.dropFirst())) { return html }
      throw Unknown(tag: words)
    case "=" where words.count > 1:
      let expression = words.dropFirst().joined(separator: " ")
      let value = try LessonExpression(graph: explained?.graph).value(of: expression)
      return (number(explanation, value, nil), false)
    default: break
    }
    guard let explained, let explanation else {
      throw Unknown(
        en:
          "'{{\(words.joined(separator: " "))}}' needs a graph; add '\(graph).graph' to the lesson",
        ko: "'{{\(words.joined(separator: " "))}}'에는 그래프가 필요합니다. 강의에 '\(graph).graph'를 더하십시오")
    }
    switch (words.first ?? "", words.count) {
    case ("value", 2):
      return (number(explanation, explanation.trace.value(of: try node(words[1])), .value), false)
    case ("gradient", 2):
      guard let gradient = explanation.trace.gradient(of: try node(words[1])).tensor else {
        throw Unknown(constant: words[1])
      }
      return (number(explanation, gradient, .gradient), false)
    case ("after", 2):
      return (number(explanation, try update(words[1], explanation).after, nil), false)
    case ("change", 2):
      return (number(explanation, try update(words[1], explanation).change, nil), false)
    case ("shape", 2):
      let shape = explanation.trace.shape(of: try node(words[1]))
      return (shape.extents.map(String.init).joined(separator: "×"), false)
    case ("rate", 1):
      guard let rate = explanation.trace.annotations.rate else {
        throw Unknown(
          en: "the graph has no rate; add 'rate 0.1'", ko: "그래프에 rate가 없습니다. 'rate 0.1'을 더하십시오")
      }
      return (escaped(numerals.power(rate)), false)
    case ("name", 2):
      let symbol = explanation.derivation.symbol(of: try node(words[1]))
      return (MathMLWriter().inline(symbol), false)
    case ("derivative", 2):
      let symbol = explanation.derivation.gradientSymbol(of: try node(words[1]))
      return (MathMLWriter().inline(symbol), false)
    case ("formula", 2...):
      return (
        try formula(words.dropFirst().joined(separator: " "), explanation) { try node($0) }, true
      )
    case ("frames", 2...3):
      guard let pass = FigureOptions.Pass(rawValue: words[1]) else {
        throw Unknown(
          en: "'{{frames}}' takes forward, backward or both",
          ko: "'{{frames}}'에는 forward, backward, both 가운데 하나를 쓰십시오")
      }
      var frames = FrameSteps(
        explanation, pass: pass, figures: figures,
        id: LessonLinks.Use(words: words, graph: graph, place: place).frames(explanation))
      guard (1...FrameSteps.limit).contains(frames.count) else {
        throw Unknown(
          en: "the pass has \(frames.count) steps; '{{frames}}' shows 1 to \(FrameSteps.limit), "
            + "use '{{figure}}' and '{{steps}}'",
          ko: "이 패스는 \(frames.count)단계입니다. '{{frames}}'는 1~\(FrameSteps.limit)단계를 보이니 "
            + "'{{figure}}'와 '{{steps}}'를 쓰십시오")
      }
      if words.count == 3 {
        guard let first = Int(words[2]), (1...frames.count).contains(first) else {
          throw Unknown(
            en: "'{{frames}}' opens at one of its steps, 1 to \(frames.count)",
            ko: "'{{frames}}' 뒤의 수는 1~\(frames.count) 가운데 한 단계여야 합니다")
        }
        frames.first = first
      }
      return (try frames.html(), true)
    case ("figure", 1), ("figure", 2): return (try figure(explanation, words, place, graph), true)
    case ("steps", 2) where words[1] == "forward":
      return (explanation.forwardSteps(figure: links.picture(of: graph)), true)
    case ("steps", 2) where words[1] == "backward":
      return (explanation.backwardSteps(figure: links.picture(of: graph)), true)
    case ("algebra", 2...3):
      let slot = words.count == 3 ? Int(words[2]) ?? -1 : 0
      guard let algebra = explanation.derivation.algebra(of: try node(words[1]), slot: slot) else {
        throw Unknown(
          en:
            "the operation of '\(words[1])' has no algebra to write out; use '{{step backward \(words[1])}}'",
          ko: "'\(words[1])'의 연산에는 풀어 쓸 대수가 없습니다. '{{step backward \(words[1])}}'를 쓰십시오")
      }
      return (explanation.html(algebra), true)
    case ("plot", 5...):
      let plot = try DerivativePlot(words, explained)
      return (
        framed(
          try figures.svg(plot.scene(figures), "\(graph)-plot\(place)-"),
          label: ExplainWords(language).figureLabel), true
      )
    case ("chain", 2...):
      return (explanation.chainSteps(of: try words.dropFirst().map(node)), true)
    case ("step", 3):
      return (
        explanation.steps(
          of: try node(words[2]), isForward: words[1] == "forward",
          figure: links.picture(of: graph)), true
      )
    case ("table", 2) where words[1] == "values": return (explanation.valuesTable, true)
    case ("table", 2) where words[1] == "updates": return (explanation.updatesTable, true)
    case ("layers", 1): return (try layersTable(explanation), true)
    case ("ratio", 1): return (escaped(try layerRatio(explanation)), false)
    default: throw Unknown(tag: words)
    }
  }

  private func update(_ name: String, _ explanation: Explanation) throws -> Update {
    let node = explanation.trace.annotations.node(named: name)
    guard let update = explanation.trace.updates.first(where: { $0.node == node }) else {
      throw Unknown(notUpdated: name)
    }
    return update
  }

  private func number(
    _ explanation: Explanation?, _ tensor: Tensor<Double>, _ role: MathRole?
  ) -> String {
    guard let scalar = tensor.scalar else {
      return explanation.map { MathMLWriter().inline($0.derivation.math(of: tensor)) } ?? ""
    }
    let text = escaped(numerals.power(scalar))
    return role.map { "<b class=\"\($0.rawValue)\">\(text)</b>" } ?? text
  }

  /// A formula as it is typed, with the numbers it asks for.
  private func formula(
    _ text: String, _ explanation: Explanation, node: (String) throws -> NodeID
  ) throws -> String {
    do {
      let equation = try BoardFormula.read(text) { word, name in
        let node = try node(name)
        if word == "value" {
          return explanation.derivation.math(of: explanation.trace.value(of: node)).asValue
        }
        guard let gradient = explanation.trace.gradient(of: node).tensor else {
          throw Unknown(constant: name)
        }
        return explanation.derivation.math(of: gradient).asGradient
      }
      return "<div class=\"equation\" tabindex=\"0\">\(MathMLWriter().block(equation))</div>"
    } catch let fault as BoardFormula.Fault {
      throw Unknown(
        en: "'{{formula \(text)}}': \(fault.message.english)",
        ko: "'{{formula \(text)}}': \(fault.message.korean)")
    }
  }

  // MARK: Figures

  /// Which passes a figure shows; nil where its tag is wrong.
  private static func pass(_ words: [String]) -> FigureOptions.Pass? {
    words.count == 2 ? FigureOptions.Pass(rawValue: words[1]) : .both
  }

  /// What the ids of a figure's tag begin with, behind the graph's prefix.
  static func figureName(_ words: [String], _ place: Int) -> String? {
    pass(words).map { "figure\(place)-\($0.rawValue)-" }
  }

  /// The explanation of a graph of the lesson.
  func explanation(of graph: String) -> Explanation? {
    graphs.first { $0.graph.name == graph }?.explanation
  }

  private func figure(
    _ explanation: Explanation, _ words: [String], _ place: Int, _ graph: String
  ) throws -> String {
    guard let pass = Self.pass(words), let name = Self.figureName(words, place) else {
      throw Unknown(
        en: "'{{figure}}' takes forward, backward or both",
        ko: "'{{figure}}'에는 forward, backward, both 가운데 하나를 쓰십시오")
    }
    return inFrame(
      try explanation.figure(figures, name: name, places: links.places(of: graph)) {
        $0.pass = pass
      })
  }

  private func inFrame(_ svg: String) -> String {
    framed(svg, label: ExplainWords(language).figureLabel)
  }

  // MARK: Layers

  /// For each layer with trainable parameters: its name, mean |gradient| and mean |change|.
  private func layerMeans(
    _ explanation: Explanation
  ) -> [(name: String, gradient: Double, change: Double)] {
    let trace = explanation.trace
    var means: [(layer: Int, gradients: [Double], changes: [Double])] = []
    for update in trace.updates {
      guard let layer = update.layer else { continue }
      if means.last?.layer != layer { means.append((layer, [], [])) }
      means[means.count - 1].gradients += update.gradient.elements.map(abs)
      means[means.count - 1].changes += update.change.elements.map(abs)
    }
    return means.map { entry in
      (
        trace.annotations.layers[entry.layer][language] ?? "",
        entry.gradients.reduce(0, +) / Double(entry.gradients.count),
        entry.changes.reduce(0, +) / Double(entry.changes.count)
      )
    }
  }

  private func layersTable(_ explanation: Explanation) throws -> String {
    let isKorean = language == .korean
    let head = [
      isKorean ? "층" : "Layer", isKorean ? "기울기 절댓값의 평균" : "Mean size of the gradients",
      isKorean ? "갱신량 절댓값의 평균" : "Mean size of the change",
    ]
    let rows = layerMeans(explanation).map { layer in
      "<tr><th scope=\"row\">\(escaped(layer.name))</th><td class=\"backward\">"
        + "\(escaped(numerals.text(layer.gradient)))</td><td>"
        + "\(escaped(numerals.text(layer.change)))</td></tr>"
    }
    let label = isKorean ? "층별 평균" : "Means of each layer"
    return "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"\(label)\">"
      + "<table><thead><tr>" + head.map { "<th scope=\"col\">\($0)</th>" }.joined()
      + "</tr></thead><tbody>" + rows.joined() + "</tbody></table></div>"
  }

  /// How many times as far the last layer moves as the first.
  private func layerRatio(_ explanation: Explanation) throws -> String {
    let layers = layerMeans(explanation)
    guard let first = layers.first, let last = layers.last, first.change > 0 else {
      throw Unknown(
        en: "'{{ratio}}' needs two layers with params and a rate",
        ko: "'{{ratio}}'에는 param이 있는 층 둘과 rate가 필요합니다")
    }
    return Numerals(digits: 3).text(last.change / first.change)
  }
}
