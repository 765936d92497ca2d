import Derivation
import Formats
import Wording

/// What every page of the book is made with, and what stands round it.
struct BookShell: Sendable {
  let outline: BookOutline
  let templates: PageTemplates
  let numerals: Numerals
  /// The fingerprint of all of that, and of what pages depend on beside the book's files.
  let inputs: String

  /// - Parameter surroundings: The fingerprint of what pages depend on beside the book's files: of the
  ///   program and the fonts.
  init(
    outline: BookOutline, templates: PageTemplates, numerals: Numerals, surroundings: String
  ) {
    self.outline = outline
    self.templates = templates
    self.numerals = numerals
    inputs = Fingerprint(
      of: [surroundings, "\(numerals)"] + templates.texts + outline.texts
    ).text()
  }

  /// The pages beside the lessons, as files in a language's folder.
  func navigation(_ language: Language) -> [(file: String, title: String)] {
    var entries = outline.pages.map { (file: $0.name + ".html", title: $0.title(language)) }
    if outline.glossaries.contains(language) {
      entries.append((Glossary.page, BookWords.glossary[language]))
    }
    entries.append((OperationPage.index, BookWords.operations[language]))
    if outline.exhibits != nil { entries.append((Gallery.page, GalleryWords.title[language])) }
    entries.append((Book.searchFile, BookWords.search[language]))
    return entries
  }

  /// What the page at an address in a language's folder is called, or nil where it is none of the
  /// book's.
  func pageTitle(_ address: String, _ language: Language) -> String? {
    if let lesson = outline.lessons.first(where: { $0.name + ".html" == address }) {
      let (number, title) = (lesson.numberText[language], lesson.title(language))
      return Bilingual(en: "\(number): \(title)", ko: "\(number) \(title)")[language]
    }
    return navigation(language).first { $0.file == address }?.title
      ?? outline.exhibits?.first { $0.path(language) == "\(language.rawValue)/\(address)" }?
      .title(language)
  }

  /// The navigation above a page; it has only what is there.
  func header(_ links: PageLinks, _ language: Language) -> HTML {
    let folder = language.rawValue + "/"
    let file = String(links.page.dropFirst(folder.count))
    let contents = (file: Book.contentsFile, title: BookWords.contents[language])
    let entries = ([contents] + navigation(language)).map { entry in
      links.piece(to: folder + entry.file) { address in
        .element(
          "a", ["href": address, "aria-current": entry.file == file ? "page" : nil],
          HTML(text: entry.title))
      }
    }
    let others = Language.allCases.filter { $0 != language }
    let translations = others.enumerated().map { index, other in
      links.piece(to: "\(other.rawValue)/\(file)") { address in
        .element(
          "a",
          [
            "class": index == 0 ? "right" : nil, "lang": other.rawValue,
            "hreflang": other.rawValue, "href": address,
          ], HTML(text: other.name))
      }
    }
    return .element(
      "header",
      .element(
        "nav", ["class": "bar", "aria-label": BookWords.book[language]],
        entries + translations)) + "\n"
  }

  /// What leads from a lesson to those before and behind it.
  func footer(of lesson: PageHeading, _ links: PageLinks, _ language: Language) -> HTML {
    let lessons = outline.lessons
    guard let index = lessons.firstIndex(where: { $0.name == lesson.name }) else { return HTML() }
    func neighbour(_ index: Int) -> (path: String, title: String)? {
      guard lessons.indices.contains(index) else { return nil }
      return (lessons[index].path(language), lessons[index].title(language))
    }
    return footer(
      previous: neighbour(index - 1), next: neighbour(index + 1), links, language)
  }

  /// What leads from a page to those before and behind it, by their paths from the site's root.
  func footer(
    previous: (path: String, title: String)?, next: (path: String, title: String)?,
    _ links: PageLinks, _ language: Language
  ) -> HTML {
    func link(
      _ page: (path: String, title: String)?, _ relation: String, _ word: Bilingual
    ) -> HTML {
      guard let page else { return HTML() }
      return links.piece(to: page.path) { address in
        .element(
          "a", ["rel": relation, "href": address],
          HTML(text: "\(word[language]): \(page.title)"))
      }
    }
    return .element(
      "footer",
      .element(
        "nav", ["class": "foot", "aria-label": BookWords.neighbours[language]],
        link(previous, "prev", BookWords.previous), link(next, "next", BookWords.next)))
      + "\n"
  }

  /// A page of the book, with its navigation.
  func page(
    _ links: PageLinks, _ language: Language, title: String, summary: String = "",
    footer: HTML = HTML(), content: HTML
  ) -> String {
    Page(
      language: language, title: title + " · Backdraw", summary: summary,
      header: header(links, language), footer: footer, content: content
    ).html(templates)
  }
}
