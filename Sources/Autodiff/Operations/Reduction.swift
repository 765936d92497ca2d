/// Which entries of its operand a reduction puts into each entry of its result.
///
///     sum(x, axis=1) of a (2, 3, 4)       // runs of 3, neighbours 4 apart
///     sum(x, axis=[0, 2]) of the same     // runs of 8, whose places are listed
struct Reduction: Sendable, Hashable {
  /// How many entries of the result lie before the axes that are reduced, and behind them.
  private let outer: Int
  private let inner: Int
  /// How many entries are put into one.
  let extent: Int
  /// Where each run begins, and where its entries lie from there; nil where the axes that are reduced
  /// are neighbours, so that both follow from the extents.
  private let places: Places?

  private struct Places: Hashable {
    let starts: [Int]
    let offsets: [Int]
  }

  /// The reduction of a shape over some of its axes.
  init(_ shape: Shape, over axes: Axes) {
    var (outer, extent, inner) = (1, 1, 1)
    var isScattered = false
    for (axis, size) in shape.extents.enumerated() where size != 1 {
      if !axes.contains(axis, in: shape) {
        if extent == 1 { outer *= size } else { inner *= size }
      } else {
        isScattered = isScattered || inner > 1
        extent *= size
      }
    }
    (self.outer, self.extent, self.inner) = (outer, extent, inner)
    places = isScattered ? Self.places(shape, axes) : nil
  }

  private static func places(_ shape: Shape, _ axes: Axes) -> Places {
    var (starts, offsets) = ([0], [0])
    for (axis, stride) in shape.strides.enumerated() {
      let steps = (0..<shape.extents[axis]).map { $0 * stride }
      if axes.contains(axis, in: shape) {
        offsets = offsets.flatMap { offset in steps.map { offset + $0 } }
      } else {
        starts = starts.flatMap { start in steps.map { start + $0 } }
      }
    }
    return Places(starts: starts, offsets: offsets)
  }

  /// The entries that are put into one.
  struct Run {
    fileprivate let start: Int
    fileprivate let stride: Int
    fileprivate let offsets: [Int]?
    /// How many there are.
    let count: Int

    /// The place of one of them in the operand.
    @inline(__always)
    subscript(position: Int) -> Int {
      if let offsets { start + offsets[position] } else { start + position * stride }
    }
  }

  /// Calls `body` with each entry of the result and the entries that are put into it.
  @inline(__always)
  func forEachRun(_ body: (_ result: Int, Run) -> Void) {
    if let places {
      for (result, start) in places.starts.enumerated() {
        body(result, Run(start: start, stride: 0, offsets: places.offsets, count: extent))
      }
      return
    }
    for o in 0..<outer {
      for i in 0..<inner {
        body(
          o * inner + i,
          Run(start: o * extent * inner + i, stride: inner, offsets: nil, count: extent))
      }
    }
  }
}

/// An operation that puts many entries of its operand into one, along axes or of all.
protocol ReductionOperation: TensorOperation {}

extension ReductionOperation {
  static var arity: Int? { 1 }
  static var takesLabels: Bool { false }

  static func shape(_ operands: [Shape], _ attributes: Attributes) throws(ShapeError.Reason)
    -> Shape
  {
    try operands[0].reduced(by: attributes)
  }

  /// The rule of a reduction whose every entry passes on what arrives times a local derivative.
  static func rule(_ signature: Signature, _ derivative: Formula) -> LocalRule {
    if signature.shape.isScalar { return .derivative(derivative) }
    let upstream = Formula.spread(.upstream, axis: signature.axes)
    switch derivative {
    case 1: return .pullback(upstream)
    // A share is written below what is shared.
    case .quotient(1, let count): return .pullback(upstream / count)
    default: return .pullback(upstream * derivative)
    }
  }
}

extension Signature {
  /// The axes that a reduction runs over.
  package var axes: Axes { attributes.reducedAxes }

  /// Which entries of the first operand are put into each entry of the result.
  var reduction: Reduction { Reduction(operands[0], over: axes) }

  /// A reduction's result beside the entries that it ran over.
  var spreadOutput: Formula { shape.isScalar ? .output : .spread(.output, axis: axes) }

  /// The mean of the entries that a reduction runs over, beside them.
  var reducedMean: Formula { .total(.a, axis: axes) / .count(.reduced) }
}
