import Autodiff

/// Writes what a node computes as JAX has it.
struct JAXForward {
  /// The node's shapes and attributes.
  let signature: Signature
  /// What its operands are called, slot by slot.
  let operands: [PythonExpression]
  /// Whether the second operand holds class labels.
  let hasLabels: Bool
  /// The functions of ``JAXHelper`` that are called.
  private(set) var helpers: Set<JAXHelper> = []

  /// Prepares a node.
  init(signature: Signature, operands: [PythonExpression], hasLabels: Bool) {
    self.signature = signature
    self.operands = operands
    self.hasLabels = hasLabels
  }

  /// The node's value.
  mutating func value(of kind: OperationKind) -> PythonExpression {
    let a = operands[0]
    let b = operands.count > 1 ? operands[1] : a
    let attributes = signature.attributes
    let extents = PythonExpression(PythonLiteral.tuple(signature.shape.extents))
    switch kind {
    case .leaf, .identity: return a
    case .add: return a + b
    case .subtract: return a - b
    // The mask that was drawn, and no other one.
    case .multiply, .dropout: return a * b
    case .divide: return a / b
    case .power: return a.power(.number(attributes.exponent ?? 1))
    case .generalPower: return a.power(b)
    case .negate: return -a
    case .reciprocal: return .number(1) / a
    case .square: return a.power(.number(2))
    case .exp, .log, .log2, .sqrt, .sin, .cos, .tanh: return .call("jnp.\(kind.name)", a)
    case .abs: return absolute(a)
    case .erf: return .call("jax.scipy.special.erf", a)
    case .sigmoid, .relu, .silu, .softplus, .mish: return .call("jax.nn.\(kind.name)", a)
    case .gelu: return .call("jax.nn.gelu", a, .keyword("approximate", "False"))
    case .relu6:
      helpers.insert(.relu6)
      return .call("relu6", a)
    case .leakyReLU:
      let slope = PythonExpression.number(attributes.slope ?? 0.01)
      return .call("jnp.where", a.compared(">", .number(0)), a, slope * a)
    case .elu: return .call("jax.nn.elu", a, .number(attributes.alpha ?? 1))
    case .hardTanh:
      helpers.insert(.hardtanh)
      return .call("hardtanh", a)
    case .clip:
      helpers.insert(.clipped)
      return .call("clipped", a, .number(attributes.low ?? 0), .number(attributes.high ?? 0))
    case .max: return .call("jnp.maximum", a, b)
    case .min: return .call("jnp.minimum", a, b)
    case .less: return compared(.less)
    case .atMost: return compared(.atMost)
    case .greater: return compared(.greater)
    case .atLeast: return compared(.atLeast)
    case .equal: return compared(.equal)
    case .notEqual: return compared(.notEqual)
    case .where: return .call("jnp.where", a.compared("!=", .number(0)), b, operands[2])
    case .matmul: return a.matrixProduct(b)
    case .affine: return a.matrixProduct(b) + operands[2]
    case .dot: return .call("jnp.dot", a, b)
    case .transpose: return a.followed(by: ".T")
    case .einsum:
      let letters = kind.letters(for: signature).map { $0.plain.text } ?? ""
      return .call("jnp.einsum", [PythonExpression(PythonLiteral.string(letters))] + operands)
    case .sum: return reduction("jnp.sum")
    case .mean: return reduction("jnp.mean")
    case .maxOver: return reduction("jnp.max")
    case .minOver: return reduction("jnp.min")
    case .productOver: return reduction("jnp.prod")
    case .variance: return reduction("jnp.var", ddof: attributes[AttributeName<Int>.ddof] ?? 0)
    case .standardDeviation:
      return reduction("jnp.std", ddof: attributes[AttributeName<Int>.ddof] ?? 0)
    case .logSumExp: return reduction("jax.nn.logsumexp")
    case .norm: return .call("jnp.sqrt", reduction("jnp.sum", of: a.power(.number(2))))
    case .cumsum: return .call("jnp.cumsum", a, axis(attributes.axis ?? 0))
    case .argmax:
      let axes = attributes.axis.map { [axis($0)] } ?? []
      return .call("jnp.argmax", [a] + axes).followed(by: ".astype(float)")
    case .reshape, .flatten, .expandDims, .squeeze: return .call("jnp.reshape", a, extents)
    case .permute:
      return .call(
        "jnp.transpose", a, PythonExpression(PythonLiteral.tuple(attributes.axes ?? [])))
    case .broadcastTo: return .call("jnp.broadcast_to", a, extents)
    case .concat: return .call("jnp.concatenate", all, axis(attributes.axis ?? 0))
    case .stack: return .call("jnp.stack", all, axis(attributes.axis ?? 0))
    case .pad:
      let pairs = (attributes.padding ?? []).map { PythonLiteral.tuple($0) }
      return .call("jnp.pad", a, PythonExpression("[\(pairs.joined(separator: ", "))]"))
    case .tril, .triu: return .call("jnp.\(kind.name)", a)
    case .index:
      let items = (attributes.index ?? []).map { item in
        if case .list = item { "jnp.array(\(item.python))" } else { item.python }
      }
      return a.followed(by: "[\(items.joined(separator: ", "))]")
    case .embedding: return a.followed(by: "[\(integers(b).text)]")
    case .oneHot: return oneHot(a, signature.shape.extents.last ?? 1)
    case .softmax: return .call("jax.nn.softmax", a, axis(attributes.axis ?? -1))
    case .logSoftmax: return .call("jax.nn.log_softmax", a, axis(attributes.axis ?? -1))
    case .conv2D: return convolution
    case .patches: return patches
    case .maxPool2D: return pooled("-jnp.inf", "jax.lax.max")
    case .avgPool2D:
      let window = Double(attributes[AttributeName<Int>.window] ?? 1)
      return pooled("0.0", "jax.lax.add") / .number(window * window)
    case .layerNorm: return scaled(standardized(axis: "-1"))
    case .rmsNorm:
      let square = PythonExpression.call(
        "jnp.mean", a.power(.number(2)), axis(-1), .keyword("keepdims", "True"))
      return scaled(a / .call("jnp.sqrt", square + epsilon))
    case .batchNorm:
      let shape = signature.operands[0]
      let axes = PythonLiteral.tuple((0..<shape.rank).filter { $0 != 1 })
      return scaled(
        standardized(axis: axes),
        as: shape.extents.indices.map { $0 == 1 ? shape.extents[1] : 1 })
    case .attention:
      helpers.insert(.attention)
      let causal = attributes[AttributeName<Bool>.causal] ?? false
      return .call("attention", operands + (causal ? [.keyword("causal", "True")] : []))
    case .mse: return .call("jnp.mean", (a - b).power(.number(2)))
    case .mae: return .call("jnp.mean", absolute(a - b))
    case .huber: return huber
    case .sse: return .call("jnp.sum", (a - b).power(.number(2)))
    case .halfSSE: return .number(0.5) * .call("jnp.sum", (a - b).power(.number(2)))
    case .bce:
      return -.call("jnp.mean", logarithms(of: a, target: b))
    case .sigmoidBCE: return .call("jnp.mean", .call("jax.nn.softplus", a) - a * b)
    case .softmaxCrossEntropy: return negativeSum(.call("jax.nn.log_softmax", a, axis(-1)))
    case .crossEntropy: return negativeSum(.call("jnp.log", a))
    case .nll: return negativeSum(a)
    case .softmaxLoss:
      let s = PythonExpression.call("jax.nn.softmax", a, axis(-1))
      return -(.call("jnp.sum", logarithms(of: s, target: target)) / rows)
    case .hinge:
      let product =
        signature.operands[0].rank == 0 ? a * b : .call("jnp.sum", a * b, axis(-1))
      return .call("jnp.sum", .call("jax.nn.relu", .number(1) - product)) / rows
    case .kl: return .call("jnp.sum", a * .call("jnp.log", a / b)) / rows
    }
  }

