import Autodiff

extension ArrayFormula {
  /// A node's value: by the call that NumPy has for it, or by the formula of its operation.
  mutating func value(of kind: OperationKind) -> PythonExpression {
    let given = operands.map { PythonExpression($0) }
    let attributes = signature.attributes
    let extents = PythonExpression(PythonLiteral.tuple(signature.shape.extents))
    switch kind {
    case .leaf, .identity: return given[0]
    case .relu: return .call("np.maximum", .number(0), given[0])
    case .softplus: return .call("np.logaddexp", .number(0), given[0])
    case .clip:
      return .call(
        "np.clip", given[0], .number(attributes.low ?? 0), .number(attributes.high ?? 0))
    case .less, .atMost, .greater, .atLeast, .equal, .notEqual, .where: return defined(kind)
    case .dot: return .call("np.dot", given)
    case .affine: return given[0].matrixProduct(given[1]) + given[2]
    case .transpose: return given[0].followed(by: ".T")
    case .sum: return reduction("np.sum")
    case .mean: return reduction("np.mean")
    case .maxOver: return reduction("np.max")
    case .minOver: return reduction("np.min")
    case .productOver: return reduction("np.prod")
    case .variance: return reduction("np.var", ddof: attributes[AttributeName<Int>.ddof] ?? 0)
    case .standardDeviation:
      return reduction("np.std", ddof: attributes[AttributeName<Int>.ddof] ?? 0)
    case .norm:
      return .call("np.sqrt", reduction("np.sum", of: given[0].power(.number(2))))
    // Without an exponential that overflows.
    case .logSumExp: return reduction("np.logaddexp.reduce", namesAll: true)
    case .sigmoidBCE:
      let (z, t) = (given[0], given[1])
      return .call(
        "np.mean",
        t * .call("np.logaddexp", .number(0), -z)
          + (.number(1) - t) * .call("np.logaddexp", .number(0), z))
    case .reshape, .flatten, .expandDims, .squeeze: return .call("np.reshape", given[0], extents)
    case .permute:
      return .call(
        "np.transpose", given[0], PythonExpression(PythonLiteral.tuple(attributes.axes ?? [])))
    case .softmax, .logSoftmax: return function(kind, [.operand(0)])
    case .tril, .triu: return .call("np.\(kind.name)", given[0])
    // Their formula is how they are computed.
    case .add, .subtract, .multiply, .divide, .power, .generalPower, .negate, .reciprocal, .square,
      .exp, .log, .log2, .sqrt, .abs, .sin, .cos, .tanh, .sigmoid, .erf, .leakyReLU, .relu6, .elu,
      .silu, .gelu, .mish, .hardTanh, .max, .min, .matmul, .einsum, .cumsum, .argmax, .broadcastTo,
      .concat, .stack, .pad, .index, .embedding, .oneHot, .conv2D, .patches,
      .maxPool2D, .avgPool2D, .layerNorm, .rmsNorm, .batchNorm, .dropout, .attention, .mse, .sse,
      .halfSSE,
      .bce, .crossEntropy, .softmaxCrossEntropy, .softmaxLoss, .hinge, .mae, .huber, .nll, .kl:
      return defined(kind)
    }
  }

  private mutating func defined(_ kind: OperationKind) -> PythonExpression {
    expression(kind.definition(for: signature))
  }

  /// A reduction as a call of NumPy.
  ///
  /// - Parameter namesAll: Whether the call has to be told that it is along all axes.
  private func reduction(
    _ name: String, of operand: PythonExpression? = nil, ddof: Int = 0, namesAll: Bool = false
  ) -> PythonExpression {
    var arguments = [operand ?? PythonExpression(operands[0])]
    if let list = signature.axes.list {
      let axes = list.count == 1 ? "\(list[0])" : PythonLiteral.tuple(list)
      arguments.append(.keyword("axis", axes))
    } else if namesAll {
      arguments.append(.keyword("axis", "None"))
    }
    if ddof != 0 { arguments.append(.keyword("ddof", "\(ddof)")) }
    if signature.attributes.keepsAxes { arguments.append(.keyword("keepdims", "True")) }
    return .call(name, arguments)
  }
}
