import Autodiff
import Derivation
import Diagram
import Formats
import GraphLanguage
import Notation
import Wording

/// The page of one operation, made from its own formula, rules and kinks.
struct OperationPage: PageContent {
  let kind: OperationKind
  let language: Language
  /// The lessons in whose graphs it stands.
  let lessons: [PageHeading]

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

  struct Model {
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

  var path: String { Self.path(kind, language) }

  func add(to fingerprint: inout Fingerprint, _ links: PageLinks) {
    for lesson in lessons { fingerprint.add(lesson.name) }
  }

  /// - Throws: What the painter throws.
  func files(
    _ shell: BookShell, _ links: PageLinks, _ results: ExperimentResults, _ figures: FigureWriter
  ) throws -> [Book.File] {
    typealias Heading = OperationExplanation.Heading
    guard let (sample, graph) = try Self.explained(kind, shell, language) else { return [] }
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
    let lessons = lessons.map { lesson in
      links.link(links.address(of: lesson.path(language)), HTML(text: lesson.title(language)))
    }
    let title = Self.title(kind, language)
    let drawing = try explanation.drawing(figures, name: "figure-", follows: true)
    let model = Model(
      title: title, sampleTitle: Heading.example[language],
      source: example.text, forwardTitle: Heading.value[language],
      backwardTitle: Heading.derivative[language],
      figure: framed(drawing.picture, label: figureLabel) + drawing.button,
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
    let html = shell.page(
      links, language, title: title, content: shell.templates.render(.operation, model))
    return [Book.File(path: path, text: html)]
  }

  /// The example of an operation, explained; nil where nobody writes it.
  fileprivate static func explained(
    _ kind: OperationKind, _ shell: BookShell, _ language: Language
  ) throws -> (sample: OperationExplanation, graph: ExplainedGraph)? {
    guard let sample = try OperationExplanation(kind) else { return nil }
    return (sample, shell.explained(sample.graph, language, prefix: "sample-"))
  }

  /// The lessons in whose graphs each operation stands, in the order of reading.
  static func lessons(of lessons: [Lesson]) -> [OperationKind: [PageHeading]] {
    var found: [OperationKind: [PageHeading]] = [:]
    for lesson in lessons {
      var kinds: Set<OperationKind> = []
      for source in lesson.graphs.values {
        guard let graph = try? LessonGraph(name: lesson.name, source: source, file: lesson.name)
        else { continue }
        kinds.formUnion(graph.trace.nodes.map(graph.trace.kind))
      }
      for kind in kinds { found[kind, default: []].append(lesson.heading) }
    }
    return found
  }
}

/// The list of all operations with their formulas.
struct OperationsPage: PageContent {
  let language: Language

  struct Model {
    let title, lede: String
    let families: [Group]
  }

  struct Group {
    let name: String
    let operations: [Entry]
  }

  struct Entry {
    let link, formula: HTML
  }

  var path: String { "\(language.rawValue)/\(OperationPage.index)" }

  func add(to fingerprint: inout Fingerprint, _ links: PageLinks) {}

  func files(
    _ shell: BookShell, _ links: PageLinks, _ results: ExperimentResults, _ figures: FigureWriter
  ) throws -> [Book.File] {
    let (title, lede) = (BookWords.operations[language], BookWords.operationsLede[language])
    func entry(_ kind: OperationKind) -> Entry? {
      guard let graph = try? OperationPage.explained(kind, shell, language)?.graph,
        let equation = graph.explanation.derivation.definition(of: graph.explanation.trace.output)
      else { return nil }
      let address = links.address(of: OperationPage.path(kind, language))
      return Entry(
        link: links.link(address, HTML(text: OperationPage.title(kind, language))),
        formula: .math(equation.math))
    }
    let families = Family.allCases.compactMap { family -> Group? in
      let members = OperationPage.kinds.filter { $0.profile.family == family }.compactMap(entry)
      return members.isEmpty ? nil : Group(name: family.title[language], operations: members)
    }
    let html = shell.page(
      links, language, title: title, summary: lede,
      content: shell.templates.render(
        .operations, Model(title: title, lede: lede, families: families)))
    return [Book.File(path: path, text: html)]
  }
}
