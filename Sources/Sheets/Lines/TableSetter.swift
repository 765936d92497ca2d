import Derivation
import Diagram
import Notation
import Scene

/// Sets a table between rules: words are wrapped, formulas made smaller where they must be, numbers
/// stand under one another at their points.
///
/// Where formulas would be too small to be read, every row becomes a list of its cells.
package struct TableSetter {
  private let setter: MathSetter
  private let paragraphs: ParagraphSetter
  private let style: SheetStyle

  /// A setter that measures letters with the fonts that paint them.
  package init(measuring measure: any TextMeasuring, _ style: SheetStyle) {
    setter = MathSetter(measuring: measure)
    paragraphs = ParagraphSetter(measuring: measure)
    self.style = style
  }

  /// A column's title, and whether numbers stand in it.
  package typealias Column = (title: String, isNumber: Bool)

  /// The room between two columns.
  private var gap: Double { style.text * 1.4 }
  /// How small formulas may become before cells are listed under one another.
  private static let smallestScale = 0.72
  private var body: SheetStyle.Look { SheetStyle.Look(style.text * 0.95) }
  private var head: SheetStyle.Look { SheetStyle.Look(style.small, paint: .muted) }

  /// The rows as strips; the titles are repeated where a page begins.
  package func strips(columns: [Column], rows: [[Sentence]], width: Double) -> [Strip] {
    let used = columns.indices.filter { column in
      rows.contains { !$0[column].text.isEmpty }
    }
    let columns = used.map { columns[$0] }
    let rows = rows.map { row in used.map { row[$0] } }
    guard !rows.isEmpty, !columns.isEmpty else { return [] }
    let natural = columns.indices.map { column in
      max(
        paragraphs.width(of: Sentence(columns[column].title), head),
        self.width(of: rows.map { $0[column] }, columns[column]))
    }
    let widths = shares(of: natural, in: width - gap * Double(columns.count - 1))
    let isSmall = columns.indices.contains { column in
      widths[column] < Self.smallestScale * natural[column]
        && rows.contains { $0[column].hasMath }
    }
    return isSmall
      ? list(columns, rows, width) : grid(columns, rows, widths, width)
  }

  /// How wide the cells of a column are, numbers under one another at their points.
  private func width(of cells: [Sentence], _ column: Column) -> Double {
    var (left, right) = (0.0, 0.0)
    for cell in cells {
      let box = paragraphs.lines(cell, width: .infinity, body).first ?? MathBox()
      let tail = column.isNumber ? pointDistance(cell, box) : 0
      left = max(left, box.width - tail)
      right = max(right, tail)
    }
    return left + right
  }

  // MARK: Grids

  private func grid(
    _ columns: [Column], _ rows: [[Sentence]], _ widths: [Double], _ width: Double
  ) -> [Strip] {
    let cells = rows.map { row in zip(row, widths).map(cell) }
    let points = columns.indices.map { column in
      columns[column].isNumber
        ? zip(rows, cells).map { pointDistance($0[column], $1[column]) }.max() ?? 0 : 0
    }
    var head = MathBox()
    var x = 0.0
    for (column, width) in zip(columns, widths) {
      let title = paragraphs.box(column.title, self.head).fitted(to: width)
      head.add(title, at: Point(column.isNumber ? x + width - title.width : x, 0))
      x += width + gap
    }
    // As wide as its columns, or as the text.
    let reach = min(width, x - gap)
    head = ruled(head, above: 1.1, below: 0.7, width: reach)
    var strips = [Strip(head, before: style.paragraph, staysWithNext: true)]
    for (position, row) in cells.enumerated() {
      var box = MathBox()
      x = 0
      for (column, cell) in row.enumerated() {
        let tail =
          columns[column].isNumber
          ? points[column] - pointDistance(rows[position][column], cell) : 0
        let left =
          columns[column].isNumber ? max(0, widths[column] - cell.width - tail) : 0
        box.add(cell, at: Point(x + left, 0))
        x += widths[column] + gap
      }
      strips.append(
        Strip(
          box, before: position == 0 ? style.text * 0.5 : style.text * 0.42, head: head,
          staysWithNext: position == 0 || position >= rows.count - 2))
    }
    strips.append(rule(reach))
    return strips
  }

  /// How far behind a number's point it goes on.
  private func pointDistance(_ cell: Sentence, _ box: MathBox) -> Double {
    guard cell.pieces.count == 1, case .math(var math) = cell.pieces[0] else { return 0 }
    while case .role(_, let inner) = math { math = inner }
    guard case .number(let digits) = math, let point = digits.firstIndex(of: ".") else { return 0 }
    let whole = setter.set(.number(String(digits[..<point])), size: body.style.size)
    return max(0, box.width - whole.width)
  }

  private func cell(_ cell: Sentence, _ width: Double) -> MathBox {
    let lines = cell.hasMath ? [] : paragraphs.lines(cell, width: width, body)
    guard cell.hasMath else {
      var box = MathBox()
      for (position, line) in lines.enumerated() {
        box.add(line, at: Point(0, Double(position) * body.style.size * 1.3))
      }
      return box
    }
    let line = paragraphs.lines(cell, width: .infinity, body).first ?? MathBox()
    return line.fitted(to: width)
  }

  // MARK: Lists

  /// Every row as its first cell, and beside it what the others are called and say.
  private func list(_ columns: [Column], _ rows: [[Sentence]], _ width: Double) -> [Strip] {
    let names = min(
      width * 0.22, rows.map { paragraphs.width(of: $0[0], body) }.max() ?? 0)
    let titles = min(
      width * 0.2,
      columns.dropFirst().map { paragraphs.width(of: Sentence($0.title), head) }.max() ?? 0)
    let start = names + gap + titles + gap
    var strips = [rule(width, before: style.paragraph, staysWithNext: true)]
    for row in rows {
      let cells = zip(columns, row).dropFirst().filter { !$0.1.text.isEmpty }
      var isFirst = true
      func add(_ box: MathBox) {
        var line = box
        if isFirst { line.add(cell(row[0], names), at: .zero) }
        strips.append(
          Strip(line, before: isFirst ? style.paragraph : style.text * 0.4, staysWithNext: true))
        isFirst = false
      }
      if cells.isEmpty { add(MathBox()) }
      for (column, said) in cells {
        for (position, line) in lines(said, width - start).enumerated() {
          var box = line.indented(by: start)
          if position == 0 {
            box.add(
              paragraphs.box(column.title, head).fitted(to: titles), at: Point(names + gap, 0))
          }
          add(box)
        }
      }
      strips[strips.count - 1].staysWithNext = true
      strips.append(rule(width, before: style.text * 0.35))
    }
    return strips
  }

  /// A cell on lines of its own.
  private func lines(_ cell: Sentence, _ width: Double) -> [MathBox] {
    if cell.pieces.count == 1, case .math(let math) = cell.pieces[0] {
      return FormulaParts.lines(math, setter, size: body.style.size, first: width, rest: width)
    }
    return paragraphs.lines(cell, width: width, body)
  }

  // MARK: Rules and widths

  private func rule(
    _ width: Double, before: Double? = nil, staysWithNext: Bool = false
  ) -> Strip {
    let box = MathBox(
      items: [
        .path(
          .line(from: .zero, to: Point(width, 0)), stroke: Stroke(.line, width: 0.8, dash: []))
      ], width: width)
    return Strip(box, before: before ?? style.text * 0.4, staysWithNext: staysWithNext)
  }

  /// A line with a rule above and below it.
  private func ruled(_ box: MathBox, above: Double, below: Double, width: Double) -> MathBox {
    var box = box
    let room = style.text * 0.35
    let (top, bottom) = (-box.ascent - room, box.descent + room)
    for (y, pen) in [(top, above), (bottom, below)] {
      box.items.append(
        .path(
          .line(from: Point(0, y), to: Point(width, y)),
          stroke: Stroke(.line, width: pen, dash: [])))
    }
    box.ascent += room
    box.descent += room
    box.width = max(box.width, width)
    return box
  }

  /// What each column gets: what it needs if it is no more than its share of the room.
  private func shares(of natural: [Double], in room: Double) -> [Double] {
    var widths = natural
    var open = natural.indices.sorted { natural[$0] < natural[$1] }
    var left = room
    while let narrowest = open.first {
      widths[narrowest] = min(natural[narrowest], left / Double(open.count))
      left -= widths[narrowest]
      open.removeFirst()
    }
    return widths
  }
}

extension Sentence {
  /// Whether a formula stands in it.
  fileprivate var hasMath: Bool {
    pieces.contains { if case .math = $0 { true } else { false } }
  }
}
