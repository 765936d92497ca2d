import Autodiff
import Derivation
import Diagram
import GraphLanguage
import Notation
import Wording

/// The index by operation: a page for each, made from its own formula, rules and kinks.
enum OperationPage {
  /// The operations that somebody writes, in the order of the language.
  static let kinds = OperationKind.allCases.filter { $0.page != nil }

  /// What the operation is called in the language, and in the files' names.
  static func name(_ kind: OperationKind) -> String { kind.page ?? kind.name }

  /// The list of operations, as a file in a language's folder.
  static let index = "operations.html"

  /// A page, from the site's root.
  static func path(_ kind: OperationKind, _ language: Language) -> String {
    "\(language.rawValue)/operations/\(name(kind)).html"
  }

  /// The heading: `sigmoid · 시그모이드`.
  static func title(_ kind: OperationKind, _ language: Language) -> String {
    let noun = kind.noun[language]
    let code = name(kind)
    return noun.lowercased() == code ? noun : "\(noun) · \(code)"
  }
}

extension Book {
  struct OperationsModel {
    let title, lede: String
    let families: [OperationFamily]
  }

  struct OperationFamily {
    let name: String
    let operations: [OperationEntry]
  }

  struct OperationEntry {
    let link, formula: HTML
  }

  struct OperationModel {
    let title, sampleTitle, source, forwardTitle, backwardTitle: String
    let figure, forward, backward: HTML
    let hasAlgebra: Bool
    let algebraTitle: String
    let algebra: HTML
    let hasPlot: Bool
    let plotTitle: String
    let plot: HTML
    let hasKink: Bool
    let kinkTitle, kink: String
    let hasLessons: Bool
    let lessonsTitle: String
    let lessons: [HTML]
  }

  private func explained(
    _ kind: OperationKind, _ language: Language
  ) throws -> (sample: OperationExplanation, graph: ExplainedGraph)? {
    guard let sample = try OperationExplanation(kind) else { return nil }
    let graph = sample.graph
    let explanation = Explanation(
      graph.trace, language: language, numerals: numerals, templates: templates, prefix: "sample-")
    return (sample, ExplainedGraph(graph: graph, explanation: explanation))
  }

  /// The list of all operations with their formulas, family by family.
  func operationsPage(_ links: PageLinks, _ language: Language) -> String {
    let (title, lede) = (BookWords.operations[language], BookWords.operationsLede[language])
    func entry(_ kind: OperationKind) -> OperationEntry? {
      guard let graph = try? explained(kind, language)?.graph,
        let equation = graph.explanation.derivation.definition(of: graph.explanation.trace.output)
      else { return nil }
      let address = links.address(of: OperationPage.path(kind, language))
      return OperationEntry(
        link: links.link(address, HTML(text: OperationPage.title(kind, language))),
        formula: .math(equation.math))
    }
    let families = Family.allCases.compactMap { family -> OperationFamily? in
      let members = OperationPage.kinds.filter { $0.profile.family == family }.compactMap(entry)
      return members.isEmpty
        ? nil : OperationFamily(name: family.title[language], operations: members)
    }
    return page(
      links, language, title: title, summary: lede,
      content: templates.render(
        .operations, OperationsModel(title: title, lede: lede, families: families)))
  }

  /// The page of one operation.
  ///
  /// - Throws: What the painter throws.
  func operationPage(
    _ kind: OperationKind, _ links: PageLinks, _ language: Language, figures: FigureWriter
  ) throws -> String {
    typealias Heading = OperationExplanation.Heading
    guard let (sample, graph) = try explained(kind, language) else { return "" }
    let example = sample.example
    let explanation = graph.explanation
    let output = explanation.trace.output
    let algebra = explanation.derivation.algebra(of: output, slot: 0)
    let figureLabel = ExplainWords(language).figureLabel
    let plot = try example.plot.map { words in
      let request = try DerivativePlot.Request(words.split(separator: " ").map(String.init))
      let scene = try DerivativePlot(request, graph).scene(figures)
      return framed(try figures.picture(scene, "plot-"), label: figureLabel)
    }
    let kink = sample.kink?[language]
    let lessons = lessons(with: kind).map { lesson in
      links.link(links.address(of: lesson.path(language)), HTML(text: lesson.title(language)))
    }
    let title = OperationPage.title(kind, language)
    let model = OperationModel(
      title: title, sampleTitle: Heading.example[language],
      source: example.text, forwardTitle: Heading.value[language],
      backwardTitle: Heading.derivative[language],
      figure: framed(try explanation.figure(figures, name: "figure-"), label: figureLabel),
      forward: explanation.steps(of: output, isForward: true),
      backward: explanation.steps(of: output, isForward: false),
      hasAlgebra: algebra != nil,
      algebraTitle: Heading.algebra[language],
      algebra: algebra.map(explanation.html) ?? HTML(), hasPlot: plot != nil,
      plotTitle: Heading.plot[language], plot: plot ?? HTML(),
      hasKink: kink != nil, kinkTitle: Heading.kink[language],
      kink: kink ?? "", hasLessons: !lessons.isEmpty,
      lessonsTitle: Heading.lessons[language],
      lessons: lessons)
    return page(
      links, language, title: title, content: templates.render(.operation, model))
  }

  /// The lessons in whose graphs an operation stands.
  private func lessons(with kind: OperationKind) -> [Lesson] {
    lessons.filter { lesson in
      lesson.graphs.values.contains { bytes in
        guard case .success(let graph) = parseGraph(bytes, file: lesson.name) else { return false }
        let trace = graph.tape.backward(from: graph.output, upstream: graph.upstream)
        return trace.nodes.contains { trace.kind(of: $0) == kind }
      }
    }
  }
}
