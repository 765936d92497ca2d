import Autodiff

/// A small graph for each operation, in which `y` is its result, and over what a plot runs.
struct OperationSample {
  /// The graph.
  let text: String
  /// What a plot of a function of one number runs over, and where its derivative jumps.
  let plot: String?

  private init(_ text: String, plot: String? = nil) {
    self.text = text
    self.plot = plot
  }

  /// The sample of an operation; a leaf has none.
  init?(_ kind: OperationKind) {
    func scalar(_ right: String, at x: String, _ plot: String) -> OperationSample {
      OperationSample("x = \(x)\ny = \(right)\n", plot: "y x \(plot)")
    }
    switch kind {
    // Labels as rows of zeros and a one come from taking a loss apart; nobody writes them.
    case .leaf, .oneHot: return nil
    case .identity: self = scalar("x", at: "3", "-4 4")
    case .add: self.init("a = 10\nb = 5\ny = a + b\n")
    case .subtract: self.init("a = 10\nb = 5\ny = a - b\n")
    case .multiply: self.init("a = 10\nb = 5\ny = a * b\n")
    case .divide: self.init("a = 10\nb = 4\ny = a / b\n")
    case .power: self = scalar("x^3", at: "2", "-2 2")
    case .generalPower: self.init("a = 2\nb = 3\ny = a^b\n")
    case .negate: self = scalar("-x", at: "3", "-4 4")
    case .reciprocal: self = scalar("1/x", at: "2", "0.3 4 range -6 4")
    case .exp: self = scalar("exp(x)", at: "1", "-3 2")
    case .log: self = scalar("log(x)", at: "2", "0.1 4 range -3 8")
    case .sqrt: self = scalar("sqrt(x)", at: "4", "0.02 6 range 0 3")
    case .abs: self = scalar("abs(x)", at: "-1.5", "-4 4 jump 0")
    case .sin: self = scalar("sin(x)", at: "1", "-7 7")
    case .cos: self = scalar("cos(x)", at: "1", "-7 7")
    case .tanh: self = scalar("tanh(x)", at: "0.5", "-4 4")
    case .sigmoid: self = scalar("sigmoid(x)", at: "1", "-6 6")
    case .relu: self = scalar("relu(x)", at: "2", "-4 4 jump 0")
    case .softplus: self = scalar("softplus(x)", at: "1", "-4 4")
    case .erf: self = scalar("erf(x)", at: "0.5", "-3 3")
    case .silu: self = scalar("silu(x)", at: "1", "-6 4")
    case .gelu: self = scalar("gelu(x)", at: "1", "-4 4")
    case .leakyReLU: self = scalar("leaky_relu(x, slope=0.1)", at: "-2", "-4 4 jump 0")
    case .elu: self = scalar("elu(x)", at: "-1", "-4 4")
    case .max: self.init("a = 3\nb = 5\ny = max(a, b)\n")
    case .min: self.init("a = 3\nb = 5\ny = min(a, b)\n")
    case .matmul:
      self.init(
        "A = [[1, 2], [3, 4]]\nB = [[1, 0], [2, 1]]\ny = A @ B\nupstream [[1, 0], [0, 2]]\n")
    case .affine:
      self.init(
        "X = [[1, 2]]\nW = [[1, 0], [2, 1]]\nb = [0.5, -0.5]\ny = affine(X, W, b)\n"
          + "upstream [[1, 2]]\n")
    case .dot: self.init("a = [1, 2, 3]\nb = [4, 5, 6]\ny = dot(a, b)\n")
    case .transpose:
      self.init("x = [[1, 2, 3], [4, 5, 6]]\ny = x.T\nupstream [[1, 2], [3, 4], [5, 6]]\n")
    case .sum: self.init("x = [[1, 2], [3, 4]]\ny = sum(x, axis=0)\nupstream [1, 10]\n")
    case .mean: self.init("x = [2, 4, 9]\ny = mean(x)\n")
    case .maxOver: self.init("x = [2, 9, 4]\ny = max(x)\n")
    case .minOver: self.init("x = [2, 9, 4]\ny = min(x)\n")
    case .reshape:
      self.init("x = [1, 2, 3, 4]\ny = reshape(x, [2, 2])\nupstream [[1, 2], [3, 4]]\n")
    case .flatten: self.init("x = [[1, 2], [3, 4]]\ny = flatten(x)\nupstream [1, 2, 3, 4]\n")
    case .concat:
      self.init("a = [1, 2]\nb = [3]\ny = concat(a, b)\nupstream [1, 2, 3]\n")
    case .index: self.init("x = [1, 2, 3, 4]\ny = x[1:3]\nupstream [1, 10]\n")
    case .softmax: self.init("x = [1, 2, 0]\ny = softmax(x)\nupstream [1, 0, 0]\n")
    case .logSoftmax: self.init("x = [1, 2, 0]\ny = log_softmax(x)\nupstream [1, 0, 0]\n")
    case .mse: self.init("p = [0.8, 0.4]\nconst t = [0, 1]\ny = mse(p, t)\n")
    case .sse: self.init("p = [0.8, 0.4]\nconst t = [0, 1]\ny = sse(p, t)\n")
    case .halfSSE: self.init("p = [0.8, 0.4]\nconst t = [0, 1]\ny = half_sse(p, t)\n")
    case .bce: self.init("p = [0.8, 0.4]\nconst t = [0, 1]\ny = bce(p, t)\n")
    case .crossEntropy:
      self.init("p = [0.2, 0.7, 0.1]\nconst t = [0, 1, 0]\ny = cross_entropy(p, t)\n")
    case .softmaxCrossEntropy:
      self.init("z = [1, 2, 0]\nconst t = [0, 1, 0]\ny = softmax_cross_entropy(z, t)\n")
    case .softmaxLoss: self.init("z = [1, 2, 0]\nconst t = [0, 1, 0]\ny = softmax_loss(z, t)\n")
    case .hinge: self.init("p = [0.3, -0.5]\nconst t = [1, 0]\ny = hinge(p, t)\n")
    }
  }

  private init(_ sample: OperationSample) { self = sample }
}
