import Scene

/// A stack of maps as it is drawn, about its middle: squares behind one another, the first in front,
/// filled with what its numbers are; beneath it the same squares with their gradients. From top to
/// bottom the second stack stands to the right.
struct MapsFace {
  /// One of the squares.
  struct Sheet {
    let frame: Rect
    let content: MapContent
  }

  /// Squares behind one another.
  struct Stack {
    /// The squares, the last one first, as they are drawn.
    fileprivate(set) var sheets: [Sheet]
    /// Dots for those that are left out.
    fileprivate(set) var dots: [Point] = []
    /// What the colours stand for.
    fileprivate(set) var scale: NeuronFace.Label?
    /// All that the squares cover.
    fileprivate(set) var frame: Rect

    fileprivate func moved(by vector: Point) -> Stack {
      var stack = self
      stack.sheets = sheets.map { Sheet(frame: $0.frame.offset(by: vector), content: $0.content) }
      stack.dots = dots.map { $0 + vector }
      stack.frame = frame.offset(by: vector)
      return stack
    }
  }

  /// The maps' numbers.
  let values: Stack
  /// The gradients of these numbers, where there are any.
  let gradients: Stack?
  /// What the author says of them.
  private(set) var remark: NeuronFace.Label?
  private let outline: UnitBody.Outline

  /// How many maps are drawn, and how many before the dots and behind them where there are more.
  static let most = 6
  private static let (first, last) = (4, 1)
  /// From one square to the next, to the right and upwards.
  private static func step(_ side: Size) -> Double { min(6, side.width / 9, side.height / 9) }
  /// Between a stack and what stands beneath it.
  private static let gap = 6.0
  /// Between two stacks, and between what the author wrote and what it is said of.
  private static let stackGap = 12.0

  /// Which of so many maps are drawn, and how many steps behind the first each stands.
  static func drawn(of count: Int) -> [(map: Int, depth: Double)] {
    if count <= most { return (0..<count).map { ($0, Double($0)) } }
    return (0..<first).map { ($0, Double($0)) }
      + (0..<last).map { (count - last + $0, Double(first + 2 + $0)) }
  }

  /// - Parameters:
  ///   - labels: what stands in the squares of a stack, the first one in front.
  ///   - side: the size of a square.
  init(
    values: MapLabels, gradients: MapLabels?, count: Int, side: Size,
    direction: FigureOptions.Direction, remark: MathBox? = nil
  ) {
    let stack = Self.stack(values, count: count, side: side)
    let size = stack.frame.size
    let inset = min(6, side.width / 8, side.height / 8)
    // The first map's left and lower sides are seen whole, and the last one's upper and right sides.
    switch direction {
    case .leftToRight:
      outline = .box(
        size, entry: (size.height / 2 - side.height + inset)...(size.height / 2 - inset),
        exit: (-size.height / 2 + inset)...(-size.height / 2 + side.height - inset))
    case .topToBottom:
      outline = .box(
        size, entry: (size.width / 2 - side.width + inset)...(size.width / 2 - inset),
        exit: (-size.width / 2 + inset)...(-size.width / 2 + side.width - inset))
    }
    var edge = direction == .leftToRight ? stack.frame.maxY : stack.frame.maxX
    func scaled(_ stack: Stack, _ scale: MathBox?) -> Stack {
      var stack = stack
      guard let scale else { return stack }
      let corner =
        switch direction {
        // Arrows fan out on the right.
        case .leftToRight:
          Point(
            min(stack.frame.center.x - scale.width / 2, stack.frame.maxX - scale.width),
            edge + Self.gap)
        case .topToBottom: Point(edge + Self.gap, stack.frame.center.y - scale.height / 2)
        }
      let frame = Rect(x: corner.x, y: corner.y, width: scale.width, height: scale.height)
      stack.scale = NeuronFace.Label(box: scale, frame: frame)
      edge = direction == .leftToRight ? frame.maxY : frame.maxX
      return stack
    }
    self.values = scaled(stack, values.scale)
    self.gradients = gradients.map { labels in
      let second = Self.stack(labels, count: count, side: side)
      let shift =
        switch direction {
        case .leftToRight: Point(0, edge + Self.stackGap - second.frame.y)
        case .topToBottom: Point(edge + Self.stackGap - second.frame.x, 0)
        }
      let moved = second.moved(by: shift)
      edge = direction == .leftToRight ? moved.frame.maxY : moved.frame.maxX
      return scaled(moved, labels.scale)
    }
    guard let remark else { return }
    let corner =
      switch direction {
      case .leftToRight:
        Point(-remark.width / 2, stack.frame.y - Self.stackGap - remark.height)
      case .topToBottom: Point(edge + Self.stackGap, -remark.height / 2)
      }
    self.remark = NeuronFace.Label(
      box: remark,
      frame: Rect(x: corner.x, y: corner.y, width: remark.width, height: remark.height))
  }

  /// Squares about the middle of all that they cover.
  private static func stack(_ labels: MapLabels, count: Int, side: Size) -> Stack {
    let places = drawn(of: count)
    let step = step(side)
    let reach = (places.last?.depth ?? 0) * step
    let size = Size(side.width + reach, side.height + reach)
    let front = Point(-size.width / 2, size.height / 2 - side.height)
    func corner(_ depth: Double) -> Point { front + Point(depth, -depth) * step }
    let sheets = zip(places, labels.contents).map { place, content in
      let corner = corner(place.depth)
      return Sheet(
        frame: Rect(x: corner.x, y: corner.y, width: side.width, height: side.height),
        content: content)
    }
    let dots = count > most ? [-0.75, 0, 0.75].map { corner(Double(first) + 0.5 + $0) } : []
    return Stack(
      sheets: sheets.reversed(), dots: dots, frame: Rect(center: .zero, size: size))
  }

  /// The room that it takes.
  var body: UnitBody {
    UnitBody(
      outline: outline,
      labelFrames: [values.scale?.frame, gradients?.frame, gradients?.scale?.frame, remark?.frame]
        .compactMap { $0 })
  }

  /// The map in front, where a window lies.
  var front: Rect { values.sheets.last?.frame ?? values.frame }

  /// The line from what the author wrote to what it is said of.
  func leader(_ direction: FigureOptions.Direction) -> Item? {
    guard let frame = remark?.frame else { return nil }
    let (start, end) =
      switch direction {
      case .leftToRight: (Point(0, frame.maxY), Point(0, values.frame.y))
      case .topToBottom:
        (
          Point(frame.x, 0),
          Point(
            gradients?.scale?.frame.maxX ?? gradients?.frame.maxX ?? values.scale?.frame.maxX
              ?? values.frame.maxX, 0)
        )
      }
    return .path(.line(from: start, to: end), stroke: Stroke(.muted, width: 1, dash: [2, 2]))
  }
}
