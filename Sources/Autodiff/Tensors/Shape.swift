/// The extents of a tensor along its axes; no axes for a scalar.
public struct Shape: Hashable, Sendable {
  /// The number of entries along each axis, outermost first.
  public let extents: [Int]

  /// Creates a shape from its extents.
  public init(_ extents: [Int]) { self.extents = extents }

  /// The shape of a single number.
  public static let scalar = Shape([])

  /// The number of axes: 0 for a scalar, 1 for a vector, 2 for a matrix.
  public var rank: Int { extents.count }

  /// The number of entries in all, or `Int.max` where that does not fit.
  public var count: Int {
    var product = 1
    for extent in extents {
      let (next, overflow) = product.multipliedReportingOverflow(by: extent)
      if overflow { return .max }
      product = next
    }
    return product
  }

  /// Whether this is the shape of a single number.
  public var isScalar: Bool { extents.isEmpty }

  /// How many entries apart neighbours along each axis lie in row-major order.
  package var strides: [Int] {
    var strides = [Int](repeating: 1, count: rank)
    for axis in stride(from: rank - 2, through: 0, by: -1) {
      strides[axis] = strides[axis + 1] * extents[axis + 1]
    }
    return strides
  }

  /// The axis that a possibly negative index means, or nil where there is none.
  package func axis(_ index: Int) -> Int? {
    let axis = index < 0 ? index + rank : index
    return (0..<rank).contains(axis) ? axis : nil
  }

  /// The shape without one axis.
  package func removing(axis: Int) -> Shape {
    var extents = extents
    extents.remove(at: axis)
    return Shape(extents)
  }

  /// The shape that two operands have together by NumPy's rules, or nil where they do not fit:
  /// aligned at the last axis, extents agree or one of them is 1.
  package func broadcast(with other: Shape) -> Shape? {
    if self == other { return self }
    let rank = max(self.rank, other.rank)
    var extents = [Int](repeating: 1, count: rank)
    for offset in 1...rank {
      let a = offset <= self.rank ? self.extents[self.rank - offset] : 1
      let b = offset <= other.rank ? other.extents[other.rank - offset] : 1
      guard a == b || a == 1 || b == 1 else { return nil }
      extents[rank - offset] = a == 1 ? b : a
    }
    return Shape(extents)
  }
}

extension Shape: ExpressibleByArrayLiteral {
  /// A shape as it is written: `[2, 3]`.
  public init(arrayLiteral extents: Int...) { self.init(extents) }
}

extension Shape: CustomStringConvertible {
  /// The shape as NumPy writes it: `()`, `(3,)`, `(2, 3)`.
  public var description: String {
    rank == 1 ? "(\(extents[0]),)" : "(" + extents.map(String.init).joined(separator: ", ") + ")"
  }
}
