// Functions of whole tensors: products, shapes, and what classification needs.

// MARK: Products

/// The product of matrices and vectors: (m×k) @ (k×n) is (m×n); of matrices side by side along more
/// axes, each by the other's, which are repeated to one another as in NumPy.
///
///     let hidden = try tanh(matmul(x, W1) + b1)
///
/// - Throws: ``ShapeError`` where the inner extents differ.
public func matmul<Scalar>(
  _ a: Variable<Scalar>, _ b: Variable<Scalar>
) throws(ShapeError) -> Variable<Scalar> {
  try a.applying(.matmul, [b])
}

/// The sum of products that letters say: axes of one letter go together, and a letter that the result
/// does not have is summed over.
///
///     let scores = try einsum("bqd,bkd->bqk", queries, keys)
///
/// - Throws: ``ShapeError`` where letters and shapes do not fit.
public func einsum<Scalar>(
  _ equation: String, _ first: Variable<Scalar>, _ others: Variable<Scalar>...
) throws(ShapeError) -> Variable<Scalar> {
  try first.applying(.einsum, others, Attributes(equation: equation))
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

extension Variable {
  /// The same entries with the axes in another order.
  ///
  ///     try images.permuted([0, 2, 3, 1])   // channels last
  ///
  /// - Throws: ``ShapeError`` where not each axis is named once.
  public func permuted(_ axes: [Int]) throws(ShapeError) -> Variable {
    try applying(.permute, [], Attributes(axes: axes))
  }

  /// The same entries with one more axis, of one entry; a negative place counts from the end.
  ///
  /// - Throws: ``ShapeError`` where there is no such place.
  public func expandingDimensions(at axis: Int) throws(ShapeError) -> Variable {
    try applying(.expandDims, [], Attributes(axis: axis))
  }

  /// The same entries without an axis of one entry; without all of them where none is named.
  ///
  /// - Throws: ``ShapeError`` where the axis has more entries, or there is none.
  public func squeezed(axis: Int? = nil) throws(ShapeError) -> Variable {
    try applying(.squeeze, [], Attributes(axis: axis))
  }

  /// The entries repeated to a larger shape by NumPy's rules.
  ///
  /// - Throws: ``ShapeError`` where the shape is none that they can be repeated to.
  public func broadcast(to extents: [Int]) throws(ShapeError) -> Variable {
    try applying(.broadcastTo, [], Attributes(shape: extents))
  }

  /// The entries on and below the diagonal of the last two axes, with zeros above.
  ///
  /// - Throws: ``ShapeError`` where there are fewer than two axes.
  public func lowerTriangle() throws(ShapeError) -> Variable { try applying(.tril) }

  /// The entries on and above the diagonal of the last two axes, with zeros below.
  ///
  /// - Throws: ``ShapeError`` where there are fewer than two axes.
  public func upperTriangle() throws(ShapeError) -> Variable { try applying(.triu) }

  /// The entries with zeros around them: for each axis how many before and how many behind.
  ///
  ///     try x.padded([[0, 0], [1, 1]])   // a column of zeros on either side
  ///
  /// - Throws: ``ShapeError`` where there is not a pair of numbers for each axis.
  public func padded(_ padding: [[Int]]) throws(ShapeError) -> Variable {
    try applying(.pad, [], Attributes(padding: padding))
  }
}

/// The rows of a table with these numbers; no gradient flows to the numbers.
///
///     let x = try embedding(table, tape.constant([2, 0, 2]))
///
/// - Throws: ``ShapeError`` where the table is a single number.
public func embedding<Scalar>(
  _ table: Variable<Scalar>, _ ids: Variable<Scalar>
) throws(ShapeError) -> Variable<Scalar> {
  try table.applying(.embedding, [ids])
}

/// Variables of one shape behind one another along a new axis.
///
/// - Throws: ``ShapeError`` where the shapes differ.
public func stack<Scalar>(
  _ first: Variable<Scalar>, _ others: Variable<Scalar>..., axis: Int = 0
) throws(ShapeError) -> Variable<Scalar> {
  try first.applying(.stack, others, Attributes(axis: axis))
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
