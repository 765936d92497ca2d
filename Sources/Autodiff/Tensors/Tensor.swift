/// Numbers in a rectangular arrangement, in row-major order.
public struct Tensor<Scalar: Sendable>: Sendable {
  /// The extents along each axis.
  public let shape: Shape
  /// The entries in row-major order, `shape.count` of them.
  public var elements: [Scalar]

  /// Creates a tensor from its entries in row-major order.
  ///
  /// - Precondition: There are `shape.count` entries.
  package init(shape: Shape, elements: [Scalar]) {
    precondition(shape.count == elements.count, "a tensor of shape \(shape) has other entries")
    self.shape = shape
    self.elements = elements
  }

  /// Creates a tensor that holds one number.
  public init(_ scalar: Scalar) { self.init(shape: .scalar, elements: [scalar]) }

  /// Creates a vector.
  public init(_ vector: [Scalar]) { self.init(shape: Shape([vector.count]), elements: vector) }

  /// Creates a matrix from its rows.
  ///
  /// - Throws: ``ShapeError`` where the rows differ in length.
  public init(_ rows: [[Scalar]]) throws(ShapeError) {
    let columns = rows.first?.count ?? 0
    for (index, row) in rows.enumerated() where row.count != columns {
      throw ShapeError(.ragged(row: index, row.count, expected: columns))
    }
    self.init(shape: Shape([rows.count, columns]), elements: rows.flatMap { $0 })
  }

  /// Creates a tensor of any rank from its entries in row-major order.
  ///
  ///     try Tensor([1, 2, 3, 4, 5, 6], shape: [2, 3])   // [[1, 2, 3], [4, 5, 6]]
  ///
  /// - Throws: ``ShapeError`` where the shape has another number of entries.
  public init(_ elements: [Scalar], shape: Shape) throws(ShapeError) {
    guard shape.extents.allSatisfy({ $0 >= 0 }), shape.count == elements.count else {
      throw ShapeError(.entries(elements.count, shape))
    }
    self.init(shape: shape, elements: elements)
  }

  /// Creates a tensor of equal entries.
  package init(repeating scalar: Scalar, shape: Shape) {
    self.init(shape: shape, elements: Array(repeating: scalar, count: shape.count))
  }

  /// The one number of a scalar, or nil where there are axes.
  public var scalar: Scalar? { shape.isScalar ? elements[0] : nil }

  /// The entry at an index for each axis, from 0.
  ///
  /// - Precondition: There is an index for each axis, and the entry is there.
  public subscript(indices: Int...) -> Scalar {
    precondition(indices.count == shape.rank, "an index for each axis")
    return elements[zip(indices, shape.strides).reduce(0) { $0 + $1.0 * $1.1 }]
  }

  /// The tensor with each entry put through a function.
  public func map<Other>(_ transform: (Scalar) throws -> Other) rethrows -> Tensor<Other> {
    Tensor<Other>(shape: shape, elements: try elements.map(transform))
  }
}

extension Tensor: CustomStringConvertible {
  /// The numbers as NumPy writes them: `6.0`, `[1.0, 2.0]`, `[[1.0, 2.0], [3.0, 4.0]]`.
  public var description: String { description(axis: 0, from: 0) }

  private func description(axis: Int, from start: Int) -> String {
    guard axis < shape.rank else { return "\(elements[start])" }
    let stride = shape.strides[axis]
    let parts = (0..<shape.extents[axis]).map {
      description(axis: axis + 1, from: start + $0 * stride)
    }
    return "[" + parts.joined(separator: ", ") + "]"
  }
}

extension Tensor: Equatable where Scalar: Equatable {}

extension Tensor: ExpressibleByIntegerLiteral where Scalar: ExpressibleByIntegerLiteral {
  /// Creates a scalar from a literal.
  public init(integerLiteral value: Scalar.IntegerLiteralType) {
    self.init(Scalar(integerLiteral: value))
  }
}

extension Tensor: ExpressibleByFloatLiteral where Scalar: ExpressibleByFloatLiteral {
  /// Creates a scalar from a literal.
  public init(floatLiteral value: Scalar.FloatLiteralType) {
    self.init(Scalar(floatLiteral: value))
  }
}
