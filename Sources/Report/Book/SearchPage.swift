import Wording

extension Book {
  struct SearchModel {
    let title, lede, label, found: String
    let entries: [SearchEntry]
  }

  struct SearchEntry {
    let path, title, kind, words: String
  }

  /// Everything that has a name, on one page; a little script leaves what was searched for. Without
  /// it the page is a list of all.
  func searchPage(_ language: Language) -> String {
    let isKorean = language == .korean
    var entries = lessons.compactMap { lesson in
      lesson.prose[language].map { prose in
        SearchEntry(
          path: "\(lesson.name).html", title: prose.title,
          kind: isKorean ? "\(lesson.number)강" : "Lesson \(lesson.number)", words: prose.summary)
      }
    }
    for entry in glossaries[language]?.entries ?? [] {
      let other = glossaries[language.other]?.entries.first { $0.id == entry.id }?.terms ?? []
      entries.append(
        SearchEntry(
          path: "glossary.html#\(entry.id)", title: entry.terms[0],
          kind: isKorean ? "용어" : "Term",
          words: (entry.terms.dropFirst() + other).joined(separator: ", ")))
    }
    for kind in OperationPage.kinds {
      entries.append(
        SearchEntry(
          path: "operations/\(OperationPage.name(kind)).html",
          title: OperationPage.title(kind, language), kind: isKorean ? "연산" : "Operation",
          words: kind.noun[language.other]))
    }
    let title = isKorean ? "찾기" : "Search"
    let lede =
      isKorean
      ? "강의, 용어, 연산을 한국어나 영어로 찾습니다."
      : "Lessons, terms and operations, in English or Korean."
    return page(
      "\(language.rawValue)/search.html", language, title: title, summary: lede,
      content: templates.render(
        "search.mustache",
        SearchModel(
          title: title, lede: lede, label: isKorean ? "찾을 말" : "Search for",
          found: isKorean ? "찾은 것" : "Found", entries: entries)))
  }
}
