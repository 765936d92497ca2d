import Derivation
import GraphLayout
import Scene

/// What a node looks like and the room it needs, about the point its arrows aim at.
struct NodeFace {
  /// How the node is drawn.
  enum Outline: Hashable {
    case circle(radius: Double)
    /// A box with round corners.
    case box(Size)
    /// Boxes behind one another, the foremost at the lower left.
    case stack(Size)
    /// Bare letters.
    case letters(Size)
    /// Nothing at all: where an arrow ends.
    case point
  }

  private(set) var outline: Outline
  /// The marks inside the outline.
  var symbol: [Item]
  /// What they say, as text.
  let plainText: String
  /// How far letters reach below the point that arrows aim at, the tails of a `p` and of what is set
  /// lower included; 0 for other outlines.
  let bottom: Double
  /// The middle of the outline, seen from the point that arrows aim at.
  var middle = Point.zero
  /// The sum that the node's gradient is, written out.
  private(set) var note: MathBox?
  /// Where that stands.
  var noteFrame: Rect?
  /// The result's name, where no arrow carries it.
  private(set) var caption: MathBox?
  /// Where that stands.
  private(set) var captionFrame: Rect?
  /// What the author wrote beside the node.
  var remark: MathBox?
  /// Where that stands.
  var remarkFrame: Rect?
  /// From the point, along the arrows, to where the layout ends them if not at the outline.
  var porch: Double?

  /// The wire on which the node's arrows leave it, where there are several.
  private(set) var junction: Junction?

  /// How far to both sides arrows leave letters.
  var spread = 0.0

  /// From the outline to the note.
  static let noteGap = 5.0
  /// From the lowest tail of letters to the note.
  static let tailGap = 3.0

  init(
    outline: Outline, symbol: [Item] = [], saying plainText: String = "", bottom: Double = 0
  ) {
    self.outline = outline
    self.symbol = symbol
    self.plainText = plainText
    self.bottom = bottom
  }

  /// The outline's extents.
  var size: Size {
    switch outline {
    case .circle(let radius): Size(2 * radius, 2 * radius)
    case .box(let size), .stack(let size), .letters(let size): size
    case .point: Size(1, 1)
    }
  }

  /// The outline's box.
  var frame: Rect { Rect(center: middle, size: size) }

  /// All that the node covers.
  var bounds: Rect {
    [noteFrame, captionFrame, remarkFrame, junction?.valueFrame].compactMap { $0 }
      .reduce(frame) { $0.union($1) }
  }

  /// Writes a name above the outline; from top to bottom, to its right.
  mutating func add(caption: MathBox, _ direction: FigureOptions.Direction) {
    self.caption = caption
    captionFrame =
      switch direction {
      case .leftToRight:
        Rect(
          x: -caption.width / 2, y: -size.height / 2 - 3 - caption.height, width: caption.width,
          height: caption.height)
      case .topToBottom:
        Rect(
          x: size.width / 2 + 4, y: -caption.height / 2, width: caption.width,
          height: caption.height)
      }
  }

  /// Writes the sum where no arrow of this node can come to lie.
  ///
  /// Bare letters stand right of their arrows' side, above the sum; arrows at a circle run
  /// level over a wider sum. From top to bottom, the sum stands to the left.
  mutating func add(note: MathBox, _ direction: FigureOptions.Direction) {
    self.note = note
    let half = size.width / 2
    let below = size.height / 2 + Self.noteGap
    switch (direction, outline) {
    case (.topToBottom, _):
      noteFrame = Rect(
        x: -max(half, spread) - 8 - note.width, y: -note.height / 2, width: note.width,
        height: note.height)
      porch = max(size.height, note.height) / 2 + 4
    case (.leftToRight, .letters):
      let side = max(half, note.width / 2 + 3)
      middle = Point(side - half, 0)
      noteFrame = Rect(
        x: side - 3 - note.width, y: max(below - 3, bottom + Self.tailGap), width: note.width,
        height: note.height)
      porch = side
    case (.leftToRight, _):
      noteFrame = Rect(x: -note.width / 2, y: below, width: note.width, height: note.height)
      porch = max(half, note.width / 2) + 4
    }
  }

