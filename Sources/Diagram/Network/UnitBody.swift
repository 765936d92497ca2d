import Scene

/// The room that a neuron or a stack of maps takes, about its middle.
struct UnitBody {
  /// What lines lead to and from.
  enum Outline: Hashable {
    /// A circle of some radius.
    case circle(Double)
    /// A rectangle. Lines come in on the side that is nearer to the network's beginning and go out on
    /// the other one, both between two places along the side.
    case box(Size, entry: ClosedRange<Double>, exit: ClosedRange<Double>)
  }

  let outline: Outline
  /// What lines must keep clear of, beside the outline.
  let labelFrames: [Rect]

  /// What the outline covers.
  var frame: Rect {
    switch outline {
    case .circle(let radius): Rect(center: .zero, size: Size(2 * radius, 2 * radius))
    case .box(let size, _, _): Rect(center: .zero, size: size)
    }
  }

  /// All that is covered.
  var bounds: Rect { labelFrames.reduce(frame) { $0.union($1) } }

  /// Where a line to the right begins.
  ///
  /// - Parameter other: the middle of what it leads to, seen from here.
  func exit(toward other: Point) -> Point {
    switch outline {
    case .circle(let radius): other.unit * radius
    case .box(let size, _, let side): Point(size.width / 2, other.y.clamped(to: side))
    }
  }

  /// Where a line from the left ends.
  ///
  /// - Parameter other: the middle of what it comes from, seen from here.
  func entry(from other: Point) -> Point {
    switch outline {
    case .circle(let radius): other.unit * radius
    case .box(let size, let side, _): Point(-size.width / 2, other.y.clamped(to: side))
    }
  }

  /// Where a line that runs over others leaves or meets the upper side.
  ///
  /// - Parameter side: −1 on the left, 1 on the right.
  func corner(_ side: Double) -> Point {
    switch outline {
    case .circle(let radius): Point(side * 0.5.squareRoot(), -0.5.squareRoot()) * radius
    case .box(let size, _, _): Point(side * size.width / 2 * 0.6, -size.height / 2)
    }
  }

  /// The same with its axes exchanged; places along a side stay what they are.
  var transposed: UnitBody {
    let turned: Outline =
      switch outline {
      case .circle: outline
      case .box(let size, let entry, let exit): .box(size.transposed, entry: entry, exit: exit)
      }
    return UnitBody(outline: turned, labelFrames: labelFrames.map(\.transposed))
  }
}

extension Point {
  /// The vector of length 1 in its direction; shorter ones stay as they are.
  var unit: Point { self * (1 / max((x * x + y * y).squareRoot(), 1)) }
}

extension Double {
  fileprivate func clamped(to range: ClosedRange<Double>) -> Double {
    min(max(self, range.lowerBound), range.upperBound)
  }
}

// A network from top to bottom is one from left to right with its axes exchanged.

extension Point {
  var transposed: Point { Point(y, x) }
}

extension Size {
  var transposed: Size { Size(height, width) }
}

extension Rect {
  var transposed: Rect { Rect(x: y, y: x, width: height, height: width) }
}

extension CubicPath {
  var transposed: CubicPath {
    CubicPath(
      pieces.map {
        Cubic(
          start: $0.start.transposed, control1: $0.control1.transposed,
          control2: $0.control2.transposed, end: $0.end.transposed)
      })
  }
}
