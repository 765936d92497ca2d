import Derivation
import Notation
import Wording

/// Writes an article as Markdown with formulas between dollar signs, as Quarto, MkDocs, Jupyter Book and
/// Pandoc read them.
struct ArticleMarkdown {
  private let article: Article
  /// Where its figure is, with what it shows; nil where it has none.
  private let figure: (label: String, address: String)?
  // Lines are broken by the reader's program.
  private let writer = LaTeXWriter(lineWidth: 10_000)

  init(_ article: Article, figure: (label: String, address: String)?) {
    self.article = article
    self.figure = figure
  }

  /// The article.
  var text: String {
    var blocks = ["# " + prose(article.title)]
    for (position, section) in article.sections.enumerated() {
      if let heading = section.heading { blocks.append("## " + prose(heading)) }
      blocks += section.blocks.flatMap(self.blocks)
      if position == 0, let figure {
        blocks.append("![\(prose(figure.label))](\(figure.address))")
      }
    }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private func blocks(_ block: Article.Block) -> [String] {
    switch block {
    case .paragraph(let sentence): [prose(sentence)]
    case .equations(let equations): equations.isEmpty ? [] : [display(equations)]
    case .steps(let steps): steps.enumerated().map { step($1, number: $0 + 1) }
    case .table(let table): table.rows.isEmpty ? [] : [self.table(table)]
    case .lines(let lines):
      [(["```"] + lines + ["```"]).joined(separator: "\n")]
    }
  }

  // MARK: Steps

  private func step(_ step: Step, number: Int) -> String {
    let lead = "\(number). "
    var parts = [prose(step.sentence)]
    if !step.links.isEmpty {
      let found = step.links.map { inline($0.math) }.joined(separator: ", ")
      parts.append(prose(ExplainWords(article.language).reused) + " " + found)
    }
    let equations = step.equations.filter { !$0.links.isEmpty }
    if !equations.isEmpty { parts.append(display(equations)) }
    parts += step.notes.map { "*\(prose($0))*" }
    // Four places at least: some programs count them so.
    let indentation = String(repeating: " ", count: max(4, lead.count))
    let body = parts.joined(separator: "\n\n").split(
      separator: "\n", omittingEmptySubsequences: false)
    return lead
      + body.enumerated().map { index, line in
        index == 0 || line.isEmpty ? String(line) : indentation + line
      }.joined(separator: "\n")
  }

  // MARK: Mathematics

  private func inline(_ math: Math) -> String { "$\(writer.text(math))$" }

  /// Chains under one another, a long one with a line for each of its pieces.
  private func display(_ equations: [Equation]) -> String {
    let lines = equations.flatMap(lines)
    return "$$\n\\begin{aligned}\n" + lines.joined(separator: " \\\\\n")
      + "\n\\end{aligned}\n$$"
  }

  /// About how many characters of a chain look well on one line.
  private static let shortChain = 64

  private func lines(_ equation: Equation) -> [String] {
    let left = writer.text(equation.left)
    let links = equation.links.map { link in
      writer.text(.sign(link.relation)) + " " + writer.text(link.math)
        + (link.reason.map { " && \\text{\(LaTeXCharacters.prose($0))}" } ?? "")
    }
    guard let first = links.first else { return [left] }
    let hasReasons = equation.links.contains { $0.reason != nil }
    if !hasReasons, PlainTextWriter().text(equation.math).count <= Self.shortChain {
      return ["\(left) &" + links.joined(separator: " ")]
    }
    return ["\(left) &" + first] + links.dropFirst().map { "&" + $0 }
  }

  // MARK: Tables

  private func table(_ table: Article.Table) -> String {
    func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
    let head = [
      row(table.columns.map { prose($0.title) }),
      row(table.columns.map { $0.isNumber ? "---:" : "---" }),
    ]
    return (head + table.rows.map { row($0.map(cell)) }).joined(separator: "\n")
  }

  private func cell(_ cell: Article.Cell) -> String {
    switch cell {
    case .words(let words): prose(words)
    // A bar would end the cell.
    case .math(let math):
      inline(math).replacing("\\|", with: "\\Vert ").replacing("|", with: "\\vert ")
    }
  }

  // MARK: Words

  private func prose(_ sentence: Sentence) -> String {
    sentence.pieces.map { piece in
      switch piece {
      case .words(let words): prose(words)
      case .math(let math): inline(math)
      }
    }.joined()
  }

  private func prose(_ words: String) -> String { escapedMarkdown(printable(words)) }
}

/// Words in which no sign of Markdown hides. What not every reader of Markdown takes behind a backslash is
/// written by its number.
func escapedMarkdown(_ text: String) -> String {
  text.unicodeScalars.reduce(into: "") { result, scalar in
    switch scalar {
    case "\\", "`", "*", "_", "{", "}", "[", "]", "#": result += "\\" + String(scalar)
    case "<", ">", "&", "$", "|", "~", "^": result += "&#\(scalar.value);"
    case "\n": result += " "
    default: result.unicodeScalars.append(scalar)
    }
  }
}
