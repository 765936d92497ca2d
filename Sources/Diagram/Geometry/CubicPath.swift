import GraphLayout
import Scene

/// Where an arrow runs: cubic pieces, each beginning where the one before it ended.
struct CubicPath: Hashable {
  var pieces: [Cubic]

  init(_ pieces: [Cubic]) { self.pieces = pieces }

  /// The curve of a layout's edge.
  init(_ path: Layout.Path) {
    let points = path.points.map { Point($0.x, $0.y) }
    pieces = stride(from: 0, to: points.count - 3, by: 3).map {
      Cubic(
        start: points[$0], control1: points[$0 + 1], control2: points[$0 + 2],
        end: points[$0 + 3])
    }
  }

  /// The arc length.
  var length: Double { pieces.reduce(0) { $0 + $1.length } }

  /// The curve without a length at its start and one at its end.
  func trimmed(start: Double, end: Double) -> CubicPath {
    guard start + end < length else { return CubicPath([]) }
    return dropping(start).reversed.dropping(end).reversed
  }

  /// The curve from its end to its start.
  var reversed: CubicPath {
    CubicPath(
      pieces.reversed().map {
        Cubic(start: $0.end, control1: $0.control2, control2: $0.control1, end: $0.start)
      })
  }

  private func dropping(_ length: Double) -> CubicPath {
    guard length > 0 else { return self }
    var rest = length
    for (index, piece) in pieces.enumerated() {
      let own = piece.length
      if own > rest {
        let tail = piece.split(at: piece.parameter(atLength: rest)).1
        return CubicPath([tail] + pieces[(index + 1)...])
      }
      rest -= own
    }
    return CubicPath([])
  }

  /// The curve beside this one, to the left of its direction by a distance.
  func parallel(at distance: Double) -> CubicPath {
    guard distance != 0 else { return self }
    return CubicPath(
      pieces.flatMap { piece -> [Cubic] in
        if piece.isStraight { return [piece.parallel(at: distance)] }
        let (a, b) = piece.split(at: 0.5)
        let (a1, a2) = a.split(at: 0.5)
        let (b1, b2) = b.split(at: 0.5)
        return [a1, a2, b1, b2].map { $0.parallel(at: distance) }
      })
  }

  /// Its start, then control points in threes.
  var points: [Point] {
    (pieces.first.map { [$0.start] } ?? [])
      + pieces.flatMap { [$0.control1, $0.control2, $0.end] }
  }

  /// The curve as a line to draw; straight pieces as such, and those in one direction as one.
  var path: Path {
    var path = Path()
    guard let first = pieces.first else { return path }
    path.move(to: first.start)
    var last: Cubic?
    for piece in pieces where (piece.end - piece.start).length > 1e-6 || !piece.isStraight {
      if piece.isStraight {
        let direction = piece.end - piece.start
        if let last, last.isStraight {
          let before = last.end - last.start
          let cross = before.x * direction.y - before.y * direction.x
          if abs(cross) < 1e-6 * before.length * direction.length,
            before.x * direction.x + before.y * direction.y > 0
          {
            path.elements.removeLast()
          }
        }
        path.line(to: piece.end)
      } else {
        path.curve(to: piece.end, control1: piece.control1, control2: piece.control2)
      }
      last = piece
    }
    return path
  }

  /// Where the curve ends, and the direction in which it arrives there.
  var arrival: (point: Point, direction: Point)? {
    pieces.last.map { ($0.end, $0.direction(at: 1)) }
  }

  /// The curve moved and made larger.
  func placed(_ placement: Placement) -> CubicPath {
    CubicPath(
      pieces.map {
        Cubic(
          start: placement.apply(to: $0.start), control1: placement.apply(to: $0.control1),
          control2: placement.apply(to: $0.control2), end: placement.apply(to: $0.end))
      })
  }
}
