import Scene

/// Lines between neurons, and what they run through.
enum LineGeometry {
  /// From the outline of one thing to that of another.
  ///
  /// - Parameter bend: how far its middle lies to the right of the straight line, seen along it.
  static func line(
    _ from: Point, _ body: UnitBody, _ to: Point, _ other: UnitBody, bend: Double = 0
  ) -> CubicPath {
    guard bend != 0 else {
      return CubicPath([
        .line(from: from + body.exit(toward: to - from), to: to + other.entry(from: from - to))
      ])
    }
    let along = (to - from).unit
    let middle = (from + to) * 0.5 + Point(-along.y, along.x) * bend
    return CubicPath([
      .line(from: from + body.exit(toward: middle - from), to: middle),
      .line(from: middle, to: to + other.entry(from: middle - to)),
    ])
  }

  /// Whether a curve runs through a rectangle.
  static func crosses(_ curve: CubicPath, _ frame: Rect) -> Bool {
    curve.pieces.contains { piece in
      if piece.isStraight { return overlap(piece.start, piece.end, frame) != nil }
      return (0...24).contains { step in
        let point = piece.point(at: Double(step) / 24)
        return point.x > frame.x && point.x < frame.maxX && point.y > frame.y
          && point.y < frame.maxY
      }
    }
  }

  /// The part of a straight line that lies in a rectangle, as parts of its length.
  static func overlap(_ start: Point, _ end: Point, _ frame: Rect) -> (from: Double, to: Double)? {
    var (low, high) = (0.0, 1.0)
    for (origin, step, least, most) in [
      (start.x, end.x - start.x, frame.x, frame.maxX),
      (start.y, end.y - start.y, frame.y, frame.maxY),
    ] {
      if step == 0 {
        if origin <= least || origin >= most { return nil }
        continue
      }
      let (a, b) = ((least - origin) / step, (most - origin) / step)
      low = max(low, min(a, b))
      high = min(high, max(a, b))
    }
    return low < high ? (low, high) : nil
  }
}