  /// Lets the node's arrows leave it on one wire, and writes the sum beside that.
  mutating func add(
    junction: Junction, note: MathBox?, _ direction: FigureOptions.Direction, _ distances: Distances
  ) {
    var junction = junction
    self.note = note
    noteFrame = junction.place(
      at: outline, size, bottom: bottom, note: note.map { Size($0.width, $0.height) }, direction,
      distances)
    self.junction = junction
    guard direction == .leftToRight else { return }
    // Arrows come in level below or above what is written.
    let left = min(noteFrame?.x ?? 0, junction.valueFrame?.x ?? 0)
    if -left > size.width / 2 { porch = 4 - left }
  }

  /// Makes room in a box for names at the side where arrows come in.
  mutating func makeRoom(_ depth: Double, _ direction: FigureOptions.Direction) {
    guard depth > 0 else { return }
    let isLevel = direction == .leftToRight
    func grown(_ size: Size) -> Size {
      isLevel ? Size(size.width + depth, size.height) : Size(size.width, size.height + depth)
    }
    switch outline {
    case .box(let size): outline = .box(grown(size))
    case .stack(let size): outline = .stack(grown(size))
    case .circle, .letters, .point: return
    }
    let shift = isLevel ? Point(depth / 2, 0) : Point(0, depth / 2)
    symbol = symbol.map { $0.offset(by: shift) }
  }

  /// Makes a box long enough for the arrows that meet one side of it.
  ///
  /// - Parameter longest: the longest side that it gets; more arrows stand closer.
  mutating func hold(
    arrows: Int, pairs: Bool, _ direction: FigureOptions.Direction,
    longest: Double = NodeFace.longestSide
  ) {
    let distance = pairs ? Pen.pairDistance + 8 : 9
    let side = min(Double(arrows) * distance + 14, longest)
    switch outline {
    case .box(let size): outline = .box(size.lengthened(to: side, direction))
    case .stack(let size):
      outline = .stack(size.lengthened(to: side + 2 * Self.stackStep, direction))
    case .letters: spread = Self.spread(of: arrows)
    case .circle, .point: break
    }
  }

  /// Pairs of arrows side by side need more than the height of a word.
  private static func spread(of arrows: Int) -> Double {
    Double(max(arrows - 1, 0)) * (Pen.pairDistance + 7) / 2 + Pen.pairDistance
  }

  /// The longest side that a box gets for its arrows unless something else is said.
  static let longestSide = 260.0

  /// The node as the layout sees it.
  ///
  /// - Parameters:
  ///   - arrows: how many arrows leave it side by side.
  ///   - pairs: whether each is a pair.
  ///   - bare: whether nothing is written on arrows, so that they run straight from the outline.
  func layoutNode(
    in band: Int?, arrows: Int, pairs: Bool, bare: Bool, _ direction: FigureOptions.Direction,
    _ distances: Distances
  ) -> LayoutGraph.Node {
    let isLevel = direction == .leftToRight
    let arrows = junction == nil ? arrows : 1
    var attachment = LayoutGraph.Attachment(
      outline: .box, halfWidth: size.width / 2, halfHeight: size.height / 2)
    var before = 0.0
    var after = distances.straight
    switch outline {
    case .circle where porch == nil:
      attachment.outline = .ellipse
      after = 0
    case .circle(let radius):
      // Level arrows end where the circle is still near.
      if isLevel {
        attachment.halfHeight = radius * 0.8
      } else {
        attachment.halfWidth = radius * 0.8
      }
      before = distances.straight
    case .letters where arrows > 1 && porch == nil:
      // The arrows fan out around the word's end.
      let width = pairs ? Pen.pairDistance + 5 : 4
      let half = min(Double(arrows) * width / 2.1, 40)
      attachment.outline = .ellipse
      if isLevel {
        attachment.halfHeight = max(attachment.halfHeight + 2, half)
        attachment.halfWidth += 4
      } else {
        attachment.halfWidth = max(attachment.halfWidth + 2, half)
        attachment.halfHeight += 4
      }
      after = 0
    case .box, .stack:
      // Arrows keep away from the round corners.
      var corner = 8.0
      if case .stack = outline { corner += Self.stackStep }
      if isLevel {
        attachment.halfHeight -= corner
      } else {
        attachment.halfWidth -= corner
      }
      before = distances.straight
    case .letters:
      let spread = Self.spread(of: arrows)
      if isLevel {
        attachment.halfHeight = max(attachment.halfHeight, spread)
      } else {
        attachment.halfWidth = max(attachment.halfWidth, spread)
      }
    case .point: after = 0
    }
    if bare { (before, after) = (0, 0) }
    if let porch {
      if isLevel { attachment.halfWidth = porch } else { attachment.halfHeight = porch }
    }
    var room = Rect(
      center: .zero, size: Size(2 * attachment.halfWidth, 2 * attachment.halfHeight))
    if isLevel {
      room.x -= before
      room.width += before + after
    } else {
      room.y -= before
      room.height += before + after
    }
    var outlet: LayoutGraph.Outlet?
    if let junction {
      // Arrows come in at the attachment and leave at the rail.
      let far = junction.distance + Junction.straight
      if isLevel {
        room.width = far - room.x
      } else {
        room.height = far - room.y
      }
      room = room.union(junction.bounds(direction))
      outlet = .init(distance: junction.distance, half: junction.half, step: junction.step)
    }
    let bounds = bounds.union(room)
    // The shape stands in the box as the point does among what the node covers.
    attachment.offsetX = -bounds.center.x
    attachment.offsetY = -bounds.center.y
    return LayoutGraph.Node(
      width: bounds.width, height: bounds.height, attachment: attachment, outlet: outlet,
      cluster: band)
  }

