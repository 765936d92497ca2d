import Autodiff

/// Writes an operation's formulas in NumPy: the same that a derivation prints.
struct ArrayFormula {
  /// The node that the formulas belong to.
  let signature: Signature
  /// What its operands are called, slot by slot.
  let operands: [String]
  /// What its value is called.
  let output: String
  /// What the gradient that arrives there is called.
  let upstream: String
  /// What the parts with a name of their own are called in the program.
  private(set) var parts: [Formula.Abbreviation: String] = [:]
  /// The lines that give those parts.
  private(set) var lines: [String] = []
  /// The functions of ``ArrayHelper`` that are called.
  private(set) var helpers: Set<ArrayHelper> = []

  /// Prepares the formulas of a node.
  init(signature: Signature, operands: [String], output: String, upstream: String) {
    self.signature = signature
    self.operands = operands
    self.output = output
    self.upstream = upstream
  }

  /// A formula as an expression.
  mutating func expression(_ formula: Formula) -> PythonExpression {
    switch formula {
    case .number(let number): return .number(number)
    case .operand(let slot): return PythonExpression(operands[slot])
    case .output: return PythonExpression(output)
    case .upstream: return PythonExpression(upstream)
    case .parameter(let name): return .number(signature.attributes[name] ?? 0)
    case .count(let count): return .number(Double(signature.count(count)))
    case .sum(let a, let b): return expression(a) + expression(b)
    case .difference(let a, let b): return expression(a) - expression(b)
    case .product(let a, let b): return expression(a) * expression(b)
    case .quotient(let a, let b): return expression(a) / expression(b)
    case .power(let a, let b):
      guard let exponent = number(b) else { return expression(a).power(expression(b)) }
      return exponent == 1 ? expression(a) : expression(a).power(.number(exponent))
    case .negative(let a): return -expression(a)
    case .function(let kind, let operands): return function(kind, operands)
    case .sign(let a): return .call("np.sign", expression(a))
    case .matrixProduct(let a, let b): return expression(a).matrixProduct(expression(b))
    case .outerProduct(let a, let b): return .call("np.outer", expression(a), expression(b))
    case .transpose(let a):
      let isStack = (signature.operands + [signature.shape]).contains { $0.rank > 2 }
      return isStack
        ? .call("np.swapaxes", expression(a), .number(-1), .number(-2))
        : expression(a).followed(by: ".T")
    case .notAfter(let rows, let columns):
      return .call("np.tril", .call("np.ones", PythonExpression("(\(rows), \(columns))")))
    case .total(let a, let axis): return reduced("np.sum", a, axis)
    case .productOver(let a, let axis): return reduced("np.prod", a, axis)
    case .extremumOver(let which, let a, let axis):
      return reduced(which == .max ? "np.max" : "np.min", a, axis)
    case .rowTotal(let a): return .call("np.sum", expression(a), .keyword("axis", "0"))
    case .totalExcept(let a, let kept):
      let others = (0..<signature.shape.rank).filter { $0 != kept }
      return .call("np.sum", expression(a), .keyword("axis", PythonLiteral.tuple(others)))
    case .spread(let a, let axis):
      let shape = signature.operands[0]
      let kept = shape.extents.indices.map { axis.contains($0, in: shape) ? 1 : shape.extents[$0] }
      let whole = PythonExpression(PythonLiteral.tuple(shape.extents))
      guard kept.contains(where: { $0 > 1 }) else {
        return .call("np.broadcast_to", expression(a), whole)
      }
      return .call(
        "np.broadcast_to", reshaped(expression(a), kept), whole)
    case .extremum(let which, let a, let b):
      return .call(which == .max ? "np.maximum" : "np.minimum", expression(a), expression(b))
    case .otherFactors(let a, let axis):
      helpers.insert(.otherFactors)
      let axes = axis.resolved(in: signature.operands[0])
      return .call("other_factors", expression(a), PythonExpression(PythonLiteral.tuple(axes)))
    case .totalFrom(let a, let axis):
      let place = PythonExpression.number(Double(axis))
      return .call(
        "np.flip", .call("np.cumsum", .call("np.flip", expression(a), place), place), place)
    case .selection(let x, let extremum, let axis):
      helpers.insert(.share)
      return .call(
        "share", expression(x).compared("==", expression(.spread(extremum, axis: axis))),
        self.axis(axis))
    case .reshaped(let a, let slot):
      return reshaped(expression(a), signature.operands[slot].extents)
    case .rearranged(let a): return reshaped(expression(a), signature.shape.extents)
    case .shaped(let a, let extents): return reshaped(expression(a), extents)
    case .slice(let a, let index):
      return expression(a).followed(by: "[\(index.map(\.python).joined(separator: ", "))]")
    case .scattered(let a):
      helpers.insert(.scattered)
      let index =
        signature.attributes.index.map { "(\($0.map(\.pythonValue).joined(separator: ", ")),)" }
        ?? "\(operands[1]).astype(int)"
      return .call(
        "scattered", PythonExpression(PythonLiteral.tuple(signature.operands[0].extents)),
        PythonExpression(index), expression(a))
    case .permuted(let a, let axes):
      return .call("np.transpose", expression(a), PythonExpression(PythonLiteral.tuple(axes)))
    case .summed(let a, let axes, let slot):
      let sum = PythonExpression.call(
        "np.sum", expression(a), .keyword("axis", PythonLiteral.tuple(axes)))
      return reshaped(sum, signature.operands[slot].extents)
    case .einsum(let letters, let factors, let slot): return einsum(letters, factors, like: slot)
    case .joined(let axis):
      return .call(
        "np.concatenate", PythonExpression("[\(operands.joined(separator: ", "))]"),
        .keyword("axis", "\(axis)"))
    case .cases(let condition, let then, let otherwise):
      return .call(
        "np.where",
        expression(condition.left).compared(
          condition.relation.python, expression(condition.right)), expression(then),
        expression(otherwise))
    case .oneHot(let a):
      let shape = signature.operands.count > 1 ? signature.operands[0] : signature.shape
      return .call("np.eye", .number(Double(shape.extents[shape.rank - 1])))
        .followed(by: "[\(expression(a).followed(by: ".astype(int)").text)]")
    case .windowed(let rule, let operands): return windowed(rule, operands.map { expression($0) })
    case .named(let part, let a):
      if let name = parts[part] { return PythonExpression(name) }
      let value = expression(a)
      let name = "\(output)_\(part.python)"
      lines.append("\(name) = \(value.text)")
      parts[part] = name
      return PythonExpression(name)
    }
  }

