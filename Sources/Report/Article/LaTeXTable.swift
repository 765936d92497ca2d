import Derivation
import Notation

/// A table of an article in LaTeX, as wide as the text at most.
///
/// Where the columns are too wide together, words are broken and formulas made smaller; where the
/// formulas would be too small to be read, every row becomes a list of its cells under one another.
struct LaTeXTable {
  private let table: Article.Table
  private let width: Double
  private let writer: LaTeXWriter

  /// A table that is at most so many ems wide.
  init(_ table: Article.Table, width: Double, _ writer: LaTeXWriter) {
    self.table = table
    self.width = width
    self.writer = writer
  }

  /// The room between two columns.
  private static let gap = 1.25
  /// How small formulas may become before cells are listed under one another.
  private static let smallestScale = 0.7

  /// The table, in parts that stay on a page.
  var text: String {
    let natural = table.columns.indices.map { column in
      table.rows.reduce(writer.width(of: table.columns[column].title)) {
        max($0, width(of: $1[column]))
      }
    }
    let widths = shares(of: natural, in: width - Self.gap * Double(natural.count))
    let isSmall = zip(natural, widths).enumerated().contains { column, width in
      width.1 < Self.smallestScale * width.0 && hasFormulas(column)
    }
    return isSmall ? list : grid(widths, natural)
  }

  private func grid(_ widths: [Double], _ natural: [Double]) -> String {
    let columns = table.columns.indices.map { column in
      if widths[column] < natural[column], !hasFormulas(column) {
        // Words are broken.
        return ">{\\raggedright\\arraybackslash}p{\(ems(widths[column]))}"
      }
      return table.columns[column].isNumber ? "r" : "l"
    }
    let head = table.columns.map { LaTeXCharacters.prose($0.title) }
    return environment(columns.joined(), head: head) { row in
      [zip(row, widths).map { cell($0, within: $1) }]
    }
  }

  /// Every row as its first cell, and beside it what the others are called and say.
  private var list: String {
    let titles = table.columns.map { writer.width(of: $0.title) }.max() ?? 0
    let names = min(8, table.rows.map { width(of: $0[0]) }.max() ?? 0)
    let room = width - names - titles - 3 * Self.gap
    return environment("p{\(ems(names))}lp{\(ems(room))}", head: []) { row in
      let cells = zip(table.columns, row).dropFirst().filter { !isEmpty($0.1) }
      if cells.isEmpty { return [[cell(row[0], within: names), "", ""]] }
      return cells.enumerated().map { position, pair in
        [
          position == 0 ? cell(row[0], within: names) : "",
          "\\textit{\(LaTeXCharacters.prose(pair.0.title))}", cell(pair.1, within: room),
        ]
      }
    }
  }

  private func environment(
    _ columns: String, head: [String], lines: ([Article.Cell]) -> [[String]]
  ) -> String {
    let title = head.isEmpty ? "\\hline\n" : head.joined(separator: " & ") + " \\\\ \\hline\n"
    var (text, height) = ("", Double.infinity)
    for row in table.rows {
      let lines = lines(row)
      // A list is as high as its cells together.
      let heights = row.map(self.height)
      let rise = lines.count > 1 ? heights.reduce(0, +) : heights.max() ?? 1
      if height + rise > Self.longest {
        text += text.isEmpty ? "" : "\\end{tabular}\\par\\bigskip\n"
        text += "\\noindent\\begin{tabular}{\(columns)}\n" + title
        height = 1.5
      }
      height += rise
      let isTall = rise > 1
      text += lines.map { "{}" + $0.joined(separator: " & ") }.joined(
        separator: " \\\\\(isTall ? "[3pt]" : "")\n")
      text += " \\\\" + (isTall ? "[3pt]" : "") + (head.isEmpty ? " \\hline" : "") + "\n"
    }
    return text.isEmpty ? "" : text + "\\end{tabular}\\par\\bigskip\n"
  }

  /// How many lines a table may have that stays on one page.
  private static let longest = 42.0

  /// About how many lines a cell takes.
  private func height(_ cell: Article.Cell) -> Double {
    switch cell {
    case .words: 1
    case .math(let math): writer.height(of: math)
    }
  }

  // MARK: Widths

  /// What each column gets: what it needs if it is no more than its share of the room.
  private func shares(of natural: [Double], in room: Double) -> [Double] {
    var widths = natural
    var open = natural.indices.sorted { natural[$0] < natural[$1] }
    var left = room
    while let narrowest = open.first {
      let share = left / Double(open.count)
      widths[narrowest] = min(natural[narrowest], share)
      left -= widths[narrowest]
      open.removeFirst()
    }
    return widths
  }

  private func width(of cell: Article.Cell) -> Double {
    switch cell {
    case .words(let words): writer.width(of: words)
    case .math(let math): writer.width(of: math)
    }
  }

  private func hasFormulas(_ column: Int) -> Bool {
    table.rows.contains { if case .math = $0[column] { true } else { false } }
  }

  private func isEmpty(_ cell: Article.Cell) -> Bool {
    if case .words("") = cell { true } else { false }
  }

  // MARK: Cells

  private func cell(_ cell: Article.Cell, within width: Double) -> String {
    switch cell {
    case .words(let words): LaTeXCharacters.breakable(words)
    case .math(let math): writer.inline(math, within: width)
    }
  }

  private func ems(_ width: Double) -> String {
    "\(Int(width * 10) / 10).\(Int(width * 10) % 10)em"
  }
}
