import Notation
import Wording

extension Book {
  struct SearchModel {
    let title, lede, label, found, none: String
    let sections: [SearchSection]
  }

  struct SearchSection {
    let heading: String
    let entries: [SearchEntry]
  }

  struct SearchEntry {
    let path, title, kind, other, otherLanguage, words, text: String
    let hasKind, hasOther, hasWords: Bool

    /// Something that has a name.
    ///
    /// - Parameters:
    ///   - kind: What stands before the name, such as a lesson's number.
    ///   - other: What it is called in the other language.
    ///   - words: What is said of it.
    ///   - text: More words that lead to it; none of them is shown.
    init(
      path: String, title: String, kind: String = "", other: String, _ language: Language,
      words: String, text: String = ""
    ) {
      (self.path, self.title, self.kind, self.words) = (path, title, kind, words)
      self.other = other == title ? "" : other
      otherLanguage = language.other.rawValue
      self.text = text
      (hasKind, hasOther, hasWords) = (!kind.isEmpty, !self.other.isEmpty, !words.isEmpty)
    }
  }

  /// Everything that has a name, on one page; a little script leaves what was searched for, the
  /// best first. Without it the page is a list of all.
  func searchPage(_ language: Language) -> String {
    let isKorean = language == .korean
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
          found: isKorean ? "찾은 것" : "Found",
          none: isKorean
            ? "찾은 것이 없습니다. 더 짧은 말이나 영어로 찾아보십시오."
            : "Nothing found. Try a shorter word, or the Korean one.",
          sections: [
            SearchSection(
              heading: isKorean ? "강의" : "Lessons",
              entries: lessons.compactMap { lesson in
                found(lesson, language, isKorean ? "\(lesson.number)강" : "Lesson \(lesson.number)")
              }),
            SearchSection(heading: isKorean ? "용어" : "Terms", entries: foundTerms(language)),
            SearchSection(heading: isKorean ? "연산" : "Operations", entries: foundKinds(language)),
            SearchSection(
              heading: isKorean ? "그 밖의 쪽" : "Other pages",
              entries: pages.compactMap { found($0, language, "") }),
          ].filter { !$0.entries.isEmpty })))
  }

  private func found(_ lesson: Lesson, _ language: Language, _ kind: String) -> SearchEntry? {
    lesson.prose[language].map { prose in
      SearchEntry(
        path: "\(lesson.name).html", title: prose.title, kind: kind,
        other: lesson.prose[language.other]?.title ?? "", language,
        words: ([prose.summary] + prose.text.rowHeadings).joined(separator: " "),
        text: prose.text.searchedWords)
    }
  }

  private func foundTerms(_ language: Language) -> [SearchEntry] {
    (glossaries[language]?.entries ?? []).map { entry in
      let other = glossaries[language.other]?.entries.first { $0.id == entry.id }?.terms ?? []
      return SearchEntry(
        path: "glossary.html#\(entry.id)", title: entry.terms.joined(separator: ", "),
        other: other.joined(separator: ", "), language, words: "",
        text: entry.text.searchedWords)
    }
  }

  private func foundKinds(_ language: Language) -> [SearchEntry] {
    OperationPage.kinds.map { kind in
      SearchEntry(
        path: "operations/\(OperationPage.name(kind)).html",
        title: OperationPage.title(kind, language), other: kind.noun[language.other], language,
        words: "")
    }
  }
}

extension String {
  /// The headings of the rows of tables written as HTML: the signs that a page explains.
  fileprivate var rowHeadings: [String] {
    var headings: [String] = []
    var rest = self[...]
    while let open = rest.firstRange(of: "<th scope=\"row\">"),
      let close = rest[open.upperBound...].firstRange(of: "</th>")
    {
      let heading = rest[open.upperBound..<close.lowerBound]
      if !heading.contains(where: { "<{[*".contains($0) }) { headings.append(String(heading)) }
      rest = rest[close.upperBound...]
    }
    return headings
  }

  /// The words of prose in CommonMark, each once, in small letters: without tags, addresses, marks
  /// and numbers.
  var searchedWords: String {
    var text = ""
    var rest = self[...]
    while let mark = rest.firstIndex(where: { "{<]".contains($0) }) {
      text += rest[..<mark]
      rest = rest[mark...]
      let close = ["{{": "}}", "<": ">", "](": ")"].first { rest.hasPrefix($0.key) }
      guard let close, let end = rest.firstRange(of: close.value) else {
        text.append(" ")
        rest = rest.dropFirst()
        continue
      }
      // A tag's number goes without the particle behind it; a link's words go with theirs.
      if close.key != "](" { text.append(" ") }
      rest = rest[end.upperBound...]
    }
    text += rest
    var seen: Set<Substring> = []
    return text.lowercased().split { !($0.isLetter || "∂∑Σ∘×≈²³ᵀ".contains($0)) }
      .filter { seen.insert($0).inserted }.joined(separator: " ")
  }
}
