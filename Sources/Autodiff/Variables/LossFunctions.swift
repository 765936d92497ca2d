// Losses: predictions are compared with targets, and the result is a single number. Targets are
// variables, such as `tape.constant(…)`, or written where they are used: `mse(y, [1, 0])`.

/// The mean of the squared errors, Σ (y − t)² / n over all n entries.
///
/// - Throws: ``ShapeError`` where the shapes differ.
public func mse<Scalar>(
  _ y: Variable<Scalar>, _ t: Variable<Scalar>
) throws(ShapeError) -> Variable<Scalar> {
  try y.applying(.mse, [t])
}

/// The sum of the squared errors, Σ (y − t)².
///
/// - Throws: ``ShapeError`` where the shapes differ.
public func sse<Scalar>(
  _ y: Variable<Scalar>, _ t: Variable<Scalar>
) throws(ShapeError) -> Variable<Scalar> {
  try y.applying(.sse, [t])
}

/// Half the sum of the squared errors, ½ Σ (y − t)², of derivative y − t.
///
/// - Throws: ``ShapeError`` where the shapes differ.
public func halfSSE<Scalar>(
  _ y: Variable<Scalar>, _ t: Variable<Scalar>
) throws(ShapeError) -> Variable<Scalar> {
  try y.applying(.halfSSE, [t])
}

/// The binary cross entropy of probabilities y, −Σ [t ln y + (1 − t) ln (1 − y)] / n.
///
/// - Throws: ``ShapeError`` where the shapes differ.
public func bce<Scalar>(
  _ y: Variable<Scalar>, _ t: Variable<Scalar>
) throws(ShapeError) -> Variable<Scalar> {
  try y.applying(.bce, [t])
}

/// The cross entropy of probabilities y, −Σ t ln y / N over N rows; t is one-hot, or a class label
/// for each row.
///
/// - Throws: ``ShapeError`` where the shapes do not fit.
public func crossEntropy<Scalar>(
  _ y: Variable<Scalar>, _ t: Variable<Scalar>
) throws(ShapeError) -> Variable<Scalar> {
  try y.applying(.crossEntropy, [t])
}

/// The cross entropy of scores z, softmax and logarithm in one piece and without overflow; t is
/// one-hot, or a class label for each row. Its derivative is (softmax(z) − t) / N.
///
///     let loss = try softmaxCrossEntropy(z, 2)   // the right class is the third
///
/// - Throws: ``ShapeError`` where the shapes do not fit.
public func softmaxCrossEntropy<Scalar>(
  _ z: Variable<Scalar>, _ t: Variable<Scalar>
) throws(ShapeError) -> Variable<Scalar> {
  try z.applying(.softmaxCrossEntropy, [t])
}

/// −Σ [t ln s + (1 − t) ln (1 − s)] / N with s = softmax(x) over N rows.
///
/// - Throws: ``ShapeError`` where the shapes do not fit.
public func softmaxLoss<Scalar>(
  _ x: Variable<Scalar>, _ t: Variable<Scalar>
) throws(ShapeError) -> Variable<Scalar> {
  try x.applying(.softmaxLoss, [t])
}

/// The hinge loss Σ max(0, 1 − t y) / N of scores y with targets −1 and 1.
///
/// - Throws: ``ShapeError`` where the shapes do not fit.
public func hinge<Scalar>(
  _ y: Variable<Scalar>, _ t: Variable<Scalar>
) throws(ShapeError) -> Variable<Scalar> {
  try y.applying(.hinge, [t])
}

// MARK: Targets written where they are used

extension Variable {
  /// Records a loss with a constant target, if it fits.
  fileprivate func compared(
    _ kind: OperationKind, with target: Tensor<Scalar>
  ) throws(ShapeError) -> Variable {
    _ = try tape.resultShape(kind, [shape, target.shape], .none)
    return try applying(kind, [tape.constant(target)])
  }
}

/// The mean of the squared errors from constant targets.
///
/// - Throws: ``ShapeError`` where the shapes do not fit.
public func mse<Scalar>(
  _ y: Variable<Scalar>, _ t: Tensor<Scalar>
) throws(ShapeError) -> Variable<Scalar> {
  try y.compared(.mse, with: t)
}

/// The sum of the squared errors from constant targets.
///
/// - Throws: ``ShapeError`` where the shapes do not fit.
public func sse<Scalar>(
  _ y: Variable<Scalar>, _ t: Tensor<Scalar>
) throws(ShapeError) -> Variable<Scalar> {
  try y.compared(.sse, with: t)
}

/// Half the sum of the squared errors from constant targets.
///
/// - Throws: ``ShapeError`` where the shapes do not fit.
public func halfSSE<Scalar>(
  _ y: Variable<Scalar>, _ t: Tensor<Scalar>
) throws(ShapeError) -> Variable<Scalar> {
  try y.compared(.halfSSE, with: t)
}

/// The binary cross entropy of probabilities with constant targets.
///
/// - Throws: ``ShapeError`` where the shapes do not fit.
public func bce<Scalar>(
  _ y: Variable<Scalar>, _ t: Tensor<Scalar>
) throws(ShapeError) -> Variable<Scalar> {
  try y.compared(.bce, with: t)
}

/// The cross entropy of probabilities with constant targets, one-hot or class labels.
///
/// - Throws: ``ShapeError`` where the shapes do not fit.
public func crossEntropy<Scalar>(
  _ y: Variable<Scalar>, _ t: Tensor<Scalar>
) throws(ShapeError) -> Variable<Scalar> {
  try y.compared(.crossEntropy, with: t)
}

/// The cross entropy of scores with constant targets, one-hot or class labels.
///
/// - Throws: ``ShapeError`` where the shapes do not fit.
public func softmaxCrossEntropy<Scalar>(
  _ z: Variable<Scalar>, _ t: Tensor<Scalar>
) throws(ShapeError) -> Variable<Scalar> {
  try z.compared(.softmaxCrossEntropy, with: t)
}

/// The binary cross entropy of a softmax with constant targets, one-hot or class labels.
///
/// - Throws: ``ShapeError`` where the shapes do not fit.
public func softmaxLoss<Scalar>(
  _ x: Variable<Scalar>, _ t: Tensor<Scalar>
) throws(ShapeError) -> Variable<Scalar> {
  try x.compared(.softmaxLoss, with: t)
}

/// The hinge loss of scores with constant targets −1 and 1.
///
/// - Throws: ``ShapeError`` where the shapes do not fit.
public func hinge<Scalar>(
  _ y: Variable<Scalar>, _ t: Tensor<Scalar>
) throws(ShapeError) -> Variable<Scalar> {
  try y.compared(.hinge, with: t)
}
