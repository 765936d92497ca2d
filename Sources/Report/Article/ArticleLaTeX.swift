import Derivation
import Wording

/// Writes an article as a whole LaTeX document. Formulas need `amsmath` and nothing else; Korean words
/// need `kotex` and an engine that reads Unicode.
struct ArticleLaTeX {
  private let article: Article
  private let writer = LaTeXWriter()
  /// The most rows of a table that must not break over pages.
  private static let rowLimit = 25

  init(_ article: Article) { self.article = article }

  /// The document.
  var text: String {
    var body = "\\section*{\(prose(article.title))}\n"
    for section in article.sections {
      if let heading = section.heading { body += "\n\\subsection*{\(prose(heading))}\n" }
      for block in section.blocks { body += "\n" + text(block) }
    }
    return preamble(for: body) + "\\begin{document}\n" + body + "\\end{document}\n"
  }

  private func preamble(for body: String) -> String {
    // Any letter beyond ASCII may lack a font in 8-bit TeX; Hangul certainly does.
    let hasHangul = body.unicodeScalars.contains {
      (0xAC00...0xD7A3).contains($0.value) || (0x1100...0x11FF).contains($0.value)
        || (0x3130...0x318F).contains($0.value)
    }
    let engine =
      hasHangul
      ? "% Compile with XeLaTeX (xelatex); the Korean words need its fonts and kotex.\n"
      : body.utf8.allSatisfy { $0 < 0x80 }
        ? "% Compile with any LaTeX: pdflatex, xelatex, lualatex.\n"
        : "% Compile with XeLaTeX (xelatex), which reads all of Unicode.\n"
    return engine + "\\documentclass[a4paper,fleqn]{article}\n\\usepackage{amsmath}\n"
      + (hasHangul ? "\\usepackage{kotex}\n" : "")
      + "\\addtolength{\\textwidth}{3cm}\n\\addtolength{\\oddsidemargin}{-1.5cm}\n"
      + "\\addtolength{\\textheight}{4cm}\n\\addtolength{\\topmargin}{-2cm}\n"
      + "\\setlength{\\parindent}{0pt}\n\\allowdisplaybreaks\n"
  }

  private func text(_ block: Article.Block) -> String {
    switch block {
    case .paragraph(let words): return prose(words) + "\n"
    case .equations(let equations): return equations.isEmpty ? "" : writer.block(equations)
    case .steps(let steps): return steps.isEmpty ? "" : self.steps(steps)
    case .table(let table): return self.table(table)
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

  private func table(_ table: Article.Table) -> String {
    let columns = table.columns.map { $0.isNumber ? "r" : "l" }.joined()
    let head = table.columns.map { prose($0.title) }.joined(separator: " & ")
    var text = ""
    for start in stride(from: 0, to: table.rows.count, by: Self.rowLimit) {
      text += "\\noindent\\begin{tabular}{\(columns)}\n\(head) \\\\ \\hline\n"
      for row in table.rows[start..<min(start + Self.rowLimit, table.rows.count)] {
        text += "{}" + row.map(cell).joined(separator: " & ") + " \\\\\n"
      }
      text += "\\end{tabular}\\par\\bigskip\n"
    }
    return text
  }

  private func cell(_ cell: Article.Cell) -> String {
    switch cell {
    case .words(let words): prose(words)
    case .math(let math): writer.inline(math)
    }
  }

  private func prose(_ words: String) -> String { LaTeXCharacters.prose(words) }
}
