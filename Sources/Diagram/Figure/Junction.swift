import GraphLayout
import Scene

/// The wire that leaves a node whose value several arrows carry: the value stands at it once, and at
/// its end the arrows branch off, each at a dot on a rail across.
///
/// ```
///      3    •──▶      The gradients that come back end at the rail; their sum, which stands at the
///   x ──────┤         node, goes on along the wire.
///           •──▶
/// ```
struct Junction {
  /// The value above the wire, after the result's name where that stands here.
  let value: MathBox?
  /// How far the dots stand from the wire at most, to both sides.
  let half: Double
  /// From one dot to the next.
  let step: Double
  /// Whether a gradient comes back.
  let hasBackward: Bool
  /// Whether the wire is drawn in full, and not only hinted at.
  let hasForward: Bool
  /// Whether there is but one black wire for both directions.
  let isWire: Bool
  /// How wide and how strong the wire is in one of the directions; nil where all are alike.
  let strength: ArrowStrength?
  /// From the node's point along the arrows to the rail.
  private(set) var distance = 0.0
  /// Where the value stands, seen from the node's point.
  private(set) var valueFrame: Rect?

  /// - Parameters:
  ///   - value: what stands above the wire.
  ///   - arrows: what branches off.
  ///   - strength: how wide and how strong the wire is.
  init(value: MathBox?, arrows: [ArrowPlan], strength: ArrowStrength?) {
    self.value = value
    self.strength = strength
    hasBackward = arrows.contains(where: \.hasBackward)
    hasForward = arrows.contains(where: \.hasForward)
    isWire = arrows.contains(where: \.isWire)
    step = arrows.contains(where: \.isPair) ? Pen.pairDistance + 8 : 11
    // The middle one of an odd number goes on where the wire ends; of an even one, either of two.
    half = min(Double(arrows.count / 2) * step, NodeFace.longestSide / 2)
  }

  /// Beyond the rail, before arrows bend.
  static let straight = 5.0

  /// From the wire's middle to the forward line, and the same to the backward one.
  var offset: Double { hasBackward && !isWire ? Pen.pairDistance / 2 : 0 }

  /// How large the dots are.
  private var radius: Double { offset > 0 ? 3.5 : 3 }

  /// Finds the room of the wire, of its value and of the sum at the node.
  ///
  /// - Parameters:
  ///   - outline: the node's outline.
  ///   - size: its extents.
  ///   - bottom: how far below its middle its letters reach.
  ///   - note: the extents of the sum, or nil.
  /// - Returns: where the sum stands, seen from the node's point.
  mutating func place(
    at outline: NodeFace.Outline, _ size: Size, bottom: Double, note: Size?,
    _ direction: FigureOptions.Direction, _ distances: Distances
  ) -> Rect? {
    let pad = distances.labelPad
    // From the wire's middle to what is written beside it.
    let clearance = offset + 1 + distances.labelGap
    let isTight = distances.isTight
    // An arrow's head is to be seen on a line.
    let shortest = offset == 0 ? 14.0 : isTight ? 22 : 28
    switch direction {
    case .leftToRight:
      let half = size.width / 2
      var isLetters = false
      if case .letters = outline { isLetters = true }
      // A dot may stand as high as the value.
      let wanted = (value?.width ?? 0) + 2 * pad + radius
      // Where room is scarce no value makes the wire longer.
      let longest = isTight ? shortest : isLetters ? 64 : 84
      distance = half + max(shortest, wanted > longest ? min(longest, 64) : wanted)
      // Arrows bend before the node and come in from below: the sum stands under the wire, which is
      // long enough for it.
      var left = -half
      if case .circle(let radius) = outline { left = -0.25 * radius }
      if let note { distance = max(distance, left + note.width + 3 + radius) }
      // A value that is wider than the wire stands above the node as well.
      let isAbove = value != nil && wanted > distance - half
      if let value {
        // Names are no higher than what stands above their wire.
        let rise = max(clearance, isAbove ? size.height / 2 + (isLetters ? 0 : 3) : 0)
        let right = distance - radius - pad
        valueFrame = Rect(
          x: isAbove ? right - value.width : (half + distance - radius - value.width) / 2,
          y: -rise - value.height, width: value.width, height: value.height)
      }
      guard let note else { return nil }
      let right = distance - radius - 3
      let top = max(
        size.height / 2 + NodeFace.noteGap - (isLetters ? 3 : 0), bottom + NodeFace.tailGap)
      return Rect(
        x: max((right - half - note.width) / 2, left), y: max(top, clearance),
        width: note.width, height: note.height)
    case .topToBottom:
      let half = size.height / 2
      let longest = max(value?.height ?? 0, note?.height ?? 0)
      distance = half + max(shortest, longest + 2 * pad)
      let middle = (half + distance) / 2
      if let value {
        valueFrame = Rect(
          x: -clearance - value.width, y: middle - value.height / 2, width: value.width,
          height: value.height)
      }
      return note.map {
        Rect(x: clearance, y: middle - $0.height / 2, width: $0.width, height: $0.height)
      }
    }
  }

