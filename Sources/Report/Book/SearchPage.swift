import Autodiff
import Derivation
import Formats
import Markdown
import Notation
import Wording

/// The page on which everything is found that has a name: a little script leaves what was searched
/// for, the best first. Without it the page is a list of all.
struct SearchPage: PageContent {
  let language: Language
  let lessons, pages: [Lesson]
  let glossaries: [Language: Glossary]
  let exhibits: [GalleryGraph]

  struct Model {
    let title, lede, label, found, none: String
    let sections: [Section]
  }

  struct Section {
    let heading: String
    let entries: [Entry]
  }

  struct Entry {
    let link: HTML
    let kind, words, text: String
    let others: [Name]
    let hasKind, hasWords: Bool
  }

  /// What something is called in another language.
  struct Name {
    let language, name: String
  }

  var path: String { "\(language.rawValue)/\(Book.searchFile)" }

  func add(to fingerprint: inout Fingerprint, _ links: PageLinks) {
    for lesson in lessons + pages { fingerprint.add(lesson.prose[language]?.source ?? "") }
    for language in Language.allCases { fingerprint.add(glossaries[language]?.source ?? "") }
    for graph in exhibits {
      fingerprint.add(graph.exhibit.source)
      fingerprint.add(graph.exhibit.text[language]?.source ?? "")
    }
  }

  func files(
    _ shell: BookShell, _ links: PageLinks, _ results: ExperimentResults, _ figures: FigureWriter
  ) throws -> [Book.File] {
    let (title, lede) = (BookWords.search[language], BookWords.searchLede[language])
    let finder = SearchFinder(page: self, links: links, language: language)
    let sections = [
      Section(
        heading: BookWords.lessons[language],
        entries: lessons.compactMap {
          finder.entry($0, kind: $0.heading.numberText[language])
        }),
      Section(heading: BookWords.terms[language], entries: finder.terms),
      Section(heading: BookWords.operations[language], entries: finder.operations),
      Section(heading: GalleryWords.title[language], entries: finder.exhibits),
      Section(
        heading: BookWords.otherPages[language],
        entries: pages.compactMap { finder.entry($0, kind: "") }),
    ]
    let html = shell.page(
      links, language, title: title, summary: lede,
      content: shell.templates.render(
        .search,
        Model(
          title: title, lede: lede, label: BookWords.query[language],
          found: BookWords.found[language], none: BookWords.nothingFound[language],
          sections: sections.filter { !$0.entries.isEmpty })))
    return [Book.File(path: path, text: html)]
  }
}

/// Makes the entries of a language's search page.
private struct SearchFinder {
  let page: SearchPage
  let links: PageLinks
  let language: Language

  /// A lesson, or another page of prose; nil where the language has none.
  func entry(_ lesson: Lesson, kind: String) -> SearchPage.Entry? {
    lesson.prose[language].map { prose in
      entry(
        lesson.heading.path(language), prose.title, kind: kind,
        words: ([prose.summary] + prose.text.rowHeadings()).joined(separator: " "),
        text: searchedWords(of: prose.text.words())
      ) { lesson.prose[$0]?.title ?? "" }
    }
  }

  var terms: [SearchPage.Entry] {
    (page.glossaries[language]?.entries ?? []).map { entry in
      self.entry(
        "\(language.rawValue)/\(Glossary.page)#\(entry.id)",
        entry.terms.joined(separator: ", "), text: searchedWords(of: entry.text.words())
      ) { other in
        let same = page.glossaries[other]?.entries.first { $0.id == entry.id }
        return same?.terms.joined(separator: ", ") ?? ""
      }
    }
  }

  var operations: [SearchPage.Entry] {
    OperationPage.kinds.map { kind in
      entry(OperationPage.path(kind, language), OperationPage.title(kind, language)) {
        kind.noun[$0]
      }
    }
  }

  /// The graphs of the gallery; the name of a graph's file leads to it as well.
  var exhibits: [SearchPage.Entry] {
    page.exhibits.map { graph in
      let (exhibit, titles) = (graph.exhibit, graph.titles)
      return entry(
        exhibit.path(language), titles[language] ?? exhibit.name,
        text: searchedWords(of: exhibit.name + " " + (exhibit.text[language]?.blocks.words() ?? ""))
      ) { titles[$0] ?? "" }
    }
  }

  /// Something that has a name.
  ///
  /// - Parameters:
  ///   - path: Where it is, from the site's root.
  ///   - kind: What stands before the name, such as a lesson's number.
  ///   - words: What is said of it.
  ///   - text: More words that lead to it; none of them is shown.
  ///   - name: What it is called in another language; nothing where it is not called otherwise.
  private func entry(
    _ path: String, _ title: String, kind: String = "", words: String = "", text: String = "",
    name: (Language) -> String
  ) -> SearchPage.Entry {
    let others = Language.allCases.filter { $0 != language }.map { other in
      SearchPage.Name(language: other.rawValue, name: name(other))
    }
    return SearchPage.Entry(
      link: links.link(links.address(of: path), HTML(text: title)), kind: kind, words: words,
      text: text, others: others.filter { !$0.name.isEmpty && $0.name != title },
      hasKind: !kind.isEmpty, hasWords: !words.isEmpty)
  }
}

extension Sequence {
  /// The headings of the rows of tables: the signs that a page explains.
  fileprivate func rowHeadings<Insertion>() -> [String] where Element == Block<Insertion> {
    flatMap(\.tables).flatMap(\.rows).compactMap { row in
      row.first.flatMap { cell in
        let heading = cell.words()
        return cell == [.text(heading)] ? heading : nil
      }
    }
  }
}

/// The words of a text, each once, in small letters: without marks and numbers.
func searchedWords(of text: String) -> String {
  var seen: Set<Substring> = []
  return text.lowercased().split { !($0.isLetter || "∂∑Σ∘×≈²³ᵀ".contains($0)) }
    .filter { seen.insert($0).inserted }.joined(separator: " ")
}