  // MARK: Pieces

  private var all: PythonExpression {
    PythonExpression("[\(operands.map(\.text).joined(separator: ", "))]")
  }

  private var rows: PythonExpression { .number(Double(signature.rows)) }

  private func integers(_ a: PythonExpression) -> PythonExpression {
    a.followed(by: ".astype(int)")
  }

  private func oneHot(_ labels: PythonExpression, _ count: Int) -> PythonExpression {
    .call("jax.nn.one_hot", integers(labels), .number(Double(count)))
  }

  /// The targets as rows.
  private var target: PythonExpression {
    hasLabels ? oneHot(operands[1], signature.operands[0].extents.last ?? 1) : operands[1]
  }

  private func negativeSum(_ logarithms: PythonExpression) -> PythonExpression {
    -(.call("jnp.sum", target * logarithms) / rows)
  }

  /// t ln y + (1 − t) ln (1 − y).
  private func logarithms(
    of y: PythonExpression, target t: PythonExpression
  ) -> PythonExpression {
    let one = PythonExpression.number(1)
    return t * .call("jnp.log", y) + (one - t) * .call("jnp.log", one - y)
  }

  private mutating func absolute(_ x: PythonExpression) -> PythonExpression {
    helpers.insert(.absolute)
    return .call("absolute", x)
  }

