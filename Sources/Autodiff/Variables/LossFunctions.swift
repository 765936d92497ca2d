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

/// The mean of the absolute errors, Σ |y − t| / n over all n entries; its derivative where they are 0
/// is taken to be 0.
///
/// - Throws: ``ShapeError`` where the shapes differ.
public func mae<Scalar>(
  _ y: Variable<Scalar>, _ t: Variable<Scalar>
) throws(ShapeError) -> Variable<Scalar> {
  try y.applying(.mae, [t])
}

/// The negative log likelihood −Σ t l / N of logarithms l of probabilities, over N rows; t is one-hot,
/// or a class label for each row.
///
/// - Throws: ``ShapeError`` where the shapes do not fit.
public func nll<Scalar>(
  _ l: Variable<Scalar>, _ t: Variable<Scalar>
) throws(ShapeError) -> Variable<Scalar> {
  try l.applying(.nll, [t])
}

/// The binary cross entropy of scores z, sigmoid and logarithm in one piece and without overflow. Its
/// derivative is (σ(z) − t) / n.
///
/// - Throws: ``ShapeError`` where the shapes differ.
public func sigmoidBCE<Scalar>(
  _ z: Variable<Scalar>, _ t: Variable<Scalar>
) throws(ShapeError) -> Variable<Scalar> {
  try z.applying(.sigmoidBCE, [t])
}

/// The Kullback–Leibler divergence Σ p ln(p/q) / N of probabilities p from probabilities q, over N
/// rows.
///
/// - Throws: ``ShapeError`` where the shapes differ.
public func kl<Scalar>(
  _ p: Variable<Scalar>, _ q: Variable<Scalar>
) throws(ShapeError) -> Variable<Scalar> {
  try p.applying(.kl, [q])
}

/// Huber's loss Σ h(y − t) / n over all n entries: h(d) is d²/2 up to a distance delta, and grows as a
/// line from there on.
///
/// - Throws: ``ShapeError`` where the shapes differ, or where delta is not above 0.
public func huber<Scalar>(
  _ y: Variable<Scalar>, _ t: Variable<Scalar>, delta: Double = 1
) throws(ShapeError) -> Variable<Scalar> {
  try y.applying(.huber, [t], .delta(delta))
}

// MARK: Targets written where they are used

extension Variable {
  /// Records a loss with a constant target, if it fits.
  fileprivate func compared(
    _ kind: OperationKind, with target: Tensor<Scalar>, _ attributes: Attributes = .none
  ) throws(ShapeError) -> Variable {
    _ = try tape.resultShape(kind, [shape, target.shape], attributes)
    return try applying(kind, [tape.constant(target)], attributes)
  }
}

extension Attributes {
  fileprivate static func delta(_ delta: Double) -> Attributes {
    var attributes = Attributes.none
    attributes[.delta] = delta
    return attributes
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

/// The mean of the absolute errors from constant targets.
///
/// - Throws: ``ShapeError`` where the shapes do not fit.
public func mae<Scalar>(
  _ y: Variable<Scalar>, _ t: Tensor<Scalar>
) throws(ShapeError) -> Variable<Scalar> {
  try y.compared(.mae, with: t)
}

/// The negative log likelihood with constant targets, one-hot or class labels.
///
/// - Throws: ``ShapeError`` where the shapes do not fit.
public func nll<Scalar>(
  _ l: Variable<Scalar>, _ t: Tensor<Scalar>
) throws(ShapeError) -> Variable<Scalar> {
  try l.compared(.nll, with: t)
}

/// The binary cross entropy of scores with constant targets.
///
/// - Throws: ``ShapeError`` where the shapes do not fit.
public func sigmoidBCE<Scalar>(
  _ z: Variable<Scalar>, _ t: Tensor<Scalar>
) throws(ShapeError) -> Variable<Scalar> {
  try z.compared(.sigmoidBCE, with: t)
}

/// The Kullback–Leibler divergence from constant probabilities q.
///
/// - Throws: ``ShapeError`` where the shapes do not fit.
public func kl<Scalar>(
  _ p: Variable<Scalar>, _ q: Tensor<Scalar>
) throws(ShapeError) -> Variable<Scalar> {
  try p.compared(.kl, with: q)
}

/// Huber's loss with constant targets.
///
/// - Throws: ``ShapeError`` where the shapes do not fit, or where delta is not above 0.
public func huber<Scalar>(
  _ y: Variable<Scalar>, _ t: Tensor<Scalar>, delta: Double = 1
) throws(ShapeError) -> Variable<Scalar> {
  try y.compared(.huber, with: t, .delta(delta))
}
