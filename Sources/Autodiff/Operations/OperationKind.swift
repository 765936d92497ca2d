/// The operations, by what they compute.
///
/// The list and its dispatch below are what names every operation here; all else is in each
/// operation's own file.
package enum OperationKind: UInt8, CaseIterable, BitwiseCopyable, Sendable, Hashable {
  case leaf, identity
  // Arithmetic
  case add, subtract, multiply, divide, power, generalPower, negate, reciprocal
  // Elementwise functions
  case square, exp, log, log2, sqrt, abs, sin, cos, tanh, sigmoid, softplus, erf
  case relu, leakyReLU, relu6, elu, silu, gelu, mish, hardTanh, clip
  // The larger and the smaller of two
  case max, min
  // Comparisons and choice
  case less, atMost, greater, atLeast, equal, notEqual, `where`
  // Linear algebra
  case matmul, affine, dot, transpose, einsum
  // Reductions
  case sum, mean, maxOver, minOver, variance, standardDeviation, productOver, logSumExp, norm
  case cumsum, argmax
  // Shape
  case reshape, flatten, expandDims, squeeze, permute, broadcastTo, concat, stack, pad, tril, triu
  case index, embedding, oneHot
  // Classification
  case softmax, logSoftmax
  // Images
  case conv2D, patches, maxPool2D, avgPool2D
  // Normalization
  case layerNorm, rmsNorm, batchNorm, dropout
  // Sequences
  case attention
  // Losses
  case mse, sse, halfSSE, bce, crossEntropy, softmaxCrossEntropy, softmaxLoss, hinge
  case mae, huber, nll, sigmoidBCE, kl
}

