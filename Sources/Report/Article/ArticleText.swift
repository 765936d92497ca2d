import Derivation
import Wording

/// Writes an article as plain Unicode text for a terminal, as wide as its cells.
struct ArticleText {
  /// The most cells of a line, where a line can be broken at all.
  private static let width = 78
  private let article: Article
  private let writer = PlainTextWriter()

  init(_ article: Article) { self.article = article }

  /// The article, each line ended.
  var text: String {
    var lines = underlined(article.title, "═")
    for section in article.sections {
      if let heading = section.heading { lines += [""] + underlined(heading, "─") }
      for block in section.blocks { lines += [""] + self.lines(block) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func underlined(_ heading: String, _ mark: Character) -> [String] {
    let heading = printable(heading)
    return [heading, String(repeating: mark, count: cellWidth(of: heading))]
  }

  private func lines(_ block: Article.Block) -> [String] {
    switch block {
    case .paragraph(let sentence): return wrapped(sentence.text)
    case .equations(let equations):
      return equations.flatMap { writer.lines($0, width: Self.width - 4) }.map(indented)
    case .steps(let steps): return steps.enumerated().flatMap { step($1, number: $0 + 1) }
    case .table(let table): return self.table(table)
    case .lines(let lines): return lines.map { indented(printable($0)) }
    }
  }

  private func step(_ step: Step, number: Int) -> [String] {
    let lead = "\(number). "
    let hang = String(repeating: " ", count: lead.count)
    let sentence = wrapped(step.sentence.text, width: Self.width - lead.count)
    var lines = number == 1 ? [] : [""]
    lines += sentence.enumerated().map { ($0 == 0 ? lead : hang) + $1 }
    if !step.links.isEmpty {
      let found = step.links.map { writer.text($0.math) }.joined(separator: ", ")
      lines += wrapped(ExplainWords(article.language).reused + " " + found, width: Self.width - 4)
        .map(indented)
    }
    lines += step.equations.flatMap { writer.lines($0, width: Self.width - 4) }.map(indented)
    for note in step.notes {
      lines += wrapped("(\(note.text))", width: Self.width - 4).map(indented)
    }
    return lines
  }

  private func indented(_ line: String) -> String { line.isEmpty ? "" : "    " + line }

  private func table(_ table: Article.Table) -> [String] {
    var text = TextTable(
      table.columns.map { (title: $0.title, alignment: $0.isNumber ? .point : .left) })
    for row in table.rows {
      text.append(
        row.map { cell in
          switch cell {
          case .words(let words): words
          case .math(let math): writer.text(math)
          }
        })
    }
    return text.lines
  }

  /// Words on lines that are no wider than a terminal.
  private func wrapped(_ words: String, width: Int = Self.width) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in printable(words).split(separator: " ") {
      if line.isEmpty {
        line = String(word)
      } else if cellWidth(of: line) + 1 + cellWidth(of: String(word)) <= width {
        line += " " + word
      } else {
        lines.append(line)
        line = String(word)
      }
    }
    return lines + [line]
  }
}
