import Concurrency
import Derivation
import Wording

/// The whole report: an index, and each lesson and each graph of the gallery in each language.
package struct Book: Sendable {
  /// A file of the site.
  package struct File: Sendable {
    /// Where it stands, from the site's root.
    package let path: String
    /// Its contents.
    package let bytes: [UInt8]

    /// A file of bytes.
    init(path: String, bytes: [UInt8]) {
      self.path = path
      self.bytes = bytes
    }

    /// A file of text.
    init(path: String, text: String) { self.init(path: path, bytes: Array(text.utf8)) }

    /// Its contents as text.
    package var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  let lessons: [Lesson]
  let pages: [Lesson]
  let glossaries: [Language: Glossary]
  let gallery: Gallery?
  let templates: PageTemplates
  let numerals: Numerals

  /// Prepares a book.
  ///
  /// - Parameters:
  ///   - lessons: In any order; their numbers order them.
  ///   - pages: Pages of prose beside the lessons, such as the notation.
  ///   - glossaries: The terms of each language.
  ///   - gallery: Graphs that a course draws; none when left out.
  package init(
    lessons: [Lesson], pages: [Lesson] = [], glossaries: [Language: Glossary] = [:],
    gallery: Gallery? = nil, templates: PageTemplates, numerals: Numerals = Numerals()
  ) {
    self.lessons = lessons.sorted { ($0.order, $0.name) < ($1.order, $1.name) }
    self.pages = pages.sorted { $0.name < $1.name }
    self.glossaries = glossaries
    self.gallery = gallery
    self.templates = templates
    self.numerals = numerals
  }

  /// Which experiments the lessons show.
  ///
  /// - Parameter name: The one lesson that is built; all when left out.
  package func experiments(for name: String? = nil) -> Set<Experiment> {
    lessons.filter { name == nil || $0.name == name }.reduce(into: []) {
      $0.formUnion($1.experiments)
    }
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

  /// What a page is and how it is made, with the files beside it.
  struct Job: Sendable {
    let path: String
    let files: @Sendable (PageLinks, FigureWriter) throws -> [File]

    /// A page with files beside it; the page is the first of them.
    init(
      path: String, files: @escaping @Sendable (PageLinks, FigureWriter) throws -> [File]
    ) {
      self.path = path
      self.files = files
    }

    /// A page.
    init(
      path: String, page text: @escaping @Sendable (PageLinks, FigureWriter) throws -> String
    ) {
      self.init(path: path) { links, figures in
        [File(path: path, text: try text(links, figures))]
      }
    }
  }

  /// All files of the site, or one lesson's pages and the index.
  ///
  /// - Parameters:
  ///   - name: The one lesson to build; all when left out.
  ///   - results: What the experiments gave that lessons show.
  ///   - exists: Whether a file that is not built now is there, by its path from the site's root;
  ///     links lead to what is built or there.
  ///   - figures: Makes a painter of figures, for each of the threads that build pages.
  ///   - progress: Called with the path of each page that is done, from any thread.
  /// - Throws: `TemplateError` for a lesson's fault, `Diagnostics` for a graph's, and what the
  ///   painter throws.
  package func files(
    only name: String? = nil, results: ExperimentResults = ExperimentResults(),
    existing exists: @escaping @Sendable (String) -> Bool = { _ in false },
    figures: @escaping @Sendable () throws -> FigureWriter,
    progress: @escaping @Sendable (String) -> Void = { _ in }
  ) throws -> [File] {
    let all = lessonJobs(nil, results) + otherJobs(results) + [indexJob]
    let jobs = name == nil ? all : lessonJobs(name, results) + [indexJob]
    let (known, built) = (Set(all.map(\.path)), Set(jobs.map(\.path)))
    try checkLinks(of: name) { known.contains($0) || exists($0) }
    return try jobs.concurrentMap(context: { _ in try figures() }) { job, figures in
      let links = PageLinks(page: job.path) { built.contains($0) || exists($0) }
      let files = try job.files(links, figures)
      progress(job.path)
      return files
    }.flatMap(\.self)
  }

  /// Checks that texts lead to no page that the book does not have.
  private func checkLinks(
    of name: String?, _ exists: @escaping @Sendable (String) -> Bool
  ) throws(TemplateError) {
    for lesson in lessons + pages where name == nil || lesson.name == name {
      for language in Language.allCases {
        guard let prose = lesson.prose[language] else { continue }
        try PageLinks(page: lesson.path(language), exists: exists)
          .check(prose.text, file: prose.file)
      }
    }
    for exhibit in gallery?.exhibits ?? [] where name == nil {
      for language in Language.allCases {
        guard let text = exhibit.text[language] else { continue }
        // What is said of a graph stands on two pages; both must find what it leads to.
        try PageLinks(page: exhibit.path(language), exists: exists)
          .check(text.blocks, file: text.file)
      }
    }
    for language in Language.allCases where name == nil {
      guard let glossary = glossaries[language] else { continue }
      let links = PageLinks(page: "\(language.rawValue)/\(Glossary.page)", exists: exists)
      for entry in glossary.entries { try links.check(entry.text, file: glossary.file) }
    }
  }

  private func lessonJobs(_ name: String?, _ results: ExperimentResults) -> [Job] {
    lessons.indices.filter { name == nil || lessons[$0].name == name }.flatMap { index in
      Language.allCases.map { language in
        Job(
          path: lessons[index].path(language),
          files: { links, figures in
            try page(
              of: lessons[index], number: lessons[index].numberText[language],
              footer: footer(index, links, language), links, language, results, figures)
          })
      }
    }
  }

  /// The pages beside the lessons.
  private func otherJobs(_ results: ExperimentResults) -> [Job] {
    Language.allCases.flatMap { language in
      let folder = language.rawValue + "/"
      var jobs = pages.map { page in
        Job(
          path: page.path(language),
          files: { links, figures in
            try self.page(of: page, links, language, results, figures)
          })
      }
      if let glossary = glossaries[language] {
        jobs.append(
          Job(path: folder + Glossary.page) { links, _ in
            try glossaryPage(glossary, links, language)
          })
      }
      jobs.append(
        Job(path: folder + OperationPage.index) { links, _ in operationsPage(links, language) })
      for kind in OperationPage.kinds {
        jobs.append(
          Job(path: OperationPage.path(kind, language)) { links, figures in
            try operationPage(kind, links, language, figures: figures)
          })
      }
      jobs.append(Job(path: folder + Self.searchFile) { links, _ in searchPage(links, language) })
      return jobs + galleryJobs(language)
    }
  }

  private func galleryJobs(_ language: Language) -> [Job] {
    guard let gallery else { return [] }
    let index = Job(path: "\(language.rawValue)/\(Gallery.page)") { links, figures in
      try galleryPage(gallery, links, language, figures)
    }
    return [index]
      + gallery.exhibits.enumerated().map { place, exhibit in
        Job(
          path: exhibit.path(language),
          files: { links, figures in
            try exhibitFiles(place, of: gallery, links, language, figures)
          })
      }
  }

  private var indexJob: Job { Job(path: "index.html") { links, _ in indexPage(links) } }
}
