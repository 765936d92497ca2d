import Derivation
import Diagram
import Notation
import Scene

/// Sets boxes to write in: a letter, and a cell for each number that belongs there, as large for the
/// sheet as for its key.
package struct AnswerBoxSetter {
  private let setter: MathSetter
  private let paragraphs: ParagraphSetter
  private let style: SheetStyle

  /// A setter that measures letters with the fonts that paint them.
  package init(measuring measure: any TextMeasuring, _ style: SheetStyle) {
    setter = MathSetter(measuring: measure)
    paragraphs = ParagraphSetter(measuring: measure)
    self.style = style
  }

  /// The least room in which a number is written by hand: 15 by 8 mm; in a matrix 13 by 7.
  private static let cell = Size(15 * LengthUnit.mm.pixels, 8 * LengthUnit.mm.pixels)
  private static let entry = Size(13 * LengthUnit.mm.pixels, 7 * LengthUnit.mm.pixels)
  /// Cells are wider by such steps, so that their width does not tell the number of digits.
  private static let step = 16.0

  /// A box of rows of cells.
  ///
  /// - Parameters:
  ///   - answers: What belongs into the cells, row by row.
  ///   - isAnswered: Whether it stands there.
  package func box(letter: String, answers: [[Math]], isAnswered: Bool) -> MathBox {
    let boxes = answers.map { row in
      row.map { setter.set($0, size: style.text * 0.95, paint: .backwardText) }
    }
    let count = boxes.map(\.count).max() ?? 0
    let least = answers.count * count == 1 ? Self.cell : Self.entry
    let widest = boxes.flatMap { $0.map(\.width) }.max() ?? 0
    let width = max(least.width, ((widest + 10) / Self.step).rounded(.up) * Self.step)
    let height = max(least.height, (boxes.flatMap { $0.map(\.height) }.max() ?? 0) + 8)
    var box = paragraphs.box(letter, SheetStyle.Look(style.small, weight: .bold))
    let left = box.width + style.text * 0.4
    let size = Size(width * Double(count), height * Double(answers.count))
    let top = -MathStyle.axis * style.formula - size.height / 2
    let frame = Rect(x: left, y: top, width: size.width, height: size.height)
    box.items.append(.rectangle(frame, cornerRadius: 2, stroke: Stroke(.line, width: 1, dash: [])))
    let rule = Stroke(.line, width: 0.6, dash: [])
    for column in stride(from: 1, to: count, by: 1) {
      let x = left + Double(column) * width
      box.items.append(.path(.line(from: Point(x, top), to: Point(x, frame.maxY)), stroke: rule))
    }
    for row in stride(from: 1, to: answers.count, by: 1) {
      let y = top + Double(row) * height
      box.items.append(.path(.line(from: Point(left, y), to: Point(frame.maxX, y)), stroke: rule))
    }
    if isAnswered {
      for (row, line) in boxes.enumerated() {
        for (column, answer) in line.enumerated() {
          box.items += answer.centered(
            at: Point(
              left + (Double(column) + 0.5) * width, top + (Double(row) + 0.5) * height))
        }
      }
    }
    box.width = frame.maxX
    box.ascent = max(box.ascent, -top)
    box.descent = max(box.descent, frame.maxY)
    return box
  }
}
