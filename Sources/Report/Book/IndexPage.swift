import Wording

/// The index of the book, in all languages.
extension Book {
  struct IndexModel {
    let title: String
    let languages: [IndexLanguage]
  }

  struct IndexLanguage {
    let language, heading, lede, introduction: String
    let chapters: [IndexChapter]
    let others: [HTML]
  }

  struct IndexChapter {
    let chapter: String
    let hasChapter: Bool
    var lessons: [IndexLesson]
  }

  struct IndexLesson {
    let number: Int
    let link: HTML
    let summary: String
  }

  func indexPage(_ links: PageLinks) -> String {
    let languages = Language.allCases.map { language in
      IndexLanguage(
        language: language.rawValue, heading: language.name, lede: BookWords.lede[language],
        introduction: BookWords.introduction[language], chapters: chapters(links, language),
        others: navigation(language).map { entry in
          links.link("\(language.rawValue)/\(entry.file)", HTML(text: entry.title))
        })
    }
    let subjects = Language.allCases.map { BookWords.subject[$0] }
    return Page(
      // A page has one language; parts of it may say that they are in another.
      language: Language.allCases[0], title: (["Backdraw"] + subjects).joined(separator: " · "),
      summary: languages.map(\.lede).joined(separator: " "),
      content: templates.render(
        .index, IndexModel(title: "Backdraw", languages: languages))
    ).html(templates)
  }

  /// The lessons in their order, those of one chapter together.
  private func chapters(_ links: PageLinks, _ language: Language) -> [IndexChapter] {
    var chapters: [IndexChapter] = []
    for lesson in lessons {
      guard let prose = lesson.prose[language] else { continue }
      if chapters.isEmpty || chapters[chapters.count - 1].chapter != prose.chapter {
        chapters.append(
          IndexChapter(chapter: prose.chapter, hasChapter: !prose.chapter.isEmpty, lessons: []))
      }
      chapters[chapters.count - 1].lessons.append(
        IndexLesson(
          number: lesson.number, link: links.link(lesson.path(language), HTML(text: prose.title)),
          summary: prose.summary))
    }
    return chapters
  }
}
