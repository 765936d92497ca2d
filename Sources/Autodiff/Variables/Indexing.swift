// Entries of variables by their places: `x[1]`, `x[1, 0]`, `x[0..<2]`, `x[0..., 1]`.

/// Something that takes a part of one axis: a whole number, or a range of them.
///
/// A number takes one entry, and the axis goes; a range keeps the axis, and a list takes entries in any
/// order, also more than once. Negative ones count from the end: `x[-1]` is the last entry, `x[(-2)...]` are the last two.
public protocol AxisIndex {
  /// What is taken.
  var axisSubscript: Subscript { get }
}

extension Int: AxisIndex {
  /// One entry.
  public var axisSubscript: Subscript { .at(self) }
}

extension Range<Int>: AxisIndex {
  /// The entries from the lower bound up to, and without, the upper one.
  public var axisSubscript: Subscript { .range(from: lowerBound, to: upperBound) }
}

extension ClosedRange<Int>: AxisIndex {
  /// The entries from the lower bound to the upper one.
  public var axisSubscript: Subscript { .range(from: lowerBound, to: upperBound.end) }
}

extension PartialRangeFrom<Int>: AxisIndex {
  /// The entries from the lower bound on.
  public var axisSubscript: Subscript { .range(from: lowerBound, to: nil) }
}

extension PartialRangeUpTo<Int>: AxisIndex {
  /// The entries up to, and without, the upper bound.
  public var axisSubscript: Subscript { .range(from: nil, to: upperBound) }
}

extension PartialRangeThrough<Int>: AxisIndex {
  /// The entries up to the upper bound.
  public var axisSubscript: Subscript { .range(from: nil, to: upperBound.end) }
}

extension [Int]: AxisIndex {
  /// The entries with these indices, in this order.
  public var axisSubscript: Subscript { .list(self) }
}

extension Subscript: AxisIndex {
  /// What it says: a slice with a step, `Subscript.range(from: nil, to: nil, step: 2)`.
  public var axisSubscript: Subscript { self }
}

extension Int {
  /// What comes behind this index; nothing does behind the last one, −1.
  fileprivate var end: Int? { self == -1 ? nil : self == .max ? .max : self + 1 }
}

extension Variable {
  /// Some of the entries: for each axis a number or a range; axes that are not named are taken whole.
  ///
  ///     let X = try tape.variable([[1, 2, 3], [4, 5, 6]])
  ///     try X[1, 0].value      // 4
  ///     try X[0].value         // [1, 2, 3]
  ///     try X[0..., 1].value   // [2, 5]
  ///
  /// - Throws: ``ShapeError`` where an index lies outside, or where there are more than axes.
  public subscript(_ first: any AxisIndex, _ others: any AxisIndex...) -> Variable {
    get throws(ShapeError) {
      let subscripts = ([first] + others).map(\.axisSubscript)
      return try applying(.index, [], Attributes(index: subscripts))
    }
  }
}