  // MARK: Pieces

  /// What a formula of the author's numbers comes to, such as n − 1; nil where it has others in it.
  private func number(_ formula: Formula) -> Double? {
    switch formula {
    case .number(let number): number
    case .parameter(let name): signature.attributes[name] ?? 0
    case .difference(let a, let b): number(a).flatMap { a in number(b).map { a - $0 } }
    default: nil
    }
  }

  private func reshaped(_ a: PythonExpression, _ extents: [Int]) -> PythonExpression {
    .call("np.reshape", a, PythonExpression(PythonLiteral.tuple(extents)))
  }

  /// The axes of a reduction, for a call.
  private func axis(_ axes: Axes) -> PythonExpression {
    guard let list = axes.list else { return PythonExpression("None") }
    return list.count == 1 ? .number(Double(list[0])) : PythonExpression(PythonLiteral.tuple(list))
  }

  private mutating func reduced(_ name: String, _ a: Formula, _ axes: Axes) -> PythonExpression {
    guard let list = axes.list, !list.isEmpty else {
      let keeps = signature.attributes.keepsAxes && signature.shape.rank > 0
      return .call(name, [expression(a)] + (keeps ? [.keyword("keepdims", "True")] : []))
    }
    return .call(
      name, expression(a), .keyword("axis", axis(axes).text), .keyword("keepdims", "True"))
  }

