import Concurrency
import Derivation
import Formats
import Wording

/// The whole report: the contents, each lesson and each graph of the gallery, in each language.
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

  /// The lessons' folders, in the order of reading.
  package var lessonNames: [String] { lessons.map(\.name) }

  /// The lesson of a folder's name or a number, or nil where there is none.
  package func lesson(named name: String) -> Lesson? {
    lessons.first { $0.name == name }
      ?? Int(name).flatMap { number in
        lessons.first { $0.number == number }
      }
  }

  /// The page, as a file in a language's folder, from which all lessons are reached.
  static let contentsFile = "index.html"

  /// The page, as a file in a language's folder, on which everything is found that has a name.
  static let searchFile = "search.html"

  /// All pages of the site, or one lesson's and the index, in their order.
  ///
  /// - Parameters:
  ///   - name: The one lesson to build; all when left out.
  ///   - surroundings: The fingerprint of what pages depend on beside the book's files: of the program
  ///     and the fonts.
  ///   - data: The fingerprint of what experiments see.
  ///   - exists: Whether a file that is not built now is there, by its path from the site's root;
  ///     links lead to what is built or there.
  /// - Throws: `TemplateError` where a text leads to a page that there is not.
  package func pages(
    only name: String? = nil, surroundings: String = "", data: String = "",
    existing exists: @escaping @Sendable (String) -> Bool = { _ in false }
  ) throws(TemplateError) -> [BookPage] {
    let graphs = (gallery?.exhibits ?? []).concurrentMap { GalleryGraph($0) }
    let course = try Course(lessons)
    let contents: [any PageContent] =
      Language.allCases.map { ContentsPage(course: course, language: $0) } + [IndexPage()]
    let all = lessonPages(nil) + otherPages(graphs) + contents
    let wanted = name == nil ? all : lessonPages(name) + contents
    let (known, built) = (all.map(\.path), Set(wanted.map(\.path)))
    let isKnown = Set(known)
    try checkLinks(of: name) { isKnown.contains($0) || exists($0) }
    let isThere = { @Sendable path in built.contains(path) || exists(path) }
    let outline = BookOutline(
      lessons: lessons.map(\.heading), pages: pages.map(\.heading),
      exhibits: gallery.map { _ in
        graphs.map {
          .init(name: $0.exhibit.name, titles: $0.titles, lessons: $0.exhibit.lessons)
        }
      }, glossaries: Language.allCases.filter { glossaries[$0] != nil },
      paths: known.filter(isThere))
    let shell = BookShell(
      outline: outline, templates: templates, numerals: numerals, surroundings: surroundings)
    return wanted.map { BookPage($0, shell, data: data, isThere) }
  }

  /// All files of the site, or one lesson's pages and the index.
  ///
  /// - Parameters:
  ///   - name: The one lesson to build; all when left out.
  ///   - results: What the experiments gave that lessons show.
  ///   - exists: As for `pages(only:surroundings:data:existing:)`.
  ///   - figures: Makes a painter of figures, for each of the threads that build pages.
  /// - Throws: `TemplateError` for a lesson's fault, `Diagnostics` for a graph's, and what the
  ///   painter throws.
  package func files(
    only name: String? = nil, results: ExperimentResults = ExperimentResults(),
    existing exists: @escaping @Sendable (String) -> Bool = { _ in false },
    figures: @escaping @Sendable () throws -> FigureWriter
  ) throws -> [File] {
    try pages(only: name, existing: exists)
      .files(running: { _ in results }, figures: figures).flatMap(\.self)
  }

  /// Checks that texts lead to no page that the book does not have.
  private func checkLinks(
    of name: String?, _ exists: @escaping @Sendable (String) -> Bool
  ) throws(TemplateError) {
    for lesson in lessons + pages where name == nil || lesson.name == name {
      for language in Language.allCases {
        guard let prose = lesson.prose[language] else { continue }
        try PageLinks(page: lesson.heading.path(language), exists: exists)
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

  private func lessonPages(_ name: String?) -> [any PageContent] {
    lessons.filter { name == nil || $0.name == name }.flatMap { lesson in
      Language.allCases.map { language in
        LessonPage(
          lesson: lesson, isNumbered: true, language: language, glossary: glossaries[language])
      }
    }
  }

  /// The pages beside the lessons.
  private func otherPages(_ graphs: [GalleryGraph]) -> [any PageContent] {
    let users = OperationPage.lessons(of: lessons)
    return Language.allCases.flatMap { language in
      var contents: [any PageContent] = pages.map { page in
        LessonPage(
          lesson: page, isNumbered: false, language: language, glossary: glossaries[language])
      }
      if let glossary = glossaries[language] {
        contents.append(GlossaryPage(glossary: glossary, language: language))
      }
      contents.append(OperationsPage(language: language))
      for kind in OperationPage.kinds {
        contents.append(
          OperationPage(kind: kind, language: language, lessons: users[kind] ?? []))
      }
      contents.append(
        SearchPage(
          language: language, lessons: lessons, pages: pages, glossaries: glossaries,
          exhibits: graphs))
      return contents + galleryPages(graphs, language)
    }
  }

  private func galleryPages(_ graphs: [GalleryGraph], _ language: Language) -> [any PageContent] {
    guard let gallery else { return [] }
    var rest = graphs[...]
    let subjects = gallery.subjects.map { subject in
      let own = Array(rest.prefix(subject.exhibits.count))
      rest = rest.dropFirst(own.count)
      return (title: subject.title[language] ?? "", graphs: own)
    }
    let exhibits = subjects.flatMap { subject in
      subject.graphs.map { graph in
        ExhibitPage(graph: graph, language: language, subject: subject.title)
      }
    }
    return [GalleryPage(language: language, subjects: subjects)] + exhibits
  }
}
