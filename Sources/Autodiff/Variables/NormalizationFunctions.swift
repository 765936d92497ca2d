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

/// The entries with some of them dropped, each with probability p, and the others divided by 1 − p, so
/// that they keep their mean: the mask is drawn here, and is a constant of the tape.
///
///     let kept = try dropout(h, p: 0.2, seed: 7)
///
/// - Parameters:
///   - x: What is thinned out, of any shape.
///   - p: With what probability an entry is dropped: from 0 up to, not including, 1.
///   - seed: What the mask is drawn from; give each call one of its own.
/// - Throws: ``ShapeError`` where p is no such probability.
public func dropout<Scalar>(
  _ x: Variable<Scalar>, p: Double = 0.5, seed: UInt64
) throws(ShapeError) -> Variable<Scalar> {
  var generator = SeededGenerator(seed: seed)
  return try dropout(x, p: p, using: &generator)
}

/// The same with a mask drawn from a generator, which goes on from call to call.
///
///     var generator = SystemRandomNumberGenerator()
///     let kept = try dropout(h, p: 0.2, using: &generator)
///
/// - Throws: ``ShapeError`` where p is not from 0 up to, not including, 1.
public func dropout<Scalar, Generator: RandomNumberGenerator>(
  _ x: Variable<Scalar>, p: Double = 0.5, using generator: inout Generator
) throws(ShapeError) -> Variable<Scalar> {
  let mask = x.tape.constant(try x.tape.drawnMask(for: x.id, dropping: p, using: &generator))
  var attributes = Attributes.none
  attributes[.dropRate] = p
  return try x.applying(.dropout, [mask], attributes)
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
