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
    /// Bare letters.
    case letters(Size)
    /// Nothing at all: where an arrow ends.
    case point
  }

  let outline: Outline
  /// The marks inside the outline.
  var symbol: [Item]
  /// The middle of the outline, seen from the point that arrows aim at.
  private(set) var middle = Point.zero
  /// The sum that the node's gradient is, written out.
  private(set) var note: MathBox?
  /// Where that stands.
  private(set) var noteFrame: Rect?
  /// From the point to where arrows end at the sides, where that is not the outline.
  private(set) var porch: Double?

  /// From the outline to the note.
  static let noteGap = 5.0

  init(outline: Outline, symbol: [Item] = []) {
    self.outline = outline
    self.symbol = symbol
  }

  /// The outline's extents.
  var size: Size {
    switch outline {
    case .circle(let radius): Size(2 * radius, 2 * radius)
    case .box(let size), .letters(let size): size
    case .point: Size(1, 1)
    }
  }

  /// The outline's box.
  var frame: Rect { Rect(center: middle, size: size) }

  /// All that the node covers.
  var bounds: Rect {
    var bounds = noteFrame.map { $0.union(frame) } ?? frame
    if let porch {
      bounds = bounds.union(Rect(x: -porch, y: 0, width: 2 * porch, height: 0))
    }
    return bounds
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
        x: -half - 8 - note.width, y: -note.height / 2, width: note.width, height: note.height)
    case (.leftToRight, .letters):
      let side = max(half, note.width / 2 + 3)
      middle = Point(side - half, 0)
      noteFrame = Rect(
        x: side - 3 - note.width, y: below - 3, width: note.width, height: note.height)
      porch = side
    case (.leftToRight, _):
      noteFrame = Rect(x: -note.width / 2, y: below, width: note.width, height: note.height)
      porch = max(half, note.width / 2) + 4
    }
  }

  /// The node as the layout sees it.
  func layoutNode(in band: Int?) -> LayoutGraph.Node {
    let bounds = bounds
    var attachment = LayoutGraph.Attachment(
      outline: .box, halfWidth: size.width / 2, halfHeight: size.height / 2)
    if case .circle = outline { attachment.outline = .ellipse }
    if let porch {
      attachment.outline = .box
      attachment.halfWidth = porch
      if case .circle(let radius) = outline { attachment.halfHeight = radius * 0.75 }
    }
    // The shape stands in the box as the point does among what the node covers.
    attachment.offsetX = -bounds.center.x
    attachment.offsetY = -bounds.center.y
    return LayoutGraph.Node(
      width: bounds.width, height: bounds.height, attachment: attachment, cluster: band)
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
    case .letters, .point: return inside
    }
  }

  /// What shines behind a node.
  func halo(at point: Point) -> Item? {
    let frame = frame.offset(by: point)
    return switch outline {
    case .circle(let radius): .circle(frame.center, radius: radius + 7, fill: .highlight)
    case .box: .rectangle(frame.expanded(by: 6), cornerRadius: 16, fill: .highlight)
    case .letters: .rectangle(frame.expanded(by: 2), cornerRadius: 6, fill: .highlight)
    case .point: nil
    }
  }

  /// From the side of the room, where the layout ends an arrow, on to the outline.
  func extended(_ end: Point, about point: Point) -> Point {
    guard porch != nil else { return end }
    let side = end.x < point.x ? -1.0 : 1
    switch outline {
    case .circle(let radius):
      let rise = min(abs(end.y - point.y), radius * 0.95)
      return Point(point.x + side * (radius * radius - rise * rise).squareRoot(), end.y)
    case .box(let size): return Point(point.x + side * size.width / 2, end.y)
    case .letters, .point: return end
    }
  }
}
