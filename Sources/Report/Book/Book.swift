import Autodiff
import Derivation
import GraphLanguage
import Training
import Wording

/// The whole report: an index, and each lesson in both languages.
public struct Book {
  /// A file of the site.
  public struct File: Sendable {
    /// Where it stands, from the site's root.
    public let path: String
    /// Its contents.
    public let text: String
  }

  private let lessons: [Lesson]
  private let templates: PageTemplates
  private let numerals: Numerals

  /// Prepares a book.
  ///
  /// - Parameter lessons: In any order; their numbers order them.
  public init(
    lessons: [Lesson], templates: PageTemplates, numerals: Numerals = Numerals()
  ) {
    self.lessons = lessons.sorted { ($0.order, $0.name) < ($1.order, $1.name) }
    self.templates = templates
    self.numerals = numerals
  }

  /// Whether any lesson shows a training run.
  public var needsTraining: Bool { lessons.contains(where: needsTraining) }

  private func needsTraining(_ lesson: Lesson) -> Bool {
    lesson.uses("train") || lesson.uses("chart")
  }

  /// Whether any lesson shows the comparison of networks.
  public var needsVanishing: Bool { lessons.contains { $0.uses("vanish") } }

  /// Whether any lesson shows the check of a network.
  public var needsCheck: Bool { lessons.contains { $0.uses("check") } }

  /// All files of the site.
  ///
  /// - Parameters:
  ///   - training: The run that lessons show, where any does.
  ///   - check: The check of a network that lessons show, where any does.
  ///   - vanishing: The comparison of networks that lessons show, where any does.
  ///   - figures: Paints figures.
  ///   - progress: Called with the path of each page that is done.
  /// - Throws: `TemplateError` for a lesson's fault, `Diagnostics` for a graph's, and what the
  ///   painter throws.
  public func files(
    training: TrainingResult?, check: NetworkCheck? = nil, vanishing: VanishingResult? = nil,
    figures: FigureWriter,
    progress: (String) -> Void = { _ in }
  ) throws -> [File] {
    var files: [File] = []
    for (index, lesson) in lessons.enumerated() {
      let graphs = try lesson.graphs.sorted { $0.key < $1.key }.map {
        try LessonGraph(name: $0.key, source: $0.value, lesson: lesson.name)
      }
      for language in Language.allCases {
        files.append(try page(index, language, graphs, training, check, vanishing, figures))
        progress(lesson.path(language))
      }
    }
    files.append(File(path: "index.html", text: indexPage))
    return files
  }

  // MARK: Lessons

  struct LessonModel {
    let number, title, summary, prose: String
  }

  private func page(
    _ index: Int, _ language: Language, _ graphs: [LessonGraph], _ training: TrainingResult?,
    _ check: NetworkCheck?, _ vanishing: VanishingResult?, _ figures: FigureWriter
  ) throws -> File {
    let lesson = lessons[index]
    guard let prose = lesson.prose[language] else {
      throw TemplateError(file: lesson.name, line: 1, message: "no prose in \(language.rawValue)")
    }
    let tags = LessonTags(
      graphs: graphs.map { graph in
        ExplainedGraph(
          graph: graph,
          explanation: Explanation(
            graph.trace, language: language, numerals: numerals, templates: templates,
            prefix: graph.name + "-"))
      }, training: training,
      vanishing: vanishing.map {
        VanishTags(
          $0, language: language, numerals: numerals, templates: templates, figures: figures)
      },
      check: check.map {
        CheckTags($0, language: language, numerals: numerals, figures: figures)
      }, figures: figures, language: language)
    let content = templates.render(
      "lesson.mustache",
      LessonModel(
        number: language == .korean ? "\(lesson.number)강" : "Lesson \(lesson.number)",
        title: prose.title, summary: prose.summary,
        prose: try LessonProse(prose: prose, tags: tags).html()))
    let html = Page(
      language: language, title: prose.title + " · Backdraw", summary: prose.summary,
      header: header(index, language), footer: footer(index, language), content: content,
      style: lesson.uses("frames") ? FrameSteps.style : ""
    ).html(templates)
    return File(path: lesson.path(language), text: html)
  }

  private func header(_ index: Int, _ language: Language) -> String {
    let isKorean = language == .korean
    let other = language.other
    return "<header><nav class=\"bar\" aria-label=\"\(isKorean ? "책" : "Book")\">"
      + "<a href=\"../index.html#\(language.rawValue)\">\(isKorean ? "차례" : "Contents")</a>"
      + "<a class=\"right\" lang=\"\(other.rawValue)\" hreflang=\"\(other.rawValue)\" "
      + "href=\"../\(lessons[index].path(other))\">\(other == .korean ? "한국어" : "English")</a>"
      + "</nav></header>\n"
  }

  private func footer(_ index: Int, _ language: Language) -> String {
    let isKorean = language == .korean
    func link(_ lesson: Lesson, _ relation: String, _ word: String) -> String {
      let title = lesson.prose[language]?.title ?? lesson.name
      return "<a rel=\"\(relation)\" href=\"\(lesson.name).html\">\(word): \(escaped(title))</a>"
    }
    var links = ""
    if index > 0 { links += link(lessons[index - 1], "prev", isKorean ? "이전" : "Previous") }
    if index + 1 < lessons.count {
      links += link(lessons[index + 1], "next", isKorean ? "다음" : "Next")
    }
    return
      "<footer><nav class=\"foot\" aria-label=\"\(isKorean ? "이전과 다음" : "Previous and next")\">"
      + links + "</nav></footer>\n"
  }

  // MARK: Index

  struct IndexModel {
    let title, lede: String
    let languages: [IndexLanguage]
    let creditsTitle: String
    let credits: [String]
  }

  struct IndexLanguage {
    let language, heading, introduction: String
    let chapters: [IndexChapter]
  }

  struct IndexChapter {
    let chapter: String
    let hasChapter: Bool
    var lessons: [IndexLesson]
  }

  struct IndexLesson {
    let number: Int
    let path, title, summary: String
  }

  /// The lessons in their order, those of one chapter together.
  private func chapters(_ language: Language) -> [IndexChapter] {
    var chapters: [IndexChapter] = []
    for lesson in lessons {
      guard let prose = lesson.prose[language] else { continue }
      if chapters.isEmpty || chapters[chapters.count - 1].chapter != prose.chapter {
        chapters.append(
          IndexChapter(chapter: prose.chapter, hasChapter: !prose.chapter.isEmpty, lessons: []))
      }
      chapters[chapters.count - 1].lessons.append(
        IndexLesson(
          number: lesson.number, path: lesson.path(language), title: prose.title,
          summary: prose.summary))
    }
    return chapters
  }

  private var indexPage: String {
    let languages = Language.allCases.map { language in
      IndexLanguage(
        language: language.rawValue, heading: language == .korean ? "한국어" : "English",
        introduction: BookWords.introduction[language], chapters: chapters(language))
    }
    let content = templates.render(
      "index.mustache",
      IndexModel(
        title: "Backdraw", lede: BookWords.lede, languages: languages,
        creditsTitle: BookWords.creditsTitle, credits: BookWords.credits))
    return Page(
      language: .korean, title: "Backdraw · 역전파 · Backpropagation", summary: BookWords.lede,
      content: content
    ).html(templates)
  }
}
