import Autodiff

/// Writes what a node computes as PyTorch has it.
struct TorchForward {
  /// The node's shapes and attributes.
  let signature: Signature
  /// What its operands are called, slot by slot.
  let operands: [PythonExpression]
  /// Whether the second operand holds class labels.
  let hasLabels: Bool

  /// The node's value.
  func value(of kind: OperationKind) -> PythonExpression {
    let a = operands[0]
    let b = operands.count > 1 ? operands[1] : a
    let attributes = signature.attributes
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
    case .exp, .log, .log2, .sqrt, .abs, .sin, .cos, .tanh, .sigmoid, .erf:
      return .call("torch.\(kind.name)", a)
    // PyTorch takes x itself from 20 on, which loses digits.
    case .softplus: return .call("F.softplus", a, .keyword("threshold", "700"))
    case .relu, .relu6, .silu, .gelu, .mish: return .call("F.\(kind.name)", a)
    case .leakyReLU: return .call("F.leaky_relu", a, .number(attributes.slope ?? 0.01))
    case .elu: return .call("F.elu", a, .number(attributes.alpha ?? 1))
    case .hardTanh: return .call("F.hardtanh", a)
    case .clip:
      return .call("torch.clamp", a, .number(attributes.low ?? 0), .number(attributes.high ?? 0))
    case .max: return .call("torch.maximum", a, b)
    case .min: return .call("torch.minimum", a, b)
    case .less: return compared(.less)
    case .atMost: return compared(.atMost)
    case .greater: return compared(.greater)
    case .atLeast: return compared(.atLeast)
    case .equal: return compared(.equal)
    case .notEqual: return compared(.notEqual)
    case .where: return .call("torch.where", a.compared("!=", .number(0)), b, operands[2])
    case .matmul: return a.matrixProduct(b)
    case .affine: return a.matrixProduct(b) + operands[2]
    case .dot: return .call("torch.dot", a, b)
    case .transpose: return a.followed(by: ".T")
    case .einsum:
      let letters = kind.letters(for: signature).map { $0.plain.text } ?? ""
      return .call("torch.einsum", [PythonExpression(PythonLiteral.string(letters))] + operands)
    case .sum: return reduction("torch.sum")
    case .mean: return reduction("torch.mean")
    case .maxOver: return reduction("torch.amax")
    case .minOver: return reduction("torch.amin")
    case .variance: return reduction("torch.var", ddof: attributes[AttributeName<Int>.ddof] ?? 0)
    case .standardDeviation:
      return reduction("torch.std", ddof: attributes[AttributeName<Int>.ddof] ?? 0)
    case .productOver: return product
    case .logSumExp: return reduction("torch.logsumexp", namesAll: true)
    case .norm: return reduction("torch.linalg.vector_norm")
    case .cumsum: return .call("torch.cumsum", a, axis(attributes.axis ?? 0))
    case .argmax:
      let axes = attributes.axis.map { [axis($0)] } ?? []
      return .call("torch.argmax", [a] + axes).followed(by: ".double()")
    case .reshape, .flatten, .expandDims, .squeeze: return reshaped(a, signature.shape.extents)
    case .permute: return a.followed(by: ".permute(\(list(attributes.axes ?? [])))")
    case .broadcastTo: return a.followed(by: ".expand(\(list(signature.shape.extents)))")
    case .concat: return .call("torch.cat", all, axis(attributes.axis ?? 0))
    case .stack: return .call("torch.stack", all, axis(attributes.axis ?? 0))
    case .pad:
      let pairs = (attributes.padding ?? []).reversed().flatMap { $0 }
      return .call("F.pad", a, PythonExpression(PythonLiteral.tuple(pairs)))
    case .tril, .triu: return .call("torch.\(kind.name)", a)
    case .index: return subscripted(a)
    case .embedding: return .call("F.embedding", b.followed(by: ".long()"), a)
    case .oneHot:
      return .call(
        "F.one_hot", a.followed(by: ".long()"),
        .number(Double(signature.shape.extents.last ?? 1))
      ).followed(by: ".double()")
    case .softmax: return .call("torch.softmax", a, axis(attributes.axis ?? -1))
    case .logSoftmax: return .call("torch.log_softmax", a, axis(attributes.axis ?? -1))
    case .conv2D: return .call("F.conv2d", operands + window)
    case .patches:
      let size = PythonLiteral.tuple(attributes[AttributeName<[Int]>.window] ?? [1, 1])
      return .call("F.unfold", [a, PythonExpression(size)] + window)
    case .maxPool2D, .avgPool2D:
      let size = PythonExpression.number(Double(attributes[AttributeName<Int>.window] ?? 1))
      return .call("F.\(kind.name)", [a, size] + window)
    case .layerNorm: return normalized("F.layer_norm", takesBias: true)
    case .rmsNorm: return normalized("F.rms_norm", takesBias: false)
    case .batchNorm where attributes[AttributeName<Double>.epsilon] == 0: return batchNormalized
    case .batchNorm:
      let nothing = PythonExpression("None")
      return .call(
        "F.batch_norm",
        [a, nothing, nothing] + scales(2) + [.keyword("training", "True"), epsilon])
    case .attention:
      let causal = attributes[AttributeName<Bool>.causal] ?? false
      return .call(
        "F.scaled_dot_product_attention",
        operands + (causal ? [.keyword("is_causal", "True")] : []))
    case .mse: return .call("F.mse_loss", a, b)
    case .mae: return .call("F.l1_loss", a, b)
    case .huber:
      return .call(
        "F.huber_loss", a, b,
        .keyword("delta", PythonLiteral.signed(attributes[AttributeName<Double>.delta] ?? 1)))
    case .sse: return .call("torch.sum", (a - b).power(.number(2)))
    case .halfSSE: return .number(0.5) * .call("torch.sum", (a - b).power(.number(2)))
    case .bce: return .call("F.binary_cross_entropy", a, b)
    case .sigmoidBCE: return .call("F.binary_cross_entropy_with_logits", a, b)
    case .softmaxCrossEntropy: return .call("F.cross_entropy", a, hasLabels ? labels : b)
    case .crossEntropy: return negativeSum(.call("torch.log", a))
    case .nll: return negativeSum(a)
    case .softmaxLoss:
      let s = PythonExpression.call("torch.softmax", a, .number(-1))
      let one = PythonExpression.number(1)
      let terms =
        target * .call("torch.log", s) + (one - target) * .call("torch.log", one - s)
      return -(.call("torch.sum", terms) / rows)
    case .hinge:
      let product =
        signature.operands[0].rank == 0
        ? a * b : .call("torch.sum", a * b, .number(-1))
      return .call("torch.sum", .call("F.relu", .number(1) - product)) / rows
    case .kl: return .call("torch.sum", a * .call("torch.log", a / b)) / rows
    }
  }

  // MARK: Pieces

  private var all: PythonExpression {
    PythonExpression("[\(operands.map(\.text).joined(separator: ", "))]")
  }

  private var labels: PythonExpression { operands[1].followed(by: ".long()") }

  private var rows: PythonExpression { .number(Double(signature.rows)) }

  /// The targets as rows.
  private var target: PythonExpression {
    guard hasLabels else { return operands[1] }
    let columns = signature.operands[0].extents.last ?? 1
    return .call("F.one_hot", labels, .number(Double(columns)))
  }

  private func negativeSum(_ logarithms: PythonExpression) -> PythonExpression {
    if hasLabels { return .call("F.nll_loss", logarithms, labels) }
    return -(.call("torch.sum", operands[1] * logarithms) / rows)
  }

  private func compared(_ relation: Relation) -> PythonExpression {
    PythonExpression("(\(operands[0].compared(relation.python, operands[1]).text))")
      .followed(by: ".double()")
  }

  private func axis(_ axis: Int) -> PythonExpression { .keyword("dim", "\(axis)") }

  private func list(_ numbers: [Int]) -> String { numbers.map(String.init).joined(separator: ", ") }

  private func reshaped(_ a: PythonExpression, _ extents: [Int]) -> PythonExpression {
    a.followed(by: ".reshape(\(PythonLiteral.tuple(extents)))")
  }

  private var keepsAxes: [PythonExpression] {
    signature.attributes.keepsAxes ? [.keyword("keepdim", "True")] : []
  }

  private func reduction(
    _ name: String, ddof: Int? = nil, namesAll: Bool = false
  ) -> PythonExpression {
    var arguments = [operands[0]]
    let everyAxis = Array(0..<signature.operands[0].rank)
    if let axes = signature.axes.list ?? (namesAll || !keepsAxes.isEmpty ? everyAxis : nil) {
      arguments.append(.keyword("dim", axes.count == 1 ? "\(axes[0])" : PythonLiteral.tuple(axes)))
    }
    if let ddof { arguments.append(.keyword("correction", "\(ddof)")) }
    return .call(name, arguments + keepsAxes)
  }

  /// PyTorch multiplies along one axis at a time.
  private var product: PythonExpression {
    guard let axes = signature.axes.list else {
      let all = PythonExpression.call("torch.prod", operands[0])
      return keepsAxes.isEmpty ? all : reshaped(all, signature.shape.extents)
    }
    let rank = signature.operands[0].rank
    let ordered = axes.map { $0 < 0 ? $0 + rank : $0 }.sorted().reversed()
    return ordered.reduce(operands[0]) { .call("torch.prod", [$0, axis($1)] + keepsAxes) }
  }

  private var window: [PythonExpression] {
    let attributes = signature.attributes
    var arguments: [PythonExpression] = []
    if let stride = attributes[AttributeName<Int>.stride] {
      arguments.append(.keyword("stride", "\(stride)"))
    }
    if let padding = attributes[AttributeName<Int>.margin], padding != 0 {
      arguments.append(.keyword("padding", "\(padding)"))
    }
    return arguments
  }

  private var epsilon: PythonExpression {
    .keyword(
      "eps", PythonLiteral.signed(signature.attributes[AttributeName<Double>.epsilon] ?? 1e-5))
  }

  /// The scale and the shift of a normalisation, or nothing in their place.
  private func scales(_ count: Int) -> [PythonExpression] {
    (1...count).map { $0 < operands.count ? operands[$0] : PythonExpression("None") }
  }

  private func normalized(_ name: String, takesBias: Bool) -> PythonExpression {
    let last = PythonExpression(PythonLiteral.tuple([signature.operands[0].extents.last ?? 1]))
    return .call(name, [operands[0], last] + scales(takesBias ? 2 : 1) + [epsilon])
  }

  /// PyTorch has no negative steps: places along such an axis are taken first, one by one.
  private func subscripted(_ a: PythonExpression) -> PythonExpression {
    var (base, items) = (a, signature.attributes.index ?? [])
    for (axis, extent) in signature.operands[0].extents.enumerated().prefix(items.count) {
      guard case .range(let from, let to, let step) = items[axis], step < 0 else { continue }
      let first = from.map { $0 < 0 ? $0 + extent : $0 } ?? extent - 1
      let end = to.map { $0 < 0 ? $0 + extent : $0 } ?? -1
      let places = Subscript.list(Array(stride(from: first, to: end, by: step))).python
      base = base.followed(by: ".index_select(\(axis), torch.tensor(\(places)))")
      items[axis] = .range(from: nil, to: nil)
    }
    return base.followed(by: "[\(items.map(\.python).joined(separator: ", "))]")
  }

  /// PyTorch refuses an epsilon of 0, and the rule is written out.
  private var batchNormalized: PythonExpression {
    let (x, shape) = (operands[0], signature.operands[0])
    let axes = [
      PythonExpression.keyword(
        "dim", PythonLiteral.tuple((0..<shape.rank).filter { $0 != 1 })),
      .keyword("keepdim", "True"),
    ]
    let mean = PythonExpression.call("torch.mean", [x] + axes)
    let variance = PythonExpression.call(
      "torch.var", [x] + axes + [.keyword("correction", "0")])
    let along = shape.extents.indices.map { $0 == 1 ? shape.extents[1] : 1 }
    var y = (x - mean) / .call("torch.sqrt", variance)
    if operands.count > 1 { y = y * reshaped(operands[1], along) }
    if operands.count > 2 { y = y + reshaped(operands[2], along) }
    return y
  }
}
