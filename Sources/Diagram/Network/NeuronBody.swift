import Scene

/// The room that a neuron takes, about the middle of its circle.
struct NeuronBody {
  let radius: Double
  /// What lines must keep clear of, beside the circle.
  let labelFrames: [Rect]

  /// All that the neuron covers.
  var bounds: Rect {
    labelFrames.reduce(Rect(center: .zero, size: Size(2 * radius, 2 * radius))) { $0.union($1) }
  }

  /// The same with its axes exchanged.
  var transposed: NeuronBody {
    NeuronBody(radius: radius, labelFrames: labelFrames.map(\.transposed))
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
