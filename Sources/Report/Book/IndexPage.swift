import Formats
import Wording

/// The index of the book, in all languages.
struct IndexPage: PageContent {
  let lessons: [Lesson]

  struct Model {
    let title: String
    let languages: [Contents]
  }

  struct Contents {
    let language, heading, lede, introduction: String
    let chapters: [Chapter]
    let others: [HTML]
  }

  struct Chapter {
    let chapter: String
    let hasChapter: Bool
    var lessons: [Entry]
  }

  struct Entry {
    let number: Int
    let link: HTML
    let summary: String
  }

  let path = "index.html"

  func add(to fingerprint: inout Fingerprint, _ links: PageLinks) {
    for lesson in lessons {
      for language in Language.allCases {
        guard let prose = lesson.prose[language] else { continue }
        for text in [prose.title, prose.summary, prose.chapter] { fingerprint.add(text) }
      }
    }
  }

  func files(
    _ shell: BookShell, _ links: PageLinks, _ results: ExperimentResults, _ figures: FigureWriter
  ) throws -> [Book.File] {
    let languages = Language.allCases.map { language in
      Contents(
        language: language.rawValue, heading: language.name, lede: BookWords.lede[language],
        introduction: BookWords.introduction[language], chapters: chapters(links, language),
        others: shell.navigation(language).map { entry in
          links.link("\(language.rawValue)/\(entry.file)", HTML(text: entry.title))
        })
    }
    let subjects = Language.allCases.map { BookWords.subject[$0] }
    let html = Page(
      // A page has one language; parts of it may say that they are in another.
      language: Language.allCases[0], title: (["Backdraw"] + subjects).joined(separator: " · "),
      summary: languages.map(\.lede).joined(separator: " "),
      content: shell.templates.render(.index, Model(title: "Backdraw", languages: languages))
    ).html(shell.templates)
    return [Book.File(path: path, text: html)]
  }

  /// The lessons in their order, those of one chapter together.
  private func chapters(_ links: PageLinks, _ language: Language) -> [Chapter] {
    var chapters: [Chapter] = []
    for lesson in lessons {
      guard let prose = lesson.prose[language] else { continue }
      if chapters.isEmpty || chapters[chapters.count - 1].chapter != prose.chapter {
        chapters.append(
          Chapter(chapter: prose.chapter, hasChapter: !prose.chapter.isEmpty, lessons: []))
      }
      chapters[chapters.count - 1].lessons.append(
        Entry(
          number: lesson.number,
          link: links.link(lesson.heading.path(language), HTML(text: prose.title)),
          summary: prose.summary))
    }
    return chapters
  }
}