  private mutating func einsum(
    _ letters: AxisLetters, _ factors: [Formula], like slot: Int?
  ) -> PythonExpression {
    var (given, expressions) = (letters.operands, factors.map { expression($0) })
    // A letter of the result alone is an axis along which all entries are equal.
    let shape = slot.map { signature.operands[$0] } ?? signature.shape
    let missing = zip(letters.result, shape.extents).filter { letter, _ in
      !letters.operands.joined().contains(letter)
    }
    if !missing.isEmpty {
      given.append(missing.map(\.0))
      expressions.append(
        .call("np.ones", PythonExpression(PythonLiteral.tuple(missing.map(\.1)))))
    }
    let all = AxisLetters(operands: given, result: letters.result).plain
    return .call("np.einsum", [PythonExpression(PythonLiteral.string(all.text))] + expressions)
  }

  /// A function that stands in a formula: what the field calls by a name.
  mutating func function(_ kind: OperationKind, _ formulas: [Formula]) -> PythonExpression {
    let given = formulas.map { expression($0) }
    switch kind {
    case .exp, .log, .log2, .sqrt, .sin, .cos, .tanh, .abs: return .call("np.\(kind.name)", given)
    case .sigmoid:
      helpers.insert(.sigmoid)
      return .call("sigmoid", given)
    case .erf:
      helpers.insert(.erf)
      return .call("erf", given)
    case .softmax, .logSoftmax:
      helpers.insert(kind == .softmax ? .softmax : .logSoftmax)
      let axis = signature.attributes.axis ?? -1
      return .call(kind == .softmax ? "softmax" : "log_softmax", given + [.number(Double(axis))])
    case .argmax:
      return .call("np.argmax", given + axisArguments).followed(by: " * 1.0").grouped
    case .cumsum: return .call("np.cumsum", given + axisArguments)
    case .broadcastTo:
      return .call(
        "np.broadcast_to", given + [PythonExpression(PythonLiteral.tuple(signature.shape.extents))])
    case .embedding: return given[0].followed(by: "[\(given[1].followed(by: ".astype(int)").text)]")
    case .pad:
      let pairs = (signature.attributes.padding ?? []).map { PythonLiteral.tuple($0) }
      return .call(
        "np.pad", given + [PythonExpression("[\(pairs.joined(separator: ", "))]")])
    case .stack:
      return .call(
        "np.stack", PythonExpression("[\(given.map(\.text).joined(separator: ", "))]"),
        .keyword("axis", "\(signature.attributes.axis ?? 0)"))
    // As a node of that kind would be written.
    case .leaf, .identity, .add, .subtract, .multiply, .divide, .power, .generalPower, .negate,
      .reciprocal, .square, .softplus, .relu, .leakyReLU, .relu6, .elu, .silu, .gelu, .mish,
      .hardTanh, .clip, .max, .min, .less, .atMost, .greater, .atLeast, .equal, .notEqual, .where,
      .matmul, .affine, .dot, .transpose, .einsum, .sum, .mean, .maxOver, .minOver, .variance,
      .standardDeviation, .productOver, .logSumExp, .norm, .reshape, .flatten, .expandDims,
      .squeeze, .permute, .concat, .tril, .triu, .index, .oneHot, .conv2D, .patches, .maxPool2D,
      .avgPool2D, .layerNorm, .rmsNorm, .batchNorm, .dropout, .attention, .mse, .sse, .halfSSE,
      .bce,
      .crossEntropy, .softmaxCrossEntropy, .softmaxLoss, .hinge, .mae, .huber, .nll, .sigmoidBCE,
      .kl:
      var part = ArrayFormula(
        signature: signature, operands: given.map { $0.followed(by: "").text }, output: output,
        upstream: upstream)
      let value = part.value(of: kind)
      helpers.formUnion(part.helpers)
      return value
    }
  }

