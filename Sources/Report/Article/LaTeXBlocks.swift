import Derivation
import Wording

/// Writes what stands in an article as LaTeX, no line wider than its column.
struct LaTeXBlocks {
  let writer: LaTeXWriter
  private let language: Language
  /// How wide a line is outside of lists, in ems.
  private let width: Double

  /// Blocks in a column of so many ems, of which formulas within lists have fewer.
  init(_ language: Language, width: Double = 42, formulas: Double = 37) {
    self.language = language
    self.width = width
    writer = LaTeXWriter(lineWidth: formulas)
  }

  /// A block, outside of which nothing is open.
  func text(_ block: Article.Block) -> String {
    switch block {
    case .paragraph(let sentence): return prose(sentence) + "\n"
    case .equations(let equations): return equations.isEmpty ? "" : writer.block(equations)
    case .steps(let steps): return steps.isEmpty ? "" : self.steps(steps)
    case .table(let table): return LaTeXTable(table, width: width, writer).text
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
        text += "\\par \(prose(ExplainWords(language).reused)) \(found)\n"
      }
      let equations = step.equations.filter { !$0.links.isEmpty }
      if !equations.isEmpty { text += writer.block(equations) }
      for note in step.notes { text += "\\par\\textit{\(prose(note))}\n" }
    }
    return text + "\\end{enumerate}\n"
  }

  /// A sentence, its names set as mathematics.
  func prose(_ sentence: Sentence) -> String {
    sentence.pieces.map { piece in
      switch piece {
      case .words(let words): prose(words)
      case .math(let math): writer.inline(math)
      }
    }.joined()
  }

  /// Words in which nothing is a command.
  func prose(_ words: String) -> String { LaTeXCharacters.breakable(words) }
}