  /// The outline and what is in it.
  func body(at point: Point, stroke: Stroke = Stroke(.ink, width: 1.4)) -> [Item] {
    let center = point + middle
    let inside = symbol.map { $0.offset(by: center) }
    switch outline {
    case .circle(let radius):
      return [.circle(center, radius: radius, stroke: stroke, fill: .node)] + inside
    case .box(let size):
      let frame = Rect(center: center, size: size)
      return [
        .rectangle(frame, cornerRadius: min(12, size.height / 2), stroke: stroke, fill: .node)
      ] + inside
    case .stack(let size):
      let frame = Rect(center: center, size: size)
      let sheet = Size(size.width - 2 * Self.stackStep, size.height - 2 * Self.stackStep)
      let sheets = (0...2).map { depth in
        let shift = Double(2 - depth) * Self.stackStep
        return Item.rectangle(
          Rect(
            x: frame.x + shift, y: frame.maxY - sheet.height - shift, width: sheet.width,
            height: sheet.height),
          cornerRadius: min(12, sheet.height / 2), stroke: stroke, fill: .node)
      }
      return sheets + inside.map { $0.offset(by: Point(-Self.stackStep, Self.stackStep)) }
    case .letters, .point: return inside
    }
  }

  /// From one box of a stack to the next.
  static let stackStep = 4.0

  /// What shines behind a node.
  func halo(at point: Point) -> Item? {
    let frame = frame.offset(by: point)
    return switch outline {
    case .circle(let radius): .circle(frame.center, radius: radius + 7, fill: .highlight)
    case .box, .stack: .rectangle(frame.expanded(by: 6), cornerRadius: 16, fill: .highlight)
    case .letters: .rectangle(frame.expanded(by: 2), cornerRadius: 6, fill: .highlight)
    case .point: nil
    }
  }

  /// From where the layout ends an arrow on to the outline.
  func extended(_ end: Point, about point: Point, _ direction: FigureOptions.Direction) -> Point {
    guard porch != nil else { return end }
    if case .letters = outline, direction == .leftToRight { return end }
    let isLevel = direction == .leftToRight
    let offset = end - point
    let (along, across) = isLevel ? (offset.x, offset.y) : (offset.y, offset.x)
    var reach = isLevel ? size.width / 2 : size.height / 2
    if case .circle(let radius) = outline {
      let rise = min(abs(across), radius * 0.95)
      reach = (radius * radius - rise * rise).squareRoot()
    }
    let place = along < 0 ? -reach : reach
    return isLevel ? Point(point.x + place, end.y) : Point(end.x, point.y + place)
  }
}

extension Size {
  /// The size with the side that arrows meet at least so long.
  fileprivate func lengthened(to side: Double, _ direction: FigureOptions.Direction) -> Size {
    switch direction {
    case .leftToRight: Size(width, max(height, side))
    case .topToBottom: Size(max(width, side), height)
    }
  }
}