  private var axisArguments: [PythonExpression] {
    signature.attributes.axis.map { [.keyword("axis", "\($0)")] } ?? []
  }

  // MARK: Images

  private mutating func windowed(
    _ rule: WindowRule, _ given: [PythonExpression]
  ) -> PythonExpression {
    let attributes = signature.attributes
    let images = PythonExpression(PythonLiteral.tuple(signature.operands[0].extents))
    let stride = PythonExpression.keyword(
      "stride", "\(attributes[AttributeName<Int>.stride] ?? defaultStride)")
    let padding = PythonExpression.keyword(
      "padding", "\(attributes[AttributeName<Int>.margin] ?? 0)")
    helpers.insert(.images)
    switch rule {
    case .correlation: return .call("correlate", given + [stride, padding])
    case .convolution: return .call("correlate_back", given + [images, stride, padding])
    case .filters:
      let filters = PythonExpression(PythonLiteral.tuple(signature.operands[1].extents))
      return .call("correlate_filters", given + [filters, stride, padding])
    case .patches, .returning:
      let window = attributes[AttributeName<[Int]>.window] ?? [1, 1]
      let size = PythonExpression(PythonLiteral.tuple(window))
      return rule == .patches
        ? .call("patches", given + [size, stride, padding])
        : .call("patches_back", given + [images, size, stride, padding])
    case .maximum: return .call("max_pool", given + [window, stride, padding])
    case .average: return .call("average_pool", given + [window, stride, padding])
    case .routing: return .call("max_pool_back", given + [window, stride, padding])
    case .sharing: return .call("average_pool_back", given + [images, window, stride, padding])
    }
  }

  /// The extent of pooling's windows.
  private var window: PythonExpression {
    .number(Double(signature.attributes[AttributeName<Int>.window] ?? 1))
  }

  /// A pooling without a stride moves by its window, a convolution by one.
  private var defaultStride: Int { signature.attributes[AttributeName<Int>.window] ?? 1 }
}

extension PythonExpression {
  /// The same in brackets.
  fileprivate var grouped: PythonExpression { PythonExpression("(\(text))") }
}

extension Relation {
  /// How Python writes the comparison.
  var python: String {
    switch self {
    case .less: "<"
    case .atMost: "<="
    case .greater: ">"
    case .atLeast: ">="
    case .equal: "=="
    case .notEqual: "!="
    }
  }
}

extension Formula.Abbreviation {
  /// How a part is called behind the node's name.
  fileprivate var python: String {
    switch self {
    case .mean: "mean"
    case .variance: "variance"
    case .meanSquare: "mean_square"
    case .standardized: "standardized"
    case .weights: "weights"
    case .gradientOfWeights: "d_weights"
    case .gradientOfScores: "d_scores"
    }
  }
}

extension Subscript {
  /// As it stands in brackets: `1:3`.
  var python: String {
    switch self {
    case .at(let index): "\(index)"
    case .range(let from, let to, let step):
      (from.map(String.init) ?? "") + ":" + (to.map(String.init) ?? "")
        + (step == 1 ? "" : ":\(step)")
    case .list(let indices): "[\(indices.map(String.init).joined(separator: ", "))]"
    }
  }

  /// As a value that is passed on: `slice(1, 3)`.
  fileprivate var pythonValue: String {
    switch self {
    case .at, .list: python
    case .range(let from, let to, let step):
      "slice(\(from.map(String.init) ?? "None"), \(to.map(String.init) ?? "None"), \(step))"
    }
  }
}

extension AxisLetters {
  /// The same letters from a to z, which is all that programs know.
  package var plain: AxisLetters {
    var names: [Character: Character] = [:]
    func name(_ letter: Character) -> Character {
      if let name = names[letter] { return name }
      let name = Character(Unicode.Scalar(UInt8(ascii: "a") + UInt8(names.count % 26)))
      names[letter] = name
      return name
    }
    return AxisLetters(operands: operands.map { $0.map(name) }, result: result.map(name))
  }
}
