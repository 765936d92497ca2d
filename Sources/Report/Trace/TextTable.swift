import Wording

/// A table in plain text whose columns stand under one another, also where Hangul takes two cells.
///
///     node   value  gradient
///     ─────  ─────  ────────
///     apple    100       2.2
///     사과     100       2.2
///
/// Numbers are aligned at their decimal points. What could command a terminal is made visible.
package struct TextTable {
  /// How the cells of a column stand under one another.
  package enum Alignment: Sendable {
    /// At their left ends.
    case left
    /// At their right ends.
    case right
    /// Numbers at their decimal points, all else at the left end.
    case point
  }

  private struct Column {
    let alignment: Alignment
    /// The widest text that is no number.
    var text = 0
    /// The most that stands before a decimal point.
    var whole = 0
    /// The most that stands from a decimal point on.
    var fraction = 0
    /// Whether anything stands below the title; an empty column is left out.
    var isUsed = false

    var width: Int { max(text, whole + fraction) }
  }

  private struct Cell {
    /// Where its text ends in `bytes`.
    let end: Int
    let width: Int32
    /// How much stands before the decimal point; negative where this is no number.
    let whole: Int32
  }

  private var columns: [Column]
  private var cells: [Cell] = []
  private var bytes: [UInt8] = []

  /// Creates a table from the titles of its columns.
  package init(_ columns: [(title: String, alignment: Alignment)]) {
    self.columns = columns.map { Column(alignment: $0.alignment) }
    for column in columns.indices { add(columns[column].title, column, isTitle: true) }
  }

  /// How many rows there are beside the titles.
  package var rowCount: Int { cells.count / columns.count - 1 }

  /// Adds a row.
  ///
  /// - Precondition: There is a text for each column.
  package mutating func append(_ row: [String]) {
    precondition(row.count == columns.count, "a text for each column")
    for column in row.indices { add(row[column], column, isTitle: false) }
  }

  private mutating func add(_ text: String, _ column: Int, isTitle: Bool) {
    let text = printable(text)
    let width = cellWidth(of: text)
    var whole: Int?
    if !isTitle, width > 0 { columns[column].isUsed = true }
    if !isTitle, columns[column].alignment == .point { whole = Self.wholePart(of: text) }
    if let whole {
      columns[column].whole = max(columns[column].whole, whole)
      columns[column].fraction = max(columns[column].fraction, width - whole)
    } else {
      columns[column].text = max(columns[column].text, width)
    }
    bytes.append(contentsOf: text.utf8)
    cells.append(
      Cell(end: bytes.count, width: Int32(clamping: width), whole: whole.map(Int32.init) ?? -1))
  }

  /// How much of a number stands before its decimal point; nil for what is no number.
  private static func wholePart(of text: String) -> Int? {
    var count = 0
    for scalar in text.unicodeScalars {
      switch scalar {
      case "0"..."9", "∞": break
      case "−" where count == 0: break
      case ".", "×": return count
      default: return nil
      }
      count += 1
    }
    return count == 0 ? nil : count
  }

  /// Writes the titles, a rule and the rows, a line each, without white space at their ends;
  /// columns in which nothing stands are left out.
  ///
  /// - Throws: The sink's error.
  package func write(to sink: ByteSink) throws {
    var lines: [UInt8] = []
    for row in 0...rowCount {
      appendRow(row, to: &lines)
      if row == 0 { appendRule(to: &lines) }
      if lines.count > 1 << 16 {
        try lines.withUnsafeBytes(sink)
        lines.removeAll(keepingCapacity: true)
      }
    }
    try lines.withUnsafeBytes(sink)
  }

  /// The lines as text.
  var lines: [String] {
    (0...rowCount).flatMap { row in
      var line: [UInt8] = []
      appendRow(row, to: &line)
      if row == 0 { appendRule(to: &line) }
      return String(decoding: line.dropLast(), as: UTF8.self).split(separator: "\n").map(
        String.init)
    }
  }

  private func appendRow(_ row: Int, to lines: inout [UInt8]) {
    var pending = 0
    for column in columns.indices where columns[column].isUsed {
      let index = row * columns.count + column
      let cell = cells[index]
      let start = index == 0 ? 0 : cells[index - 1].end
      let (before, after) = room(around: cell, in: columns[column], isTitle: row == 0)
      if cell.end > start {
        lines.append(contentsOf: repeatElement(UInt8(ascii: " "), count: pending + before))
        lines.append(contentsOf: bytes[start..<cell.end])
        pending = after + 2
      } else {
        pending += before + after + 2
      }
    }
    lines.append(UInt8(ascii: "\n"))
  }

  private func room(around cell: Cell, in column: Column, isTitle: Bool) -> (Int, Int) {
    let free = column.width - Int(cell.width)
    switch column.alignment {
    case .left: return (0, free)
    case .right: return (free, 0)
    case .point:
      if cell.whole < 0 {
        // A title stands over the numbers where there is nothing else.
        return isTitle && column.whole + column.fraction > Int(cell.width) ? (free, 0) : (0, free)
      }
      let before = column.whole - Int(cell.whole)
      // Numbers that are narrower than the column's other cells stand at its left end as well.
      return (before, free - before)
    }
  }

  private func appendRule(to lines: inout [UInt8]) {
    var isFirst = true
    for column in columns where column.isUsed {
      if !isFirst { lines.append(contentsOf: "  ".utf8) }
      isFirst = false
      for _ in 0..<column.width { lines.append(contentsOf: "─".utf8) }
    }
    lines.append(UInt8(ascii: "\n"))
  }
}
