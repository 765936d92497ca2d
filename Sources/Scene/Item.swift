/// One mark of a scene.
package enum Item: Hashable, Sendable {
  /// A line or an outline, stroked, filled or both.
  case path(Path, stroke: Stroke? = nil, fill: Paint? = nil)
  /// A circle about its centre.
  case circle(Point, radius: Double, stroke: Stroke? = nil, fill: Paint? = nil)
  /// A rectangle with round corners if a radius is given.
  case rectangle(Rect, cornerRadius: Double = 0, stroke: Stroke? = nil, fill: Paint? = nil)
  /// One line of text.
  case text(Text)
  /// A picture of squares, each drawn with sharp edges, stretched to fill the rectangle.
  case image(PixelGrid, Rect)
}

/// That a text is a part of a number of the graph, in whose place a page may write another.
package struct NumberMark: Hashable, Sendable {
  /// Which number: `v3.0` is the first entry of node 3's value.
  package var name: String
  /// How wide the whole number is; nil for its parts behind the first.
  package var width: Double?
  /// Where a longer one finds room.
  package var growth: Growth

  /// On which side of a number a longer one finds room.
  package enum Growth: Hashable, Sendable {
    /// On both: it stays in the middle.
    case around
    /// On the right: it stands behind a sign or a name.
    case led
    /// On the right, so many pixels: its left end is at an arrow.
    case right(Double)
    /// On the left, so many pixels: its right end is at an arrow. A name before it makes way.
    case left(Double)
  }

  /// The mark of a part of a number.
  package init(_ name: String, width: Double?, growth: Growth = .around) {
    self.name = name
    self.width = width
    self.growth = growth
  }
}

/// One line of text at its place.
package struct Text: Hashable, Sendable {
  /// Which point of the baseline the place is.
  package enum Anchor: String, Sendable {
    /// Where the text begins.
    case start
    /// Half its advance.
    case middle
    /// Where the next run would begin.
    case end
  }

  /// What is written; line breaks count as spaces.
  package var string: String
  /// The place of the anchor on the baseline.
  package var position: Point
  /// How it looks.
  package var style: TextStyle
  /// Its colour.
  package var paint: Paint
  /// Which point of the baseline the place is.
  package var anchor: Anchor
  /// The turn about the anchor in degrees, clockwise; −90 reads from bottom to top.
  package var rotation: Double
  /// Which number of the graph it is a part of, where a page may write another in its place.
  package var number: NumberMark?

  /// A line of text, by default in ink and starting at its place.
  package init(
    _ string: String, at position: Point, style: TextStyle, paint: Paint = .ink,
    anchor: Anchor = .start, rotation: Double = 0
  ) {
    self.string = string
    self.position = position
    self.style = style
    self.paint = paint
    self.anchor = anchor
    self.rotation = rotation
  }
}

extension Item {
  /// The item moved by a vector.
  package func offset(by vector: Point) -> Item {
    switch self {
    case .path(let path, let stroke, let fill):
      return .path(path.offset(by: vector), stroke: stroke, fill: fill)
    case .circle(let center, let radius, let stroke, let fill):
      return .circle(center + vector, radius: radius, stroke: stroke, fill: fill)
    case .rectangle(let frame, let cornerRadius, let stroke, let fill):
      return .rectangle(
        frame.offset(by: vector), cornerRadius: cornerRadius, stroke: stroke, fill: fill)
    case .text(var text):
      text.position = text.position + vector
      return .text(text)
    case .image(let grid, let frame):
      return .image(grid, frame.offset(by: vector))
    }
  }

  /// The item made larger or smaller about the origin, lines and letters included.
  package func scaled(by factor: Double) -> Item {
    switch self {
    case .path(let path, let stroke, let fill):
      return .path(path.scaled(by: factor), stroke: stroke?.scaled(by: factor), fill: fill)
    case .circle(let center, let radius, let stroke, let fill):
      return .circle(
        center * factor, radius: radius * factor, stroke: stroke?.scaled(by: factor), fill: fill)
    case .rectangle(let frame, let cornerRadius, let stroke, let fill):
      return .rectangle(
        frame.scaled(by: factor), cornerRadius: cornerRadius * factor,
        stroke: stroke?.scaled(by: factor), fill: fill)
    case .text(var text):
      text.position = text.position * factor
      text.style.size *= factor
      if let width = text.number?.width { text.number?.width = width * factor }
      return .text(text)
    case .image(let grid, let frame):
      return .image(grid, frame.scaled(by: factor))
    }
  }

  /// The box the item lies in without its stroke's width, or `nil` for an empty path.
  ///
  /// For text it spans advance, ascent and descent; a turned text's box is that of its corners.
  package func bounds(measuring measure: some TextMeasuring) -> Rect? {
    switch self {
    case .path(let path, _, _):
      return path.bounds
    case .circle(let center, let radius, _, _):
      return Rect(center: center, size: Size(2 * radius, 2 * radius))
    case .rectangle(let frame, _, _, _), .image(_, let frame):
      return frame
    case .text(let text):
      return text.bounds(measuring: measure)
    }
  }
}

extension Text {
  /// How far left of its place the text begins when it is not turned.
  package func lead(advance: Double) -> Double {
    switch anchor {
    case .start: 0
    case .middle: advance / 2
    case .end: advance
    }
  }

  /// The box of advance, ascent and descent, quarter turns included.
  ///
  /// Another angle than a multiple of 90° gets the box of the circle the text turns in.
  package func bounds(measuring measure: some TextMeasuring) -> Rect {
    let extent = measure.extent(of: string, in: style)
    let left = -lead(advance: extent.advance)
    let right = left + extent.advance
    let turns = rotation / 90
    switch turns - 4 * (turns / 4).rounded(.down) {
    case 0:
      return Rect(x: left, y: -extent.ascent, width: extent.advance, height: extent.height)
        .offset(by: position)
    case 1:
      return Rect(x: -extent.descent, y: left, width: extent.height, height: extent.advance)
        .offset(by: position)
    case 2:
      return Rect(x: -right, y: -extent.descent, width: extent.advance, height: extent.height)
        .offset(by: position)
    case 3:
      return Rect(x: -extent.ascent, y: -right, width: extent.height, height: extent.advance)
        .offset(by: position)
    default:
      let reach = max(-left, right) + max(extent.ascent, extent.descent)
      return Rect(center: position, size: Size(2 * reach, 2 * reach))
    }
  }
}
