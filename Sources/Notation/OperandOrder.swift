import Autodiff

extension OperationKind {
  /// Whether its operands may change places, as in a + b = b + a; so they may where there is one.
  package var commutes: Bool {
    switch self {
    case .add, .multiply, .max, .min, .dot: true
    case .subtract, .divide, .generalPower, .matmul, .affine, .concat: false
    case .mse, .sse, .halfSSE, .bce, .crossEntropy, .softmaxCrossEntropy, .softmaxLoss, .hinge:
      false
    case .leaf, .identity, .power, .negate, .reciprocal, .exp, .log, .sqrt, .abs, .sin, .cos, .tanh,
      .sigmoid, .relu, .softplus, .erf, .silu, .gelu, .leakyReLU, .elu, .transpose, .sum, .mean,
      .maxOver, .minOver, .reshape, .flatten, .index, .oneHot, .softmax, .logSoftmax:
      true
    }
  }
}
