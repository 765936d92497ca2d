import Wording

/// What stands round every page of the book.
extension Book {
  /// The pages beside the lessons, as files in a language's folder.
  func navigation(_ language: Language) -> [(file: String, title: String)] {
    let isKorean = language == .korean
    var entries = pages.map {
      (file: $0.name + ".html", title: $0.prose[language]?.title ?? $0.name)
    }
    if glossaries[language] != nil {
      entries.append(("glossary.html", isKorean ? "용어집" : "Glossary"))
    }
    entries.append(("operations.html", isKorean ? "연산" : "Operations"))
    entries.append(("search.html", isKorean ? "찾기" : "Search"))
    return entries
  }

  /// What the page at an address in a language's folder is called, or nil where it is none of the
  /// book's.
  func pageTitle(_ address: String, _ language: Language) -> String? {
    if let lesson = lessons.first(where: { $0.name + ".html" == address }) {
      let title = lesson.prose[language]?.title ?? lesson.name
      return lesson.numberText(language) + (language == .korean ? " " : ": ") + title
    }
    return navigation(language).first { $0.file == address }?.title
  }

  /// The navigation above a page.
  ///
  /// - Parameter path: The page, from the site's root.
  func header(for path: String, _ language: Language) -> String {
    let isKorean = language == .korean
    let other = language.other
    // From the language's folder the page is as many folders deep as its path has slashes more.
    let up = String(repeating: "../", count: path.count { $0 == "/" } - 1)
    let file = String(path.dropFirst(language.rawValue.count + 1))
    var links =
      "<a href=\"\(up)../index.html#\(language.rawValue)\">\(isKorean ? "차례" : "Contents")</a>"
    for entry in navigation(language) {
      let current = entry.file == file ? " aria-current=\"page\"" : ""
      links += "<a href=\"\(up)\(entry.file)\"\(current)>\(escaped(entry.title))</a>"
    }
    return "<header><nav class=\"bar\" aria-label=\"\(isKorean ? "책" : "Book")\">" + links
      + "<a class=\"right\" lang=\"\(other.rawValue)\" hreflang=\"\(other.rawValue)\" "
      + "href=\"\(up)../\(other.rawValue)/\(file)\">\(other == .korean ? "한국어" : "English")</a>"
      + "</nav></header>\n"
  }

  /// A page of the book that is no lesson.
  func page(
    _ path: String, _ language: Language, title: String, summary: String = "", style: String = "",
    content: String
  ) -> String {
    Page(
      language: language, title: title + " · Backdraw", summary: summary,
      header: header(for: path, language), content: content, style: style
    ).html(templates)
  }
}
