import Scene

/// A lesson's box: its number, and beside it its title in as many lines as it takes.
struct LessonBox {
  let number: String
  let lines: [String]
  let size: Size

  static let titleStyle = TextStyle(.sans, size: 13, tabularFigures: false)
  static let numberStyle = TextStyle(.sans, size: 11.5)
  static let line = 16.5
  static let padding = Size(9, 6)
  /// From the box's left to its title.
  static let lead = 28.0
  private static let cornerRadius = 6.0

  /// - Parameters:
  ///   - width: How wide the title's lines may be; a longer word takes its room.
  ///   - fills: Whether the box is as wide as it may be, whatever its title.
  init(
    _ lesson: CourseMap.Lesson, width: Double, fills: Bool, measuring measure: any TextMeasuring
  ) {
    number = lesson.number
    func advance(_ text: String) -> Double {
      measure.extent(of: text, in: Self.titleStyle).advance
    }
    let words = lesson.title.split(separator: " ").map(String.init)
    let count = Self.lines(words, width, advance).count
    // As even as so many lines can be.
    var narrowest = width
    while narrowest > 40, Self.lines(words, narrowest - 4, advance).count == count {
      narrowest -= 4
    }
    lines = Self.lines(words, fills ? width : narrowest, advance)
    let widest = fills ? width : lines.map(advance).max() ?? 0
    size = Size(
      Self.lead + max(widest, lines.map(advance).max() ?? 0) + Self.padding.width,
      Double(lines.count) * Self.line + 2 * Self.padding.height)
  }

  private static func lines(
    _ words: [String], _ width: Double, _ advance: (String) -> Double
  ) -> [String] {
    var lines: [String] = []
    for word in words {
      if let last = lines.last, advance(last + " " + word) <= width {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append(word)
      }
    }
    return lines
  }

  /// Its outline, in a frame.
  func outline(in frame: Rect) -> Item {
    .rectangle(
      frame, cornerRadius: Self.cornerRadius, stroke: Stroke(.line, width: 1, dash: []), fill: .node
    )
  }

  /// Its number, in a frame.
  func number(in frame: Rect) -> Item {
    .text(
      Text(
        number, at: Point(frame.x + Self.lead - 7, firstBaseline(in: frame)),
        style: Self.numberStyle, paint: .muted, anchor: .end))
  }

  /// The lines of its title, in a frame.
  func title(in frame: Rect) -> [Item] {
    let first = firstBaseline(in: frame)
    return lines.enumerated().map { index, line in
      .text(
        Text(
          line, at: Point(frame.x + Self.lead, first + Double(index) * Self.line),
          style: Self.titleStyle))
    }
  }

  private func firstBaseline(in frame: Rect) -> Double {
    frame.center.y - Double(lines.count - 1) / 2 * Self.line + 4.6
  }
}

extension Scene {
  /// Adds the boxes of a map, in their frames; letters come behind all outlines, so that a writer says
  /// once how they look.
  mutating func add(_ boxes: [LessonBox], in frames: [Rect], of map: CourseMap) {
    var (numbers, titles) = (Layer(["numbers"]), Layer(["titles"]))
    for (index, (box, frame)) in zip(boxes, frames).enumerated() {
      add(Layer(["lesson"], node: String(index), items: [box.outline(in: frame)]))
      numbers.add(box.number(in: frame))
      titles.items += box.title(in: frame)
      targets.append(
        Target(.rectangle(frame), node: String(index), title: map.lessons[index].saying))
    }
    add(numbers)
    add(titles)
  }
}
