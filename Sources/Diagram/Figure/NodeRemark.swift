import Scene

/// What the author says of a node, beside it.
extension NodeFace {
  /// From the outline to what the author wrote.
  private static let remarkGap = 14.0

  /// Writes what the author says of the node on the side where neither a name nor a sum stands: above
  /// it or, from top to bottom, to its right. Arrows run level past it, as past a sum.
  mutating func add(remark: MathBox, _ direction: FigureOptions.Direction) {
    self.remark = remark
    let half = size.width / 2
    switch direction {
    case .topToBottom:
      let side = max(half, spread, captionFrame?.maxX ?? 0) + Self.remarkGap
      var top = -remark.height / 2
      // The sum on the wire stands on this side, too.
      if junction != nil, let sum = noteFrame { top = min(top, sum.y - 5 - remark.height) }
      remarkFrame = Rect(x: side, y: top, width: remark.width, height: remark.height)
      porch = max(porch ?? 0, size.height / 2 + 4, 4 - top)
    case .leftToRight:
      let top = min(-size.height / 2, captionFrame?.y ?? 0) - Self.remarkGap - remark.height
      if let junction {
        // Before the rail, above the value on the wire.
        let right = max(half, junction.distance - 9)
        remarkFrame = Rect(
          x: min(-remark.width / 2, right - remark.width),
          y: min(top, (junction.valueFrame?.y ?? 0) - Self.remarkGap - remark.height),
          width: remark.width, height: remark.height)
        let left = min(noteFrame?.x ?? 0, remarkFrame?.x ?? 0)
        porch = max(porch ?? 0, half, 4 - left)
        return
      }
      guard case .letters = outline else {
        remarkFrame = Rect(
          x: -remark.width / 2, y: top, width: remark.width, height: remark.height)
        porch = max(porch ?? 0, max(half, remark.width / 2) + 4)
        return
      }
      // Letters and all that is written at them end on the side of their arrows.
      let side = max(half, remark.width / 2 + 3, (note?.width ?? 0) / 2 + 3)
      middle = Point(side - half, 0)
      if let frame = noteFrame { noteFrame = frame.offset(by: Point(side - 3 - frame.maxX, 0)) }
      remarkFrame = Rect(
        x: side - 3 - remark.width, y: top, width: remark.width, height: remark.height)
      porch = side
    }
  }

  /// The line from what the author wrote to the outline.
  func leader(at point: Point, _ direction: FigureOptions.Direction) -> Item? {
    guard let frame = remarkFrame?.offset(by: point) else { return nil }
    let node = self.frame.offset(by: point)
    let (start, end) =
      switch direction {
      case .leftToRight:
        // Straight down where the box reaches over the node.
        (
          Point(min(max(node.center.x, frame.x + 6), frame.maxX - 6), frame.maxY),
          Point(
            node.center.x,
            [captionFrame, junction?.valueFrame].compactMap { $0?.offset(by: point) }
              .filter { ($0.x...$0.maxX).contains(node.center.x) }.map(\.y).min()
              .map { min($0, node.y) } ?? node.y)
        )
      case .topToBottom:
        (
          Point(frame.x, frame.center.y),
          Point(max(node.maxX, captionFrame.map { $0.maxX + point.x } ?? 0), node.center.y)
        )
      }
    return .path(.line(from: start, to: end), stroke: Stroke(.muted, width: 1, dash: [2, 2]))
  }
}
