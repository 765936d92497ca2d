import Autodiff

extension OperationKind {
  /// How the graph language writes the operation: a line each.
  var form: Form {
    switch self {
    case .leaf, .oneHot, .patches: .unwritten
    case .identity: .copy
    case .add: .sign("+")
    case .subtract, .negate: .sign("-")
    case .multiply: .sign("*")
    case .divide, .reciprocal: .sign("/")
    case .power, .generalPower: .sign("^")
    case .matmul: .sign("@")
    case .index: .subscripts
    case .square: .call("x")
    case .exp: .call("x")
    case .log: .call("x", alsoCalled: ["ln"])
    case .log2: .call("x")
    case .sqrt: .call("x")
    case .abs: .call("x")
    case .sin: .call("x")
    case .cos: .call("x")
    case .tanh: .call("x")
    case .sigmoid: .call("x", alsoCalled: ["logistic"])
    case .softplus: .call("x")
    case .erf: .call("x")
    case .relu: .call("x")
    case .leakyReLU: .call("x", .number(.slope, default: 0.01))
    case .relu6: .call("x")
    case .elu: .call("x", .number(.alpha, default: 1))
    case .silu: .call("x", alsoCalled: ["swish"])
    case .gelu: .call("x")
    case .mish: .call("x")
    case .hardTanh: .call("x")
    case .clip: .call("x", .literal(.low), .literal(.high), alsoCalled: ["clamp", "clip_by_value"])
    case .max: .call("a", "b")
    case .min: .call("a", "b")
    case .less: .sign("<")
    case .atMost: .sign("<=")
    case .greater: .sign(">")
    case .atLeast: .sign(">=")
    case .equal: .sign("==")
    case .notEqual: .sign("!=")
    case .where: .call("c", "a", "b", alsoCalled: ["select", "ifelse"])
    case .affine: .call("x", "W", "b")
    case .dot: .call("a", "b")
    case .transpose: .call("x")
    case .einsum: .call(.text(.equation), "a", "b", "…")
    case .sum: .call("x", .alongAxes, .flag(.keepdims))
    case .mean: .call("x", .alongAxes, .flag(.keepdims))
    case .maxOver: .call("x", .alongAxes, .flag(.keepdims))
    case .minOver: .call("x", .alongAxes, .flag(.keepdims))
    case .variance:
      .call("x", .alongAxes, .whole(.ddof, default: 0), .flag(.keepdims), alsoCalled: ["variance"])
    case .standardDeviation:
      .call("x", .alongAxes, .whole(.ddof, default: 0), .flag(.keepdims), alsoCalled: ["stddev"])
    case .productOver: .call("x", .alongAxes, .flag(.keepdims), alsoCalled: ["product"])
    case .logSumExp: .call("x", .alongAxes, .flag(.keepdims), alsoCalled: ["lse", "log_sum_exp"])
    case .norm: .call("x", .alongAxes, .flag(.keepdims), alsoCalled: ["vector_norm"])
    case .cumsum: .call("x", .place(.axis), alsoCalled: ["cumulative_sum"])
    case .argmax: .call("x", .whole(.axis), .flag(.keepdims))
    case .reshape: .call("x", .shape)
    case .flatten: .call("x")
    case .expandDims: .call("x", .place(.axis), alsoCalled: ["unsqueeze"])
    case .squeeze: .call("x", .place(.axis, isOptional: true))
    case .permute: .call("x", .axes)
    case .broadcastTo: .call("x", .shape, alsoCalled: ["expand", "broadcast"])
    case .stack: .call("a", "b", "…", .whole(.axis, default: 0), alsoCalled: ["vstack"])
    case .pad: .call("x", .padding)
    case .tril: .call("x")
    case .triu: .call("x")
    case .embedding: .call("table", "ids", alsoCalled: ["lookup", "take"])
    case .concat: .call("a", "b", "…", .whole(.axis, default: 0))
    case .softmax: .call("x", .whole(.axis, default: -1))
    case .logSoftmax: .call("x", .whole(.axis, default: -1))
    case .conv2D:
      .call("x", "W", .optional("b"), .count(.stride, default: 1), .count(.margin, default: 0))
    case .maxPool2D, .avgPool2D:
      .call("x", .size(.window), .count(.stride), .count(.margin, default: 0))
    case .layerNorm, .batchNorm:
      .call("x", .optional("gamma"), .optional("beta"), .number(.epsilon, default: 1e-5))
    case .attention: .call("q", "k", "v", .flag(.causal))
    case .dropout: .call("x", .number(.dropRate, default: 0.5), alsoCalled: ["Dropout"])
    case .rmsNorm: .call("x", .optional("gamma"), .number(.epsilon, default: 1e-5))
    case .mse: .call("y", "t")
    case .sse: .call("y", "t")
    case .halfSSE: .call("y", "t")
    case .bce: .call("y", "t")
    case .crossEntropy: .call("y", "t")
    case .softmaxCrossEntropy: .call("z", "t")
    case .softmaxLoss: .call("x", "t")
    case .hinge: .call("y", "t")
    case .mae: .call("y", "t", alsoCalled: ["l1_loss", "L1Loss"])
    case .huber:
      .call("y", "t", .number(.delta, default: 1), alsoCalled: ["huber_loss", "HuberLoss"])
    case .nll: .call("l", "t", alsoCalled: ["nll_loss", "NLLLoss"])
    case .sigmoidBCE:
      .call(
        "z", "t",
        alsoCalled: [
          "bce_with_logits", "binary_cross_entropy_with_logits", "BCEWithLogitsLoss",
          "sigmoid_cross_entropy",
        ])
    case .kl: .call("p", "q", alsoCalled: ["kl_div", "KLDivLoss"])
    }
  }
}

/// How the graph language writes an operation.
enum Form: Sendable {
  /// Nobody writes it.
  case unwritten
  /// `b = a`.
  case copy
  /// A sign between two operands or before one.
  case sign(String)
  /// Subscripts behind the operand: `x[1:3]`.
  case subscripts
  /// A call of a function.
  case call(CallForm)

  /// A call with arguments in this order; names that people from elsewhere give the function lead to
  /// its own.
  static func call(_ arguments: Argument..., alsoCalled: [String] = []) -> Form {
    .call(CallForm(arguments: arguments, alsoCalled: alsoCalled))
  }
}
