// Functions that keep the numbers between layers in bounds.

/// The entries along the last axis with the mean 0 and the variance 1, scaled by gamma and shifted by
/// beta.
///
///     let y = try layerNorm(x, gamma, beta)
///
/// - Parameters:
///   - x: What is normalized.
///   - gamma: A number for each place along the last axis.
///   - beta: The same; it is given with gamma alone.
///   - epsilon: What is added to the variance.
/// - Throws: ``ShapeError`` where the shapes do not fit.
public func layerNorm<Scalar>(
  _ x: Variable<Scalar>, _ gamma: Variable<Scalar>? = nil, _ beta: Variable<Scalar>? = nil,
  epsilon: Double = 1e-5
) throws(ShapeError) -> Variable<Scalar> {
  try x.standardized(.layerNorm, gamma, beta, epsilon)
}

/// The entries along the last axis divided by the root of their mean square, scaled by gamma.
///
/// - Throws: ``ShapeError`` where the shapes do not fit.
public func rmsNorm<Scalar>(
  _ x: Variable<Scalar>, _ gamma: Variable<Scalar>? = nil, epsilon: Double = 1e-5
) throws(ShapeError) -> Variable<Scalar> {
  try x.standardized(.rmsNorm, gamma, nil, epsilon)
}

/// Each column of a matrix, or each channel (axis 1) of a larger tensor, with the mean 0 and the
/// variance 1 over the batch, scaled by gamma and shifted by beta.
///
/// - Throws: ``ShapeError`` where the shapes do not fit.
public func batchNorm<Scalar>(
  _ x: Variable<Scalar>, _ gamma: Variable<Scalar>? = nil, _ beta: Variable<Scalar>? = nil,
  epsilon: Double = 1e-5
) throws(ShapeError) -> Variable<Scalar> {
  try x.standardized(.batchNorm, gamma, beta, epsilon)
}

extension Variable {
  fileprivate func standardized(
    _ kind: OperationKind, _ gamma: Variable?, _ beta: Variable?, _ epsilon: Double
  ) throws(ShapeError) -> Variable {
    if gamma == nil, beta != nil { throw ShapeError(kind, .operandCount(needed: 3, found: 2)) }
    var attributes = Attributes()
    attributes[.epsilon] = epsilon
    return try applying(kind, [gamma, beta].compactMap { $0 }, attributes)
  }
}
