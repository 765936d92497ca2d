/// Numbers in a rectangular arrangement, in row-major order.
public struct Tensor<Scalar: Sendable>: Sendable {
  /// The extents along each axis.
  public let shape: Shape
  /// The entries in row-major order, `shape.count` of them.
  public var elements: [Scalar]

  /// Creates a tensor from its entries in row-major order.
  ///
  /// - Precondition: There are `shape.count` entries.
  public init(shape: Shape, elements: [Scalar]) {
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
  /// - Precondition: All rows have one length.
  public init(_ rows: [[Scalar]]) {
    self.init(shape: Shape([rows.count, rows.first?.count ?? 0]), elements: rows.flatMap { $0 })
  }

  /// Creates a tensor of equal entries.
  public init(repeating scalar: Scalar, shape: Shape) {
    self.init(shape: shape, elements: Array(repeating: scalar, count: shape.count))
  }

  /// The one number of a scalar, or nil where there are axes.
  public var scalar: Scalar? { shape.isScalar ? elements[0] : nil }

  /// The entry at an index for each axis.
  public subscript(indices: Int...) -> Scalar {
    precondition(indices.count == shape.rank, "an index for each axis")
    return elements[zip(indices, shape.strides).reduce(0) { $0 + $1.0 * $1.1 }]
  }

  /// The tensor with each entry put through a function.
  public func map<Other>(_ transform: (Scalar) throws -> Other) rethrows -> Tensor<Other> {
    Tensor<Other>(shape: shape, elements: try elements.map(transform))
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
