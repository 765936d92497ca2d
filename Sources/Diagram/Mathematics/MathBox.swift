import Scene

/// A piece of mathematics that has been set: its marks, and the room they take.
///
/// The origin is where the piece begins on its baseline.
package struct MathBox: Sendable, Hashable {
  /// The marks.
  package var items: [Item]
  /// How far the next piece would begin to the right.
  package var width: Double
  /// How far the piece reaches above the baseline.
  package var ascent: Double
  /// How far the piece reaches below the baseline, positive.
  package var descent: Double
  /// What is written, as text on one line: a root, a fraction or a matrix keeps its signs.
  package private(set) var plainText = ""
  /// The numbers in it, in the order in which they were set.
  private(set) var numbers: [Number] = []

  /// The boxes in it that are left to be filled in, in the order of their marks.
  private(set) var blanks: [Blank] = []

  /// Marks in whose place others stand in the answers.
  struct Blank: Sendable, Hashable {
    /// Which of the items: none where answers are added to them.
    let items: Range<Int>
    let answer: [Item]

    /// The same behind so many other items, moved by a vector.
    func behind(_ count: Int, offset: Point) -> Blank {
      Blank(
        items: (items.lowerBound + count)..<(items.upperBound + count),
        answer: answer.map { $0.offset(by: offset) })
    }
  }

  /// A number: its marks, and how wide it is.
  struct Number: Sendable, Hashable {
    /// Which of the items.
    let items: Range<Int>
    let width: Double
  }

  /// A piece of the given marks and measures.
  package init(items: [Item] = [], width: Double = 0, ascent: Double = 0, descent: Double = 0) {
    self.items = items
    self.width = width
    self.ascent = ascent
    self.descent = descent
  }

  /// The piece as one number.
  func asNumber() -> MathBox {
    var box = self
    box.numbers = [Number(items: items.indices, width: width)]
    return box
  }

  /// The piece with a name for each of its numbers, so that a page can write others in their places.
  ///
  /// - Parameters:
  ///   - growth: Where longer ones find room.
  ///   - name: What a number is called, by its place among them.
  func naming(_ growth: NumberMark.Growth = .around, _ name: (Int) -> String) -> MathBox {
    var box = self
    for (place, number) in numbers.enumerated() {
      for index in number.items {
        guard case .text(var text) = items[index] else { continue }
        let isFirst = index == number.items.lowerBound
        text.number = NumberMark(name(place), width: isFirst ? number.width : nil, growth: growth)
        box.items[index] = .text(text)
      }
    }
    return box
  }

  /// The piece as a blank, some of whose marks stand for others in the answers.
  func leaving(_ items: Range<Int>, for answer: [Item]) -> MathBox {
    var box = self
    box.blanks = [Blank(items: items, answer: answer)]
    return box
  }

  /// The piece, said as a text of its own.
  func saying(_ text: String) -> MathBox {
    var box = self
    let rest = text.drop { $0 == " " }
    box.plainText = rest.lastIndex { $0 != " " }.map { String(rest[...$0]) } ?? ""
    return box
  }

  /// From the top to the bottom.
  package var height: Double { ascent + descent }

  /// The extents.
  package var size: Size { Size(width, height) }

  /// The marks with the piece beginning at a point of the baseline.
  package func placed(at origin: Point) -> [Item] { items.map { $0.offset(by: origin) } }

  /// The marks with the piece's box about a centre.
  package func centered(at center: Point) -> [Item] { placed(at: origin(center: center)) }

  /// Where the piece begins if its box is about a centre.
  func origin(center: Point) -> Point {
    Point(center.x - width / 2, center.y + (ascent - descent) / 2)
  }

  /// The marks centred between left and right, with the baseline at a height.
  package func centered(x: Double, baseline: Double) -> [Item] {
    placed(at: Point(x - width / 2, baseline))
  }

  /// Adds another piece at a distance from this one's origin; the box grows to hold it.
  package mutating func add(_ other: MathBox, at offset: Point) {
    if !plainText.isEmpty, !other.plainText.isEmpty { plainText += " " }
    plainText += other.plainText
    numbers += other.numbers.map {
      Number(
        items: ($0.items.lowerBound + items.count)..<($0.items.upperBound + items.count),
        width: $0.width)
    }
    for blank in other.blanks { blanks.append(blank.behind(items.count, offset: offset)) }
    items += other.placed(at: offset)
    width = max(width, offset.x + other.width)
    ascent = max(ascent, other.ascent - offset.y)
    descent = max(descent, other.descent + offset.y)
  }

  /// Adds another piece to the right.
  package mutating func append(_ other: MathBox, gap: Double = 0) {
    add(other, at: Point(width + gap, 0))
  }

  /// The pieces below one another, each centred, the first one's baseline kept.
  static func stacked(_ boxes: [MathBox], gap: Double) -> MathBox {
    guard let first = boxes.first else { return MathBox() }
    let width = boxes.map(\.width).max() ?? 0
    var stack = MathBox()
    var baseline = 0.0
    var bottom = first.descent
    for (index, box) in boxes.enumerated() {
      if index > 0 { baseline = bottom + gap + box.ascent }
      stack.add(box, at: Point((width - box.width) / 2, baseline))
      bottom = baseline + box.descent
    }
    return stack
  }
}
