import Formats
import Wording

/// The page of terms: all of them with their explanations, each linked from where lessons use it
/// first.
struct GlossaryPage: PageContent {
  let glossary: Glossary
  let language: Language

  struct Model {
    let title, lede: String
    let terms: [Term]
  }

  struct Term {
    let id, term, also: String
    let hasAlso: Bool
    let text: HTML
  }

  var path: String { "\(language.rawValue)/\(Glossary.page)" }

  func add(to fingerprint: inout Fingerprint, _ links: PageLinks) {
    fingerprint.add(glossary.source)
  }

  func files(
    _ shell: BookShell, _ links: PageLinks, _ results: ExperimentResults, _ figures: FigureWriter
  ) throws -> [Book.File] {
    let terms = try glossary.entries.map { entry in
      var writer = ProseWriter<Never>(links: links)
      let also = entry.terms.dropFirst().joined(separator: ", ")
      return Term(
        id: entry.id, term: entry.terms.first ?? "", also: also, hasAlso: !also.isEmpty,
        text: try writer.html(entry.text))
    }
    let (title, lede) = (BookWords.glossary[language], BookWords.glossaryLede[language])
    let html = shell.page(
      links, language, title: title, summary: lede,
      content: shell.templates.render(.glossary, Model(title: title, lede: lede, terms: terms)))
    return [Book.File(path: path, text: html)]
  }
}