  /// What the wire and its rail cover, seen from the node's point.
  func bounds(_ direction: FigureOptions.Direction) -> Rect {
    let side = half + offset + radius
    return direction == .leftToRight
      ? Rect(x: 0, y: -side, width: distance + radius, height: 2 * side)
      : Rect(x: -side, y: 0, width: 2 * side, height: distance + radius)
  }

  // MARK: Drawing

  /// The wire, its rail and its dots.
  struct Lines {
    /// From the node to the rail.
    var wire: CubicPath
    /// From the rail back to the node, where a gradient comes back.
    var back: CubicPath?
    /// Across, through all dots and the wire's end.
    var rail: CubicPath
    /// The centres of the dots.
    var dots: [Point]

    /// From the node along the wire, and over the part of the rail on which some of the dots are.
    func way(to dots: [Point]) -> CubicPath {
      let pieces = wire.pieces
      guard let turn = pieces.last?.end else { return wire }
      // The rail runs straight up and down, or from left to right.
      let ends = (dots + [turn]).sorted { ($0.x, $0.y) < ($1.x, $1.y) }
      guard let low = ends.first, let high = ends.last, low != high else { return wire }
      if low == turn || high == turn {
        return CubicPath(pieces + [.line(from: turn, to: low == turn ? high : low)])
      }
      return CubicPath(pieces + [.line(from: turn, to: low), .line(from: low, to: high)])
    }
  }

  /// The lines at a node's point.
  ///
  /// - Parameters:
  ///   - size: the node's extents.
  ///   - dots: where the arrows begin.
  func lines(
    at point: Point, _ size: Size, dots: [Point], _ direction: FigureOptions.Direction
  ) -> Lines {
    let isLevel = direction == .leftToRight
    func place(_ along: Double, _ across: Double) -> Point {
      isLevel ? Point(point.x + along, point.y + across) : Point(point.x + across, point.y + along)
    }
    let start = (isLevel ? size.width : size.height) / 2 + Pen.nodeGap
    // Forward stands on the side of the values: above, or to the left from top to bottom.
    let line = CubicPath([.line(from: place(start, -offset), to: place(distance, -offset))])
    let back = CubicPath([.line(from: place(distance, offset), to: place(start, offset))])
    let places = dots.map { isLevel ? $0.y - point.y : $0.x - point.x } + [-offset]
    return Lines(
      wire: line, back: hasBackward && !isWire ? back : nil,
      rail: CubicPath([
        .line(
          from: place(distance, places.min() ?? 0), to: place(distance, places.max() ?? 0))
      ]), dots: dots)
  }

  /// The marks of the forward pass: wire, rail and dots.
  func forward(_ lines: Lines) -> [Item] {
    let strength = strength(by: .value)
    let opacity = strength?.opacity ?? 1
    let paint =
      isWire ? Paint(.ink, opacity: opacity) : Paint(.forward, opacity: hasForward ? opacity : 0.3)
    let stroke = Stroke(
      paint, width: strength?.width ?? (isWire ? 1.4 : nil), dash: isWire ? [] : nil)
    return [.path(lines.wire.path, stroke: stroke), .path(lines.rail.path, stroke: stroke)]
      + lines.dots.map { .circle($0, radius: radius, fill: paint) }
  }

  /// The arrow that takes the sum of the gradients back.
  func backward(_ lines: Lines) -> [Item] {
    lines.back.map {
      let strength = strength(by: .gradient)
      return Pen.arrow(
        along: $0, head: Pen.backwardHead,
        paint: Paint(.backward, opacity: strength?.opacity ?? 1), width: strength?.width, start: 0,
        end: 0)
    } ?? []
  }

  /// How strong the wire is in a direction; one black wire stands for both.
  private func strength(by numbers: FigureOptions.Strength) -> ArrowStrength? {
    strength.flatMap { isWire || $0.by == numbers ? $0 : nil }
  }
}

extension FigureGraph {
  /// For each node the arrows that branch off one wire: all that leave it, where they carry one
  /// value. Empty where there is only one.
  var branches: [[Int]] {
    var branches = [[Int]](repeating: [], count: nodes.count)
    for (index, edge) in edges.enumerated() { branches[edge.from].append(index) }
    for (node, arrows) in branches.enumerated() {
      let isOneValue = arrows.allSatisfy {
        edges[$0].bundle.isEmpty && edges[$0].source == edges[arrows[0]].source
      }
      if arrows.count < 2 || nodes[node].isRow || !isOneValue { branches[node] = [] }
    }
    return branches
  }
}

extension FigurePlan {
  /// The lines of a node's junction, or nil.
  func junctionLines(at node: Int) -> Junction.Lines? {
    guard let junction = faces[node].junction else { return nil }
    return junction.lines(
      at: anchor(node), faces[node].size,
      dots: branches[node].compactMap { curve($0).pieces.first?.start }, options.direction)
  }
}
