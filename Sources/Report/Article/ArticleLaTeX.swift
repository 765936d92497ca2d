import Derivation
import Wording

/// Writes an article as a whole LaTeX document that compiles as it stands, no line wider than the
/// text; its first line names the engine.
struct ArticleLaTeX {
  private let article: Article
  private let blocks: LaTeXBlocks

  init(_ article: Article) {
    self.article = article
    blocks = LaTeXBlocks(article.language)
  }

  /// The document.
  var text: String {
    var body = "\\section*{\(blocks.prose(article.title))}\n"
    for (position, section) in article.sections.enumerated() {
      if let heading = section.heading { body += "\n\\subsection*{\(blocks.prose(heading))}\n" }
      for block in section.blocks { body += "\n" + blocks.text(block) }
      if position == 0, shortensNames {
        body += "\n" + blocks.prose(ExplainWords(article.language).shortenedNames) + "\n"
      }
    }
    return LaTeXPreamble(for: body).text + "\\begin{document}\n" + body + "\\end{document}\n"
  }

  /// Whether a name is too long to be written in full; every name stands in a table.
  private var shortensNames: Bool {
    article.sections.flatMap(\.blocks).contains { block in
      guard case .table(let table) = block else { return false }
      return table.rows.contains { row in
        switch row.first {
        case .math(.identifier(let name)), .math(.text(let name)): blocks.writer.shortens(name)
        case .math, .words, nil: false
        }
      }
    }
  }
}