extension OperationKind {
  /// Calls the visitor with the operation's type.
  @inline(__always)
  func accept<V: OperationVisitor>(_ visitor: inout V) -> V.Result {
    switch self {
    case .leaf: visitor.visitLeaf()
    case .identity: visitor.visit(unary: Identity.self)
    case .add: visitor.visit(binary: Add.self)
    case .subtract: visitor.visit(binary: Subtract.self)
    case .multiply: visitor.visit(binary: Multiply.self)
    case .divide: visitor.visit(binary: Divide.self)
    case .power: visitor.visit(unary: Power.self)
    case .generalPower: visitor.visit(binary: GeneralPower.self)
    case .negate: visitor.visit(unary: Negate.self)
    case .reciprocal: visitor.visit(unary: Reciprocal.self)
    case .square: visitor.visit(unary: Square.self)
    case .exp: visitor.visit(unary: Exp.self)
    case .log: visitor.visit(unary: Log.self)
    case .log2: visitor.visit(unary: Log2.self)
    case .sqrt: visitor.visit(unary: SquareRoot.self)
    case .abs: visitor.visit(unary: Absolute.self)
    case .sin: visitor.visit(unary: Sine.self)
    case .cos: visitor.visit(unary: Cosine.self)
    case .tanh: visitor.visit(unary: Tanh.self)
    case .sigmoid: visitor.visit(unary: Sigmoid.self)
    case .softplus: visitor.visit(unary: Softplus.self)
    case .erf: visitor.visit(unary: ErrorFunction.self)
    case .relu: visitor.visit(unary: ReLU.self)
    case .leakyReLU: visitor.visit(unary: LeakyReLU.self)
    case .relu6: visitor.visit(unary: ReLU6.self)
    case .elu: visitor.visit(unary: ELU.self)
    case .silu: visitor.visit(unary: SiLU.self)
    case .gelu: visitor.visit(unary: GELU.self)
    case .mish: visitor.visit(unary: Mish.self)
    case .hardTanh: visitor.visit(unary: HardTanh.self)
    case .clip: visitor.visit(unary: Clip.self)
    case .max: visitor.visit(binary: Maximum.self)
    case .min: visitor.visit(binary: Minimum.self)
    case .less: visitor.visit(binary: Less.self)
    case .atMost: visitor.visit(binary: AtMost.self)
    case .greater: visitor.visit(binary: Greater.self)
    case .atLeast: visitor.visit(binary: AtLeast.self)
    case .equal: visitor.visit(binary: Equal.self)
    case .notEqual: visitor.visit(binary: NotEqual.self)
    case .where: visitor.visit(tensor: Where.self)
    case .matmul: visitor.visit(tensor: MatrixProduct.self)
    case .affine: visitor.visit(tensor: Affine.self)
    case .dot: visitor.visit(tensor: InnerProduct.self)
    case .transpose: visitor.visit(tensor: Transpose.self)
    case .einsum: visitor.visit(tensor: Einsum.self)
    case .sum: visitor.visit(tensor: Sum.self)
    case .mean: visitor.visit(tensor: Mean.self)
    case .maxOver: visitor.visit(tensor: MaximumOver.self)
    case .minOver: visitor.visit(tensor: MinimumOver.self)
    case .variance: visitor.visit(tensor: Variance.self)
    case .standardDeviation: visitor.visit(tensor: StandardDeviation.self)
    case .productOver: visitor.visit(tensor: ProductOver.self)
    case .logSumExp: visitor.visit(tensor: LogSumExp.self)
    case .norm: visitor.visit(tensor: Norm.self)
    case .cumsum: visitor.visit(tensor: CumulativeSum.self)
    case .argmax: visitor.visit(tensor: ArgumentOfMaximum.self)
    case .reshape: visitor.visit(tensor: Reshape.self)
    case .flatten: visitor.visit(tensor: Flatten.self)
    case .expandDims: visitor.visit(tensor: ExpandDimensions.self)
    case .squeeze: visitor.visit(tensor: Squeeze.self)
    case .permute: visitor.visit(tensor: Permute.self)
    case .broadcastTo: visitor.visit(tensor: BroadcastTo.self)
    case .concat: visitor.visit(tensor: Concatenate.self)
    case .stack: visitor.visit(tensor: Stack.self)
    case .pad: visitor.visit(tensor: Pad.self)
    case .tril: visitor.visit(tensor: LowerTriangle.self)
    case .triu: visitor.visit(tensor: UpperTriangle.self)
    case .index: visitor.visit(tensor: Index.self)
    case .embedding: visitor.visit(tensor: Embedding.self)
    case .oneHot: visitor.visit(tensor: OneHot.self)
    case .softmax: visitor.visit(tensor: Softmax.self)
    case .logSoftmax: visitor.visit(tensor: LogSoftmax.self)
    case .conv2D: visitor.visit(tensor: Convolution.self)
    case .patches: visitor.visit(tensor: Patches.self)
    case .maxPool2D: visitor.visit(tensor: MaximumPool.self)
    case .avgPool2D: visitor.visit(tensor: AveragePool.self)
    case .layerNorm: visitor.visit(tensor: LayerNorm.self)
    case .rmsNorm: visitor.visit(tensor: RMSNorm.self)
    case .batchNorm: visitor.visit(tensor: BatchNorm.self)
    case .dropout: visitor.visit(binary: Dropout.self)
    case .attention: visitor.visit(tensor: Attention.self)
    case .mse: visitor.visit(tensor: MeanSquaredError.self)
    case .sse: visitor.visit(tensor: SumOfSquaredErrors.self)
    case .halfSSE: visitor.visit(tensor: HalfSumOfSquaredErrors.self)
    case .bce: visitor.visit(tensor: BinaryCrossEntropy.self)
    case .crossEntropy: visitor.visit(tensor: CrossEntropy.self)
    case .softmaxCrossEntropy: visitor.visit(tensor: SoftmaxCrossEntropy.self)
    case .softmaxLoss: visitor.visit(tensor: SoftmaxLoss.self)
    case .hinge: visitor.visit(tensor: Hinge.self)
    case .mae: visitor.visit(tensor: MeanAbsoluteError.self)
    case .huber: visitor.visit(tensor: Huber.self)
    case .nll: visitor.visit(tensor: NegativeLogLikelihood.self)
    case .sigmoidBCE: visitor.visit(tensor: SigmoidCrossEntropy.self)
    case .kl: visitor.visit(tensor: KullbackLeibler.self)
    }
  }
}
