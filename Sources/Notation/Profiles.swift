import Autodiff

extension OperationKind {
  /// All that is said and drawn of the operation beside its mathematics, from its own file.
  package var profile: OperationProfile {
    switch self {
    case .leaf: .leaf
    case .identity: .identity
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    case .power: .power
    case .generalPower: .generalPower
    case .negate: .negate
    case .reciprocal: .reciprocal
    case .square: .square
    case .exp: .exp
    case .log: .log
    case .log2: .log2
    case .sqrt: .sqrt
    case .abs: .abs
    case .sin: .sin
    case .cos: .cos
    case .tanh: .tanh
    case .sigmoid: .sigmoid
    case .softplus: .softplus
    case .erf: .erf
    case .relu: .relu
    case .leakyReLU: .leakyReLU
    case .relu6: .relu6
    case .elu: .elu
    case .silu: .silu
    case .gelu: .gelu
    case .mish: .mish
    case .hardTanh: .hardTanh
    case .clip: .clip
    case .max: .max
    case .min: .min
    case .less: .less
    case .atMost: .atMost
    case .greater: .greater
    case .atLeast: .atLeast
    case .equal: .equal
    case .notEqual: .notEqual
    case .where: .choice
    case .matmul: .matmul
    case .affine: .affine
    case .dot: .dot
    case .transpose: .transpose
    case .einsum: .einsum
    case .sum: .sum
    case .mean: .mean
    case .maxOver: .maxOver
    case .minOver: .minOver
    case .variance: .variance
    case .standardDeviation: .standardDeviation
    case .productOver: .productOver
    case .logSumExp: .logSumExp
    case .norm: .norm
    case .cumsum: .cumsum
    case .argmax: .argmax
    case .reshape: .reshape
    case .flatten: .flatten
    case .expandDims: .expandDims
    case .squeeze: .squeeze
    case .permute: .permute
    case .broadcastTo: .broadcastTo
    case .concat: .concat
    case .stack: .stack
    case .pad: .pad
    case .tril: .tril
    case .triu: .triu
    case .index: .index
    case .embedding: .embedding
    case .oneHot: .oneHot
    case .softmax: .softmax
    case .logSoftmax: .logSoftmax
    case .conv2D: .conv2D
    case .patches: .patches
    case .maxPool2D: .maxPool2D
    case .avgPool2D: .avgPool2D
    case .layerNorm: .layerNorm
    case .rmsNorm: .rmsNorm
    case .batchNorm: .batchNorm
    case .dropout: .dropout
    case .attention: .attention
    case .mse: .mse
    case .sse: .sse
    case .halfSSE: .halfSSE
    case .bce: .bce
    case .crossEntropy: .crossEntropy
    case .softmaxCrossEntropy: .softmaxCrossEntropy
    case .softmaxLoss: .softmaxLoss
    case .hinge: .hinge
    case .mae: .mae
    case .huber: .huber
    case .nll: .nll
    case .sigmoidBCE: .sigmoidBCE
    case .kl: .kl
    }
  }
}

extension Subscript {
  /// The subscript as the graph language writes it.
  package var text: String {
    switch self {
    case .at(let index): "\(index)"
    case .range(let from, let to, let step):
      "\(from.map(String.init) ?? ""):\(to.map(String.init) ?? "")" + (step == 1 ? "" : ":\(step)")
    case .list(let indices): "\(indices)"
    }
  }
}

extension [Subscript] {
  /// The subscripts in their brackets: `[1:3, 0]`.
  package var text: String { "[" + map(\.text).joined(separator: ", ") + "]" }
}