  private var huber: PythonExpression {
    let delta = PythonExpression.number(signature.attributes[AttributeName<Double>.delta] ?? 1)
    let difference = operands[0] - operands[1]
    let size = PythonExpression.call("jnp.abs", difference)
    return .call(
      "jnp.mean",
      .call(
        "jnp.where", size.compared("<=", delta), .number(0.5) * difference.power(.number(2)),
        delta * (size - .number(0.5) * delta)))
  }

  private func compared(_ relation: Relation) -> PythonExpression {
    PythonExpression("(\(operands[0].compared(relation.python, operands[1]).text))")
      .followed(by: ".astype(float)")
  }

  private func axis(_ axis: Int) -> PythonExpression { .keyword("axis", "\(axis)") }

  private func reduction(
    _ name: String, of operand: PythonExpression? = nil, ddof: Int = 0
  ) -> PythonExpression {
    var arguments = [operand ?? operands[0]]
    if let axes = signature.axes.list {
      arguments.append(.keyword("axis", axes.count == 1 ? "\(axes[0])" : PythonLiteral.tuple(axes)))
    }
    if ddof != 0 { arguments.append(.keyword("ddof", "\(ddof)")) }
    if signature.attributes.keepsAxes { arguments.append(.keyword("keepdims", "True")) }
    return .call(name, arguments)
  }

  // MARK: Normalization

  private var epsilon: PythonExpression {
    .number(signature.attributes[AttributeName<Double>.epsilon] ?? 1e-5)
  }

  private mutating func standardized(axis: String) -> PythonExpression {
    helpers.insert(.standardized)
    return .call("standardized", operands[0], .keyword("axis", axis), epsilon.named("epsilon"))
  }

  /// With its scale and its shift, where there are any.
  private func scaled(_ x: PythonExpression, as extents: [Int]? = nil) -> PythonExpression {
    let parts = operands.dropFirst().map { part in
      extents.map {
        PythonExpression.call("jnp.reshape", part, PythonExpression(PythonLiteral.tuple($0)))
      } ?? part
    }
    var y = x
    if let scale = parts.first { y = y * scale }
    if parts.count > 1 { y = y + parts[1] }
    return y
  }

  // MARK: Images

  private var stride: Int {
    let attributes = signature.attributes
    return attributes[AttributeName<Int>.stride] ?? attributes[AttributeName<Int>.window] ?? 1
  }

  private var margin: Int { signature.attributes[AttributeName<Int>.margin] ?? 0 }

  /// Strides and margins, as JAX takes them.
  private var window: [PythonExpression] {
    [
      PythonExpression("(\(stride), \(stride))"),
      PythonExpression("[(\(margin), \(margin))] * 2"),
    ]
  }

  /// Images, as many as there are; JAX takes no single one.
  private var images: PythonExpression {
    signature.operands[0].rank == 3 ? operands[0].followed(by: "[None]") : operands[0]
  }

  private func single(_ images: PythonExpression) -> PythonExpression {
    signature.operands[0].rank == 3 ? images.followed(by: "[0]") : images
  }

  private var convolution: PythonExpression {
    let maps = single(
      .call("jax.lax.conv_general_dilated", [images, operands[1]] + window))
    return operands.count > 2 ? maps + operands[2].followed(by: "[:, None, None]") : maps
  }

  private var patches: PythonExpression {
    let size = PythonLiteral.tuple(signature.attributes[AttributeName<[Int]>.window] ?? [1, 1])
    return .call(
      "jnp.reshape",
      .call(
        "jax.lax.conv_general_dilated_patches", [images, PythonExpression(size)] + window),
      PythonExpression(PythonLiteral.tuple(signature.shape.extents)))
  }

  private mutating func pooled(_ start: String, _ operation: String) -> PythonExpression {
    helpers.insert(.pooled)
    let size = Double(signature.attributes[AttributeName<Int>.window] ?? 1)
    return .call(
      "pooled", operands[0], PythonExpression(start), PythonExpression(operation),
      .number(size).named("window"), .number(Double(stride)).named("stride"),
      .number(Double(margin)).named("padding"))
  }
}

extension PythonExpression {
  /// `name=…`, in a call.
  fileprivate func named(_ name: String) -> PythonExpression { .keyword(name, text) }
}
