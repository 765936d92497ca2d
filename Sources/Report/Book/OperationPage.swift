import Autodiff
import Derivation
import Diagram
import GraphLanguage
import Wording

/// The index by operation: a page for each, made from its own formula, rules and kinks.
enum OperationPage {
  /// The operations, in the order of the language.
  static let kinds = OperationKind.allCases.filter { OperationSample($0) != nil }

  /// What the operation is called in the language, and in the files' names.
  static func name(_ kind: OperationKind) -> String {
    switch kind {
    // Two operations may have one name in the language.
    case .generalPower: "power-of-two-variables"
    case .maxOver: "max-of-entries"
    case .minOver: "min-of-entries"
    default: kind.name
    }
  }

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
  ) throws -> (sample: OperationSample, graph: ExplainedGraph)? {
    guard let sample = OperationSample(kind) else { return nil }
    let graph = try LessonGraph(
      name: "sample", source: Array(sample.text.utf8), lesson: OperationPage.name(kind))
    let explanation = Explanation(
      graph.trace, language: language, numerals: numerals, templates: templates, prefix: "sample-")
    return (sample, ExplainedGraph(graph: graph, explanation: explanation))
  }

  /// The list of all operations with their formulas.
  func operationsPage(_ language: Language) -> String {
    let isKorean = language == .korean
    let title = isKorean ? "연산" : "Operations"
    let lede =
      isKorean
      ? "그래프 언어의 모든 연산입니다. 연산마다 식, 국소적 미분, 그림, 예제가 있습니다."
      : "Every operation of the graph language, each with its formula, its derivative and an example."
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
    let isKorean = language == .korean
    guard let (sample, graph) = try explained(kind, language) else { return "" }
    let explanation = graph.explanation
    let output = explanation.trace.output
    let algebra = explanation.derivation.algebra(of: output, slot: 0)
    let plot = try sample.plot.map { words in
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
    let model = OperationModel(
      title: title, sampleTitle: isKorean ? "예제" : "An example", source: sample.text,
      figure: framed(
        try explanation.figure(figures, name: "figure-"),
        label: ExplainWords(language).figureLabel),
      forwardTitle: isKorean ? "값" : "Value",
      forward: explanation.steps(of: output, isForward: true),
      backwardTitle: isKorean ? "국소적 미분" : "Local derivative",
      backward: explanation.steps(of: output, isForward: false),
      hasAlgebra: algebra != nil, algebraTitle: isKorean ? "유도" : "Where the rule comes from",
      algebra: algebra.map(explanation.html) ?? "", hasPlot: plot != nil,
      plotTitle: isKorean ? "그림" : "Plot", plot: plot ?? "", hasKink: kind.kink != nil,
      kinkTitle: isKorean ? "꺾인 점" : "Kink",
      kink: kind.kink.map { kink in
        isKorean
          ? "\(kink.place.korean)에서는 미분이 없습니다. 약속: \(kink.convention.korean)."
          : "There is no derivative at \(kink.place.english). By convention, "
            + "\(kink.convention.english)."
      } ?? "", hasLessons: !lessons.isEmpty,
      lessonsTitle: isKorean ? "이 연산이 나오는 강의" : "Lessons that use it",
      lessons: lessons.map {
        OperationLesson(path: "../\($0.name).html", title: $0.prose[language]?.title ?? $0.name)
      })
    return page(
      OperationPage.path(kind, language), language, title: title,
      content: templates.render("operation.mustache", model))
  }
}
