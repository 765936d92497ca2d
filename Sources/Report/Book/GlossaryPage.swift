import Wording

/// The page of terms.
extension Book {
  struct GlossaryModel {
    let title, lede: String
    let terms: [GlossaryTerm]
  }

  struct GlossaryTerm {
    let id, term, also: String
    let hasAlso: Bool
    let text: HTML
  }

  /// All terms with their explanations, each linked from where lessons use it first.
  func glossaryPage(
    _ glossary: Glossary, _ links: PageLinks, _ language: Language
  ) throws -> String {
    let terms = try glossary.entries.map { entry in
      var writer = ProseWriter<Never>(links: links)
      let also = entry.terms.dropFirst().joined(separator: ", ")
      return GlossaryTerm(
        id: entry.id, term: entry.terms.first ?? "", also: also, hasAlso: !also.isEmpty,
        text: try writer.html(entry.text))
    }
    let (title, lede) = (BookWords.glossary[language], BookWords.glossaryLede[language])
    return page(
      links, language, title: title, summary: lede,
      content: templates.render(
        .glossary, GlossaryModel(title: title, lede: lede, terms: terms)))
  }
}
