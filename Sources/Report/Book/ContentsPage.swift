import Diagram
import Formats
import Scene
import Wording

/// The contents of the book in one language: a picture of what it is about, what a reader will be able
/// to do, a map of the lessons, and a list of them.
struct ContentsPage: PageContent {
  let course: Course
  let language: Language

  struct Model {
    let title, lede, promise: String
    let opening: HTML
    let others: [HTML]
    let mapTitle: String
    let map: HTML
    let listTitle: String
    let chapters: [Chapter]
  }

  struct Chapter {
    let chapter: String
    let hasChapter: Bool
    let lessons: [Entry]
  }

  struct Entry {
    let number: Int
    let link: HTML
    let summary: String
  }

  /// The folder of the pictures beside the page.
  static let folder = "contents"
  /// The graph whose figure opens the page: that of the first lesson that draws one with both passes,
  /// the two apples; no lesson need have it.
  private static let opening = "01-two-apples"

  var path: String { "\(language.rawValue)/\(Book.contentsFile)" }

  func add(to fingerprint: inout Fingerprint, _ links: PageLinks) {
    course.add(to: &fingerprint, language)
    fingerprint.add(openingGraph?.source ?? [])
    for lesson in course.lessons {
      fingerprint.add(count: links.exists(lesson.heading.path(language)) ? 1 : 0)
    }
  }

  func files(
    _ shell: BookShell, _ links: PageLinks, _ results: ExperimentResults, _ figures: FigureWriter
  ) throws -> [Book.File] {
    var figures = figures
    figures.folder = Self.folder
    let addresses = course.lessons.map { lesson -> String? in
      let path = lesson.heading.path(language)
      return links.exists(path) ? links.address(of: path) : nil
    }
    let model = Model(
      title: BookWords.subject[language], lede: BookWords.lede[language],
      promise: BookWords.promise[language], opening: try opening(shell, links, figures),
      others: shell.navigation(language).map { links.link($0.file, HTML(text: $0.title)) },
      mapTitle: BookWords.map[language],
      map: try CourseMapFigure(map: course.map(language), figures: figures, addresses: addresses)
        .html,
      listTitle: BookWords.lessonList[language], chapters: chapters(links))
    let content = shell.templates.render(.contents, model)
    let html = shell.page(
      links, language, title: model.title, summary: model.lede, content: content)
    return [Book.File(path: path, text: html)]
      + content.needs.files.map { file in
        Book.File(path: "\(language.rawValue)/\(file.name)", text: file.text)
      }
  }

  private var openingGraph: (lesson: Lesson, source: [UInt8])? {
    course.lessons.first { $0.name == Self.opening }.flatMap { lesson in
      lesson.graphs["lesson"].map { (lesson, $0) }
    }
  }

  /// The picture that the page opens with, a file beside it, and the way to its lesson.
  private func opening(
    _ shell: BookShell, _ links: PageLinks, _ figures: FigureWriter
  ) throws -> HTML {
    guard let (lesson, source) = openingGraph else { return HTML() }
    let graph = try LessonGraph(
      name: "lesson", source: source, file: "\(lesson.name)/lesson.graph")
    var options = FigureOptions(language: language, numerals: shell.numerals)
    options.fitPage()
    let wide = figures.figure(graph.trace, options).scene
    options.fitPhone()
    let narrow = figures.figure(graph.trace, options).scene
    guard let page = try figures.pictureFile(wide, "opening"),
      let phone = try figures.pictureFile(narrow, "opening-phone")
    else { return HTML() }
    let heading = lesson.heading
    let title = shell.pageTitle(heading.name + ".html", language) ?? heading.title(language)
    return .element(
      "figure", ["class": "wide opening"],
      .element("div", ["class": "on-page"], page.image(alternative: wide.description)),
      .element("div", ["class": "on-phone"], phone.image(alternative: narrow.description)),
      .element(
        "figcaption", HTML(text: BookWords.opening[language] + " "),
        links.link(links.address(of: heading.path(language)), HTML(text: title)))) + "\n"
  }

  /// The lessons in their order, those of one part together.
  private func chapters(_ links: PageLinks) -> [Chapter] {
    course.parts(language).map { part in
      Chapter(
        chapter: part.title, hasChapter: !part.title.isEmpty,
        lessons: part.lessons.map { index in
          let lesson = course.lessons[index]
          return Entry(
            number: lesson.number,
            link: links.link(
              links.address(of: lesson.heading.path(language)),
              HTML(text: lesson.heading.title(language))),
            summary: lesson.prose[language]?.summary ?? "")
        })
    }
  }
}
