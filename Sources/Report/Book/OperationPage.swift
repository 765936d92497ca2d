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
    let operations: [OperationEntry]
  }

  struct OperationEntry {
    let path, title, formula: String
  }

  struct OperationModel {
    let title, sampleTitle, source, figure, forwardTitle, forward, backwardTitle, backward: String
    let hasAlgebra: Bool
    let algebraTitle, algebra: String
    let hasPlot: Bool
    let plotTitle, plot: String
    let hasKink: Bool
    let kinkTitle, kink: String
    let hasLessons: Bool
    let lessonsTitle: String
    let lessons: [OperationLesson]
  }

  struct OperationLesson {
    let path, title: String
  }

  private func explained(
    _ kind: OperationKind, _ language: Language
  ) throws -> (example: Example, graph: ExplainedGraph)? {
    guard let example = kind.profile.example else { return nil }
    let graph = try LessonGraph(
      name: "sample", source: Array(example.text.utf8), lesson: OperationPage.name(kind))
    let explanation = Explanation(
      graph.trace, language: language, numerals: numerals, templates: templates, prefix: "sample-")
    return (example, ExplainedGraph(graph: graph, explanation: explanation))
  }

  /// The list of all operations with their formulas.
  func operationsPage(_ language: Language) -> String {
    let title = Bilingual(en: "Operations", ko: "연산")[language]
    let lede = Bilingual(
      en: "Every operation of the graph language, each with its formula, its derivative and an "
        + "example.",
      ko: "그래프 언어의 모든 연산입니다. 연산마다 식, 국소적 미분, 그림, 예제가 있습니다.")[language]
    let entries = OperationPage.kinds.compactMap { kind -> OperationEntry? in
      guard let graph = try? explained(kind, language)?.graph,
        let equation = graph.explanation.derivation.definition(of: graph.explanation.trace.output)
      else { return nil }
      return OperationEntry(
        path: "operations/\(OperationPage.name(kind)).html",
        title: OperationPage.title(kind, language),
        formula: MathMLWriter().inline(equation.math))
    }
    return page(
      "\(language.rawValue)/operations.html", language, title: title, summary: lede,
      content: templates.render(
        "operations.mustache", OperationsModel(title: title, lede: lede, operations: entries)))
  }

  /// The page of one operation.
  func operationPage(
    _ kind: OperationKind, _ language: Language, figures: FigureWriter
  ) throws -> String {
    guard let (example, graph) = try explained(kind, language) else { return "" }
    let explanation = graph.explanation
    let output = explanation.trace.output
    let algebra = explanation.derivation.algebra(of: output, slot: 0)
    let plot = try example.plot.map { words in
      let plot = try DerivativePlot(words.split(separator: " ").map(String.init), graph)
      return framed(
        try figures.svg(plot.scene(figures), "plot-"),
        label: ExplainWords(language).figureLabel)
    }
    let lessons = lessons.filter { lesson in
      lesson.graphs.values.contains { bytes in
        guard case .success(let graph) = parseGraph(bytes, file: lesson.name) else { return false }
        let trace = graph.tape.backward(from: graph.output, upstream: graph.upstream)
        return trace.nodes.contains { trace.kind(of: $0) == kind }
      }
    }
    let title = OperationPage.title(kind, language)
    let kink = kind.kinkWords.map { kink in
      Bilingual(
        en: "There is no derivative at \(kink.place.english). By convention, "
          + "\(kink.convention.english).",
        ko: "\(kink.place.korean)에서는 미분이 없습니다. 약속: \(kink.convention.korean).")[language]
    }
    let model = OperationModel(
      title: title, sampleTitle: Bilingual(en: "An example", ko: "예제")[language],
      source: example.text,
      figure: framed(
        try explanation.figure(figures, name: "figure-"),
        label: ExplainWords(language).figureLabel),
      forwardTitle: Bilingual(en: "Value", ko: "값")[language],
      forward: explanation.steps(of: output, isForward: true),
      backwardTitle: Bilingual(en: "Local derivative", ko: "국소적 미분")[language],
      backward: explanation.steps(of: output, isForward: false),
      hasAlgebra: algebra != nil,
      algebraTitle: Bilingual(en: "Where the rule comes from", ko: "유도")[language],
      algebra: algebra.map(explanation.html) ?? "", hasPlot: plot != nil,
      plotTitle: Bilingual(en: "Plot", ko: "그림")[language], plot: plot ?? "",
      hasKink: kink != nil, kinkTitle: Bilingual(en: "Kink", ko: "꺾인 점")[language],
      kink: kink ?? "", hasLessons: !lessons.isEmpty,
      lessonsTitle: Bilingual(en: "Lessons that use it", ko: "이 연산이 나오는 강의")[language],
      lessons: lessons.map {
        OperationLesson(path: "../\($0.name).html", title: $0.prose[language]?.title ?? $0.name)
      })
    return page(
      OperationPage.path(kind, language), language, title: title,
      content: templates.render("operation.mustache", model))
  }
}
