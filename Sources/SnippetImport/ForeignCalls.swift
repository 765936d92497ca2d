/// What functions of NumPy, PyTorch and `math` are called in the graph language.
enum ForeignCalls {
  /// What stands before a function's name and says nothing of it.
  static let modules: Set<String> = [
    "np", "numpy", "torch", "F", "math", "nn", "nn.functional", "torch.nn", "torch.nn.functional",
    "jnp", "jax.numpy", "jax.nn", "torch.special", "np.linalg", "torch.linalg", "special",
    "scipy.special",
  ]

  /// Names that differ; all others of `same` keep theirs.
  static let names: [String: String] = [
    "maximum": "max", "minimum": "min", "amax": "max", "amin": "min", "clamp": "clip",
    "concatenate": "concat", "cat": "concat", "unsqueeze": "expand_dims", "expand": "broadcast_to",
    "swish": "silu", "mse_loss": "mse", "l1_loss": "mae", "huber_loss": "huber",
    "smooth_l1_loss": "huber", "nll_loss": "nll", "cross_entropy": "softmax_cross_entropy",
    "binary_cross_entropy": "bce", "binary_cross_entropy_with_logits": "sigmoid_bce",
    "scaled_dot_product_attention": "attention", "prod": "prod", "logistic": "sigmoid",
    "expit": "sigmoid",
  ]

  /// Functions of one name here and there.
  static let same: Set<String> = [
    "exp", "log", "log2", "sqrt", "square", "abs", "sin", "cos", "tanh", "erf", "sigmoid", "relu",
    "softplus", "silu", "relu6", "hardtanh", "mish", "gelu", "leaky_relu", "elu", "max", "min",
    "where", "sum", "mean", "norm", "logsumexp", "var", "std", "cumsum", "argmax", "prod",
    "transpose", "einsum", "reshape", "flatten", "stack", "squeeze", "broadcast_to", "tril", "triu",
    "softmax", "log_softmax", "conv2d", "max_pool2d", "avg_pool2d", "permute", "zeros", "ones",
    "eye", "arange", "expand_dims", "concat", "clip",
  ]

  /// Functions that are operators.
  static let operators: [String: String] = [
    "add": "+", "subtract": "-", "sub": "-", "multiply": "*", "mul": "*", "divide": "/", "div": "/",
    "true_divide": "/", "matmul": "@", "mm": "@", "bmm": "@", "mv": "@", "dot": "@", "power": "^",
    "pow": "^",
  ]

  /// What makes a tensor of a literal.
  static let makers: Set<String> = [
    "array", "asarray", "tensor", "as_tensor", "Tensor", "FloatTensor", "Parameter", "Value",
    "float32", "float64", "float", "Variable", "int",
  ]

  /// Methods whose result is the tensor itself.
  static let passing: Set<String> = [
    "clone", "float", "double", "numpy", "copy", "contiguous", "item", "cpu", "requires_grad_",
    "tolist",
  ]

  /// Keywords that have another name, or change nothing.
  static let keywords: [String: String?] = [
    "axis": "axis", "dim": "axis", "keepdims": "keepdims", "keepdim": "keepdims", "ddof": "ddof",
    "negative_slope": "slope", "alpha": "alpha", "delta": "delta", "beta": "delta",
    "stride": "stride", "padding": "padding", "is_causal": "causal", "requires_grad": nil,
    "dtype": nil, "device": nil, "label": nil, "inplace": nil,
  ]

  /// Whether a name stands for a function of the graph language.
  static func isKnown(_ name: String) -> Bool {
    same.contains(name) || names.values.contains(name)
  }

  /// Whether a name draws numbers.
  static func draws(_ name: String) -> Bool {
    name.contains("random.")
      || ["rand", "randn", "randint", "rand_like", "randn_like"].contains(
        name.split(separator: ".").last.map(String.init) ?? "")
  }
}
