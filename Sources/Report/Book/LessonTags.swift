import Autodiff
import Derivation
import Diagram
import Notation
import Wording

/// What stands on a page for a lesson's tags.
struct LessonTags {
  /// The lesson's graphs; a tag speaks of one of them.
  let graphs: [ExplainedGraph]
  var training: TrainingTags?
  var vanishing: VanishTags?
  var check: CheckTags?
  var cnn: GraphRunTags?
  var gpt: GraphRunTags?
  let figures: FigureWriter
  let language: Language
  let numerals: Numerals
  /// Where figures lead on the page.
  var links = LessonLinks()

  /// What stands for a tag.
  ///
  /// - Throws: `LessonTag.Fault` where its graph has no such thing, and what the painter throws.
  func html(_ placed: PlacedTag) throws -> HTML {
    func graph() throws -> GraphTags { try graphTags(for: placed) }
    func known(_ html: HTML?) throws -> HTML {
      guard let html else { throw LessonTag.Fault(unknown: placed.text) }
      return html
    }
    switch placed.tag {
    case .use: return HTML()
    case .value(let name): return try graph().value(of: name)
    case .gradient(let name): return try graph().gradient(of: name)
    case .after(let name): return try graph().after(name)
    case .change(let name): return try graph().change(of: name)
    case .shape(let name): return try graph().shape(of: name)
    case .name(let name): return try graph().symbol(of: name)
    case .derivative(let name): return try graph().gradientSymbol(of: name)
    case .rate: return try graph().rate
    case .expression(let expression):
      let explained = explained(placed.graph)
      let value = try LessonExpression(graph: explained?.graph).value(of: expression)
      return .number(value, numerals, explained?.explanation)
    case .ratio: return try graph().layerRatio
    case .formula(let formula): return try graph().formula(formula)
    case .figure(let pass, let writing): return try graph().figure(pass, writing)
    case .network(let pass, let local): return try graph().network(pass, local: local)
    case .worksheet: return try graph().worksheet
    case .frames(let pass, let first): return try graph().frames(pass, first: first)
    case .steps(let direction): return try graph().steps(direction)
    case .step(let direction, let name): return try graph().step(direction, of: name)
    case .algebra(let name, let slot): return try graph().algebra(of: name, slot: slot)
    case .plot(let request): return try graph().plot(request)
    case .chain(let names): return try graph().chain(of: names)
    case .valuesTable: return try graph().explanation.valuesTable
    case .updatesTable: return try graph().explanation.updatesTable
    case .layers: return try graph().layersTable
    case .code(let name): return try code(of: name ?? placed.graph, placed)
    case .training(let tag): return try known(training?.html(tag))
    case .vanishing(let tag): return try known(vanishing?.html(tag))
    case .check(let tag): return try known(check?.html(tag))
    case .graphRun(let tag):
      let run =
        switch tag.graph {
        case .cnn: cnn
        case .gpt: gpt
        }
      return try known(run?.html(tag.piece))
    }
  }

  private func code(of graph: String, _ placed: PlacedTag) throws -> HTML {
    guard let explained = explained(graph) else {
      throw LessonTag.Fault(placed.text, needs: graph)
    }
    guard let tabs = explained.code(prefix: "\(graph)-\(placed.number)-") else {
      throw LessonTag.Fault(
        en: "the program of '\(graph)' is mostly numbers; leave '{{\(placed.text)}}' out",
        ko: "'\(graph)'의 프로그램은 거의 다 수입니다. '{{\(placed.text)}}'를 빼십시오")
    }
    return tabs.html
  }

  /// The programs that stand at the end of a lesson in which no tag asks for one: of the first graph
  /// that it speaks of; nothing where there is none to be read.
  func closingCode(after placed: [PlacedTag]) -> HTML {
    let asks = placed.contains { if case .code = $0.tag { true } else { false } }
    guard !asks, let explained = placed.lazy.compactMap({ explained($0.graph) }).first else {
      return HTML()
    }
    return explained.code(prefix: explained.explanation.prefix)?.html ?? HTML()
  }

  /// A graph of the lesson with its explanation.
  func explained(_ graph: String) -> ExplainedGraph? { graphs.first { $0.graph.name == graph } }

  private func graphTags(for placed: PlacedTag) throws -> GraphTags {
    guard let explained = explained(placed.graph) else {
      throw LessonTag.Fault(placed.text, needs: placed.graph)
    }
    return GraphTags(
      explained: explained, number: placed.number, figures: figures, numerals: numerals,
      picture: links.picture(of: placed.graph), places: links.places(of: placed.graph))
  }
}

extension HTML {
  /// A number as it stands in a sentence, in the colour of its pass; a tensor is typeset.
  static func number(
    _ tensor: Tensor<Double>, _ numerals: Numerals, _ explanation: Explanation?,
    _ role: MathRole? = nil
  ) -> HTML {
    guard let scalar = tensor.scalar else {
      return explanation.map { .math($0.derivation.math(of: tensor)) } ?? HTML()
    }
    let text = HTML(text: numerals.power(scalar))
    return role.map { .element("b", ["class": $0.rawValue], text) } ?? text
  }
}
