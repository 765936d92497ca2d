import Autodiff

extension OperationKind {
  /// Whether its operands may change places, as in a + b = b + a; so they may where there is one.
  package var commutes: Bool {
    switch self {
    case .add, .multiply, .max, .min, .dot, .dropout: true
    case .subtract, .divide, .generalPower, .matmul, .affine, .einsum, .concat, .stack, .embedding:
      false
    case .attention, .conv2D, .layerNorm, .rmsNorm, .batchNorm: false
    case .equal, .notEqual: true
    case .less, .atMost, .greater, .atLeast, .where: false
    case .mse, .sse, .halfSSE, .bce, .crossEntropy, .softmaxCrossEntropy, .softmaxLoss, .hinge,
      .mae, .huber, .nll, .sigmoidBCE, .kl:
      false
    case .leaf, .identity, .power, .negate, .reciprocal, .square, .exp, .log, .log2, .sqrt, .abs,
      .sin, .cos, .tanh, .sigmoid, .softplus, .erf, .relu, .leakyReLU, .relu6, .elu, .silu, .gelu,
      .mish, .hardTanh, .clip, .transpose, .sum, .mean,
      .maxOver, .minOver, .variance, .standardDeviation, .productOver, .logSumExp, .norm, .cumsum,
      .argmax, .reshape, .flatten, .expandDims, .squeeze, .permute, .broadcastTo, .pad, .tril,
      .triu, .index, .oneHot, .softmax, .logSoftmax, .patches, .maxPool2D, .avgPool2D:
      true
    }
  }
}
