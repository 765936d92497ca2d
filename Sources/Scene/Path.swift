/// A line of straight and curved pieces, drawn with a pen or filled.
///
///     var path = Path()
///     path.move(to: Point(0, 0))
///     path.curve(to: Point(30, 10), control1: Point(10, 0), control2: Point(20, 10))
package struct Path: Hashable, Sendable {
  /// One step of the pen.
  package enum Element: Hashable, Sendable {
    /// Lift the pen and begin a new piece.
    case move(Point)
    /// A straight piece to a place.
    case line(Point)
    /// A cubic Bézier piece: two control points, then its end.
    case curve(Point, Point, Point)
    /// A straight piece back to where this one began.
    case close
  }

  /// The steps in the order they are drawn.
  package var elements: [Element]

  /// A path from its steps.
  package init(_ elements: [Element] = []) { self.elements = elements }

  /// Begins a new piece.
  package mutating func move(to point: Point) { elements.append(.move(point)) }

  /// Draws a straight piece.
  package mutating func line(to point: Point) { elements.append(.line(point)) }

  /// Draws a cubic Bézier piece.
  package mutating func curve(to end: Point, control1: Point, control2: Point) {
    elements.append(.curve(control1, control2, end))
  }

  /// Closes the piece with a straight line to its beginning.
  package mutating func close() { elements.append(.close) }

  /// A straight line.
  package static func line(from start: Point, to end: Point) -> Path {
    Path([.move(start), .line(end)])
  }

  /// Straight lines through the points, closed to a polygon if asked.
  package static func polyline(_ points: [Point], closed: Bool = false) -> Path {
    guard let first = points.first else { return Path() }
    var path = Path([.move(first)])
    for point in points.dropFirst() { path.line(to: point) }
    if closed { path.close() }
    return path
  }

  /// The outline of a filled arrowhead with a slightly notched back.
  ///
  /// - Parameters:
  ///   - tip: the foremost point.
  ///   - direction: where the arrow points to; only its direction counts. A zero vector points
  ///     to the right.
  ///   - length: from tip to barbs.
  ///   - width: across the barbs.
  package static func arrowhead(
    tip: Point, direction: Point, length: Double, width: Double
  ) -> Path {
    let norm = direction.length
    let along = norm > 0 ? direction * (1 / norm) : Point(1, 0)
    let across = Point(-along.y, along.x)
    let back = tip - along * length
    let side = across * (width / 2)
    return .polyline(
      [tip, back + side, tip - along * (length * 0.75), back - side], closed: true)
  }

  /// The path moved by a vector.
  package func offset(by vector: Point) -> Path {
    Path(
      elements.map { element in
        switch element {
        case .move(let point): .move(point + vector)
        case .line(let point): .line(point + vector)
        case .curve(let a, let b, let end): .curve(a + vector, b + vector, end + vector)
        case .close: .close
        }
      })
  }

  /// The path made larger or smaller about the origin.
  package func scaled(by factor: Double) -> Path {
    Path(
      elements.map { element in
        switch element {
        case .move(let point): .move(point * factor)
        case .line(let point): .line(point * factor)
        case .curve(let a, let b, let end): .curve(a * factor, b * factor, end * factor)
        case .close: .close
        }
      })
  }

  /// A rectangle that holds the path (for curves, their control points), or `nil` when empty.
  package var bounds: Rect? {
    Rect(
      around: elements.lazy.flatMap { element -> [Point] in
        switch element {
        case .move(let point), .line(let point): [point]
        case .curve(let a, let b, let end): [a, b, end]
        case .close: []
        }
      })
  }
}
