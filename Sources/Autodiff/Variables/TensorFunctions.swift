// Functions of whole tensors: products, shapes, and what classification needs.

// MARK: Products

/// The product of matrices and vectors: (m×k) @ (k×n) is (m×n).
///
///     let hidden = try tanh(matmul(x, W1) + b1)
///
/// - Throws: ``ShapeError`` where the inner extents differ.
public func matmul<Scalar>(
  _ a: Variable<Scalar>, _ b: Variable<Scalar>
) throws(ShapeError) -> Variable<Scalar> {
  try a.applying(.matmul, [b])
}

/// x @ W + b in one operation: a layer's scores for a vector x, or for a matrix of rows.
///
/// - Throws: ``ShapeError`` where the shapes do not fit.
public func affine<Scalar>(
  _ x: Variable<Scalar>, _ weights: Variable<Scalar>, _ bias: Variable<Scalar>
) throws(ShapeError) -> Variable<Scalar> {
  try x.applying(.affine, [weights, bias])
}

/// The inner product of two vectors, Σ aᵢ bᵢ.
///
/// - Throws: ``ShapeError`` where they are no vectors of one length.
public func dot<Scalar>(
  _ a: Variable<Scalar>, _ b: Variable<Scalar>
) throws(ShapeError) -> Variable<Scalar> {
  try a.applying(.dot, [b])
}

// MARK: Shapes

extension Variable {
  /// The same entries, in the same order, in another shape; one extent may be −1 and is worked out.
  ///
  ///     try tape.variable([1, 2, 3, 4, 5, 6]).reshaped([2, -1]).shape   // (2, 3)
  ///
  /// - Throws: ``ShapeError`` where the number of entries is another.
  public func reshaped(_ extents: [Int]) throws(ShapeError) -> Variable {
    // What was left to be worked out is recorded as it is known.
    let shape = try tape.resultShape(.reshape, [id], Attributes(shape: extents))
    return applying(.reshape, Attributes(shape: shape.extents), toShape: shape)
  }

  /// All entries in one row.
  public func flattened() -> Variable { applying(.flatten, toShape: Shape([shape.count])) }

  /// The matrix with rows and columns exchanged.
  ///
  /// - Throws: ``ShapeError`` where there are more than two axes.
  public func transposed() throws(ShapeError) -> Variable { try applying(.transpose) }
}

/// Variables behind one another along an axis.
///
/// - Throws: ``ShapeError`` where the other axes differ, or where nothing is given.
public func concat<Scalar>(
  _ variables: Variable<Scalar>..., axis: Int = 0
) throws(ShapeError) -> Variable<Scalar> {
  try concat(variables, axis: axis)
}

/// Variables behind one another along an axis.
///
/// - Throws: ``ShapeError`` where the other axes differ, or where nothing is given.
public func concat<Scalar>(
  _ variables: [Variable<Scalar>], axis: Int = 0
) throws(ShapeError) -> Variable<Scalar> {
  guard let first = variables.first else { throw ShapeError(.concat, .noOperands) }
  return try first.applying(.concat, Array(variables.dropFirst()), Attributes(axis: axis))
}

// MARK: Classification

/// eˣ / Σ eˣ along an axis, by default the last: scores become probabilities.
///
/// - Throws: ``ShapeError`` where there is no such axis.
public func softmax<Scalar>(
  _ x: Variable<Scalar>, axis: Int = -1
) throws(ShapeError) -> Variable<Scalar> {
  try x.softmax(axis: axis)
}

/// x − ln Σ eˣ along an axis, by default the last: the logarithm of ``softmax(_:axis:)``, without
/// its loss of digits.
///
/// - Throws: ``ShapeError`` where there is no such axis.
public func logSoftmax<Scalar>(
  _ x: Variable<Scalar>, axis: Int = -1
) throws(ShapeError) -> Variable<Scalar> {
  try x.logSoftmax(axis: axis)
}

extension Variable {
  /// eˣ / Σ eˣ along an axis, by default the last.
  ///
  /// - Throws: ``ShapeError`` where there is no such axis.
  public func softmax(axis: Int = -1) throws(ShapeError) -> Variable {
    try applying(.softmax, [], Attributes(axis: axis))
  }

  /// x − ln Σ eˣ along an axis, by default the last.
  ///
  /// - Throws: ``ShapeError`` where there is no such axis.
  public func logSoftmax(axis: Int = -1) throws(ShapeError) -> Variable {
    try applying(.logSoftmax, [], Attributes(axis: axis))
  }

  /// A row for each class label: zeros with a single one. No gradient flows through it.
  ///
  ///     try tape.constant([2, 0]).oneHot(classes: 3).value   // [[0, 0, 1], [1, 0, 0]]
  ///
  /// - Throws: ``ShapeError`` where there are no classes.
  public func oneHot(classes: Int) throws(ShapeError) -> Variable {
    guard classes > 0 else { throw ShapeError(.oneHot, .noClasses(classes)) }
    return try applying(.oneHot, [], Attributes(shape: shape.extents + [classes]))
  }
}
