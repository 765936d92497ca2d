import Derivation
import Wording

/// Writes an article as a whole LaTeX document that compiles as it stands, no line wider than the
/// text; its first line names the engine.
struct ArticleLaTeX {
  private let article: Article
  private let writer = LaTeXWriter()
  /// How wide a line is outside of lists, in ems.
  private static let lineWidth = 42.0

  init(_ article: Article) { self.article = article }

  /// The document.
  var text: String {
    var body = "\\section*{\(prose(article.title))}\n"
    for (position, section) in article.sections.enumerated() {
      if let heading = section.heading { body += "\n\\subsection*{\(prose(heading))}\n" }
      for block in section.blocks { body += "\n" + text(block) }
      if position == 0, shortensNames {
        body += "\n" + prose(ExplainWords(article.language).shortenedNames) + "\n"
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
        case .math(.identifier(let name)), .math(.text(let name)): writer.shortens(name)
        case .math, .words, nil: false
        }
      }
    }
  }

  private func text(_ block: Article.Block) -> String {
    switch block {
    case .paragraph(let sentence): return prose(sentence) + "\n"
    case .equations(let equations): return equations.isEmpty ? "" : writer.block(equations)
    case .steps(let steps): return steps.isEmpty ? "" : self.steps(steps)
    case .table(let table): return LaTeXTable(table, width: Self.lineWidth, writer).text
    case .lines(let lines):
      return "\\begin{verbatim}\n" + lines.map { $0 + "\n" }.joined() + "\\end{verbatim}\n"
    }
  }

  private func steps(_ steps: [Step]) -> String {
    var text = "\\begin{enumerate}\n"
    for step in steps {
      text += "\\item \(prose(step.sentence))\n"
      if !step.links.isEmpty {
        let found = step.links.map { writer.inline($0.math) }.joined(separator: ", ")
        text += "\\par \(prose(ExplainWords(article.language).reused)) \(found)\n"
      }
      let equations = step.equations.filter { !$0.links.isEmpty }
      if !equations.isEmpty { text += writer.block(equations) }
      for note in step.notes { text += "\\par\\textit{\(prose(note))}\n" }
    }
    return text + "\\end{enumerate}\n"
  }

  /// A sentence, its names set as mathematics.
  private func prose(_ sentence: Sentence) -> String {
    sentence.pieces.map { piece in
      switch piece {
      case .words(let words): prose(words)
      case .math(let math): writer.inline(math)
      }
    }.joined()
  }

  private func prose(_ words: String) -> String { LaTeXCharacters.breakable(words) }
}
