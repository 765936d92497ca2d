import Derivation
import Wording

/// The whole report: an index, and each lesson in both languages.
package struct Book: Sendable {
  /// A file of the site.
  package struct File: Sendable {
    /// Where it stands, from the site's root.
    package let path: String
    /// Its contents.
    package let text: String
  }

  let lessons: [Lesson]
  let pages: [Lesson]
  let glossaries: [Language: Glossary]
  let templates: PageTemplates
  let numerals: Numerals

  /// Prepares a book.
  ///
  /// - Parameters:
  ///   - lessons: In any order; their numbers order them.
  ///   - pages: Pages of prose beside the lessons, such as the notation.
  ///   - glossaries: The terms of each language.
  package init(
    lessons: [Lesson], pages: [Lesson] = [], glossaries: [Language: Glossary] = [:],
    templates: PageTemplates, numerals: Numerals = Numerals()
  ) {
    self.lessons = lessons.sorted { ($0.order, $0.name) < ($1.order, $1.name) }
    self.pages = pages.sorted { $0.name < $1.name }
    self.glossaries = glossaries
    self.templates = templates
    self.numerals = numerals
  }

  /// Which experiments the lessons show.
  ///
  /// - Parameter name: The one lesson that is built; all when left out.
  package func experiments(for name: String? = nil) -> Set<Experiment> {
    let built = lessons.filter { name == nil || $0.name == name }
    return Set(
      Experiment.allCases.filter { experiment in
        built.contains { lesson in experiment.tags.contains(where: lesson.uses) }
      })
  }

  /// The lessons' folders, in the order of reading.
  package var lessonNames: [String] { lessons.map(\.name) }

  /// The lesson of a folder's name or a number, or nil where there is none.
  package func lesson(named name: String) -> Lesson? {
    lessons.first { $0.name == name }
      ?? Int(name).flatMap { number in
        lessons.first { $0.number == number }
      }
  }

  /// What a page is and how it is made.
  private struct Job: Sendable {
    let path: String
    let text: @Sendable (FigureWriter) throws -> String
  }

  /// All files of the site, or one lesson's pages and the index.
  ///
  /// - Parameters:
  ///   - name: The one lesson to build; all when left out.
  ///   - results: What the experiments gave that lessons show.
  ///   - figures: Makes a painter of figures, for each of the threads that build pages.
  ///   - progress: Called with the path of each page that is done, from any thread.
  /// - Throws: `TemplateError` for a lesson's fault, `Diagnostics` for a graph's, and what the
  ///   painter throws.
  package func files(
    only name: String? = nil, results: ExperimentResults = ExperimentResults(),
    figures: @escaping @Sendable () throws -> FigureWriter,
    progress: @escaping @Sendable (String) -> Void = { _ in }
  ) throws -> [File] {
    var jobs: [Job] = []
    for index in lessons.indices where name == nil || lessons[index].name == name {
      for language in Language.allCases {
        jobs.append(
          Job(path: lessons[index].path(language)) {
            try lessonPage(index, language, results, $0)
          })
      }
    }
    if name == nil {
      for language in Language.allCases {
        for page in pages {
          jobs.append(Job(path: page.path(language)) { try prosePage(page, language, results, $0) })
        }
        if let glossary = glossaries[language] {
          jobs.append(
            Job(path: "\(language.rawValue)/glossary.html") { _ in
              glossaryPage(glossary, language)
            })
        }
        jobs.append(
          Job(path: "\(language.rawValue)/operations.html") { _ in operationsPage(language) })
        for kind in OperationPage.kinds {
          jobs.append(
            Job(path: OperationPage.path(kind, language)) {
              try operationPage(kind, language, figures: $0)
            })
        }
        jobs.append(Job(path: "\(language.rawValue)/search.html") { _ in searchPage(language) })
      }
    }
    jobs.append(Job(path: "index.html") { _ in indexPage })
    return try onAllCores(jobs, context: figures) { job, figures in
      let file = File(path: job.path, text: try job.text(figures))
      progress(job.path)
      return file
    }
  }

  // MARK: Lessons

  struct LessonModel {
    let number: String
    let hasNumber: Bool
    let title, summary, prose: String
  }

  private func lessonPage(
    _ index: Int, _ language: Language, _ results: ExperimentResults, _ figures: FigureWriter
  ) throws -> String {
    let lesson = lessons[index]
    return try page(
      of: lesson, number: lesson.numberText(language), language, results, figures,
      footer: footer(index, language))
  }

  private func prosePage(
    _ page: Lesson, _ language: Language, _ results: ExperimentResults, _ figures: FigureWriter
  ) throws -> String {
    try self.page(of: page, number: "", language, results, figures, footer: "")
  }

  private func page(
    of lesson: Lesson, number: String, _ language: Language, _ results: ExperimentResults,
    _ figures: FigureWriter, footer: String
  ) throws -> String {
    guard let prose = lesson.prose[language] else {
      throw TemplateError(
        file: "\(lesson.name)/\(language.rawValue).md", line: 1, message: Lesson.missing)
    }
    let graphs = try lesson.graphs.sorted { $0.key < $1.key }.map {
      try LessonGraph(name: $0.key, source: $0.value, lesson: lesson.name)
    }
    let tags = LessonTags(
      graphs: graphs.map { graph in
        ExplainedGraph(
          graph: graph,
          explanation: Explanation(
            graph.trace, language: language, numerals: numerals, templates: templates,
            prefix: graph.name + "-"))
      },
      training: TrainingTags(
        training: results.training, batches: results.batches, optimizers: results.optimizers,
        figures: figures, language: language),
      vanishing: results.vanishing.map {
        VanishTags(
          $0, language: language, numerals: numerals, templates: templates, figures: figures)
      },
      check: results.check.map {
        CheckTags($0, language: language, numerals: numerals, figures: figures)
      }, figures: figures, language: language, numerals: numerals)
    let html = try LessonProse(prose: prose, tags: tags, glossary: glossaries[language]).html()
    let content = templates.render(
      "lesson.mustache",
      LessonModel(
        number: number, hasNumber: !number.isEmpty, title: prose.title, summary: prose.summary,
        prose: html.linkedForPaper(language) { pageTitle($0, language) }))
    return Page(
      language: language, title: prose.title + " · Backdraw", summary: prose.summary,
      header: header(for: lesson.path(language), language), footer: footer, content: content,
      style: FrameSteps.style(html) + FigureLinks.style(html)
    ).html(templates)
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
    let title: String
    let languages: [IndexLanguage]
  }

  struct IndexLanguage {
    let language, heading, lede, introduction: String
    let chapters: [IndexChapter]
    let others: [IndexOther]
  }

  struct IndexOther {
    let path, title: String
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

  /// The pages beside the lessons.
  private func others(_ language: Language) -> [IndexOther] {
    navigation(language).map {
      IndexOther(path: "\(language.rawValue)/\($0.file)", title: $0.title)
    }
  }

  private var indexPage: String {
    let languages = Language.allCases.map { language in
      IndexLanguage(
        language: language.rawValue, heading: language == .korean ? "한국어" : "English",
        lede: BookWords.lede[language], introduction: BookWords.introduction[language],
        chapters: chapters(language), others: others(language))
    }
    let content = templates.render(
      "index.mustache", IndexModel(title: "Backdraw", languages: languages))
    return Page(
      language: .korean, title: "Backdraw · 역전파 · Backpropagation",
      summary: languages.map(\.lede).joined(separator: " "), content: content
    ).html(templates)
  }
}
