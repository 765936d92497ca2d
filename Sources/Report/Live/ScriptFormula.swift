import Autodiff
import Export

/// Writes an operation's formulas in JavaScript, over the tensors of the pages' script: the same that
/// a derivation prints.
///
///     ScriptFormula(signature: …, operands: ["v[0]", "v[1]"], output: "v[2]", upstream: "g[2]")
///       .expression(.upstream * .operand(1))   // mul(g[2],v[1])
struct ScriptFormula {
  /// The node that the formulas belong to.
  let signature: Signature
  /// What its operands are called, slot by slot.
  let operands: [String]
  /// What its value is called.
  let output: String
  /// What the gradient that arrives there is called.
  let upstream: String

  /// A node's value; nil where the script has no words for it.
  func value(of kind: OperationKind) -> String? {
    switch kind {
    case .leaf, .identity: operands[0]
    // As they are computed, so that nothing overflows and no digits are lost.
    case .softplus: "each(softplus,\(operands[0]))"
    case .logSumExp: "logSumExp(\(operands[0]),\(list(signature.axes)))"
    case .softmax, .logSoftmax: function(kind, [.operand(0)])
    case .add, .subtract, .multiply, .divide, .power, .generalPower, .negate, .reciprocal, .square,
      .exp, .log, .log2, .sqrt, .abs, .sin, .cos, .tanh, .sigmoid, .erf, .relu, .leakyReLU, .relu6,
      .elu, .silu, .gelu, .mish, .hardTanh, .clip, .max, .min, .less, .atMost, .greater, .atLeast,
      .equal, .notEqual, .where, .matmul, .affine, .dot, .transpose, .einsum, .sum, .mean, .maxOver,
      .minOver, .variance, .standardDeviation, .productOver, .norm, .cumsum, .argmax, .reshape,
      .flatten, .expandDims, .squeeze, .permute, .broadcastTo, .concat, .stack, .pad, .tril, .triu,
      .index, .embedding, .oneHot, .conv2D, .patches, .maxPool2D, .avgPool2D, .layerNorm, .rmsNorm,
      .batchNorm, .dropout, .attention, .mse, .sse, .halfSSE, .bce, .crossEntropy,
      .softmaxCrossEntropy, .softmaxLoss, .hinge, .mae, .huber, .nll, .sigmoidBCE, .kl:
      expression(kind.definition(for: signature))
    }
  }

  /// A formula as an expression; nil where the script has no words for it.
  func expression(_ formula: Formula) -> String? {
    switch formula {
    case .number(let number): return Self.number(number)
    case .operand(let slot): return operands[slot]
    case .output: return output
    case .upstream: return upstream
    case .parameter(let name): return Self.number(signature.attributes[name] ?? 0)
    case .count(let count): return Self.number(Double(signature.count(count)))
    case .sum(let a, let b): return call("add", a, b)
    case .difference(let a, let b): return call("sub", a, b)
    case .product(let a, let b): return call("mul", a, b)
    case .quotient(let a, let b): return call("div", a, b)
    case .power(let a, let b): return call("pow", a, b)
    case .negative(let a): return call("neg", a)
    case .function(let kind, let formulas): return function(kind, formulas)
    case .sign(let a): return expression(a).map { "each(Math.sign,\($0))" }
    case .matrixProduct(let a, let b): return isFlat ? call("matmul", a, b) : nil
    case .outerProduct(let a, let b): return call("outer", a, b)
    case .transpose(let a): return isFlat ? call("transpose", a) : nil
    case .notAfter(let rows, let columns):
      let ones = (0..<rows).map { row in (0..<columns).map { $0 <= row ? "1" : "0" } }
      return Self.tensor([rows, columns], ones.joined())
    case .total(let a, let axes): return along("total", a, axes)
    case .productOver(let a, let axes): return along("product", a, axes)
    case .extremumOver(let which, let a, let axes):
      return along(which == .max ? "largest" : "smallest", a, axes)
    case .otherFactors(let a, let axes): return along("others", a, axes)
    case .totalFrom(let a, let axis): return expression(a).map { "running(\($0),\(axis),true)" }
    case .rowTotal(let a): return expression(a).map { "rows(\($0))" }
    case .totalExcept(let a, let kept):
      let others = (0..<signature.shape.rank).filter { $0 != kept }
      return expression(a).map {
        "to(total(\($0),\(Self.list(others))),[\(signature.shape.extents[kept])])"
      }
    case .spread(let a, let axes):
      let shape = signature.operands[0]
      let kept = shape.extents.indices.map { axes.contains($0, in: shape) ? 1 : shape.extents[$0] }
      return expression(a).map { "to(to(\($0),\(Self.list(kept))),\(Self.list(shape.extents)))" }
    case .extremum(let which, let a, let b): return call(which == .max ? "max" : "min", a, b)
    case .selection(let x, let extremum, let axes):
      guard let x = expression(x), let whole = expression(.spread(extremum, axis: axes)) else {
        return nil
      }
      return "share(eq(\(x),\(whole)),\(list(axes)))"
    case .reshaped(let a, let slot): return shaped(a, signature.operands[slot].extents)
    case .rearranged(let a): return shaped(a, signature.shape.extents)
    case .shaped(let a, let extents): return shaped(a, extents)
    case .slice(let a, let index):
      guard case .operand(let slot) = a, let places = places(of: index, in: slot) else {
        return nil
      }
      return "pick(\(operands[slot]),\(Self.list(places.numbers)),\(Self.list(places.extents)))"
    case .scattered(let a):
      guard let index = signature.attributes.index, let places = places(of: index, in: 0),
        let arriving = expression(a)
      else { return nil }
      return "put(\(arriving),\(Self.list(places.numbers)),"
        + "\(Self.list(signature.operands[0].extents)))"
    case .permuted(let a, let axes):
      return expression(a).map { "permute(\($0),\(Self.list(axes)))" }
    case .summed(let a, let axes, let slot):
      return expression(a).map {
        "to(total(\($0),\(Self.list(axes))),\(Self.list(signature.operands[slot].extents)))"
      }
    case .einsum(let letters, let factors, let slot):
      let shape = slot.map { signature.operands[$0] } ?? signature.shape
      guard let factors = all(factors) else { return nil }
      return "einsum(\"\(letters.plain.text)\",[\(factors)],\(Self.list(shape.extents)))"
    case .joined(let axis): return "join([\(operands.joined(separator: ","))],\(axis))"
    case .cases(let condition, let then, let otherwise):
      guard let test = call(condition.relation.script, condition.left, condition.right),
        let branches = all([then, otherwise])
      else { return nil }
      return "where(\(test),\(branches))"
    case .oneHot(let a):
      let shape = signature.operands.count > 1 ? signature.operands[0] : signature.shape
      return expression(a).map { "oneHot(\($0),\(shape.extents[shape.rank - 1]))" }
    case .named(_, let a): return expression(a)
    case .windowed: return nil
    }
  }

  // MARK: Pieces

  /// Whether no tensor has more axes than a matrix.
  private var isFlat: Bool { (signature.operands + [signature.shape]).allSatisfy { $0.rank <= 2 } }

  private func all(_ formulas: [Formula]) -> String? {
    let given = formulas.compactMap(expression)
    return given.count == formulas.count ? given.joined(separator: ",") : nil
  }

  private func call(_ name: String, _ formulas: Formula...) -> String? {
    all(formulas).map { "\(name)(\($0))" }
  }

  private func along(_ name: String, _ a: Formula, _ axes: Axes) -> String? {
    expression(a).map { "\(name)(\($0),\(list(axes)))" }
  }

  private func shaped(_ a: Formula, _ extents: [Int]) -> String? {
    expression(a).map { "to(\($0),\(Self.list(extents)))" }
  }

  /// Where the entries that subscripts take stand in an operand.
  private func places(
    of index: [Subscript], in slot: Int
  ) -> (numbers: [Int], extents: [Int])? {
    let shape = signature.operands[slot]
    let counted = Tensor(shape: shape, elements: (0..<shape.count).map(Double.init))
    let taken = Formula.slice(.operand(0), index).evaluate(
      in: FormulaEnvironment(
        signature: Signature(
          operands: [shape], shape: signature.shape, attributes: Attributes(index: index)),
        operands: [counted], output: counted, upstream: nil))
    return taken.map { ($0.elements.map { Int($0) }, $0.shape.extents) }
  }

  /// A function that stands in a formula: what the field calls by a name.
  private func function(_ kind: OperationKind, _ formulas: [Formula]) -> String? {
    guard let given = all(formulas) else { return nil }
    let axis = signature.attributes.axis
    switch kind {
    case .exp, .log, .log2, .sqrt, .abs, .sin, .cos, .tanh:
      return "each(Math.\(kind.name),\(given))"
    case .sigmoid, .erf: return "each(\(kind.name),\(given))"
    case .softmax: return "softmax(\(given),\(axis ?? -1))"
    case .logSoftmax: return "logSoftmax(\(given),\(axis ?? -1))"
    case .cumsum: return axis.map { "running(\(given),\($0))" }
    case .broadcastTo: return "to(\(given),\(Self.list(signature.shape.extents)))"
    case .stack:
      let (axis, shape) = (axis ?? 0, signature.operands[0])
      var extents = shape.extents
      extents.insert(1, at: axis < 0 ? axis + shape.rank + 1 : axis)
      let parts = formulas.compactMap { shaped($0, extents) }
      return "join([\(parts.joined(separator: ","))],\(axis))"
    // What looks up or chooses an entry goes by steps, and what pads has no numbers of its own.
    case .argmax, .embedding, .pad, .oneHot: return nil
    // As a node of that kind would be written.
    case .leaf, .identity, .add, .subtract, .multiply, .divide, .power, .generalPower, .negate,
      .reciprocal, .square, .softplus, .relu, .leakyReLU, .relu6, .elu, .silu, .gelu, .mish,
      .hardTanh, .clip, .max, .min, .less, .atMost, .greater, .atLeast, .equal, .notEqual, .where,
      .matmul, .affine, .dot, .transpose, .einsum, .sum, .mean, .maxOver, .minOver, .variance,
      .standardDeviation, .productOver, .logSumExp, .norm, .reshape, .flatten, .expandDims,
      .squeeze, .permute, .concat, .tril, .triu, .index, .conv2D, .patches, .maxPool2D, .avgPool2D,
      .layerNorm, .rmsNorm, .batchNorm, .dropout, .attention, .mse, .sse, .halfSSE, .bce,
      .crossEntropy, .softmaxCrossEntropy, .softmaxLoss, .hinge, .mae, .huber, .nll, .sigmoidBCE,
      .kl:
      let definition = kind.definition(for: signature)
      if case .function(kind, _) = definition { return nil }
      return ScriptFormula(
        signature: signature, operands: formulas.compactMap(expression), output: output,
        upstream: upstream
      ).value(of: kind)
    }
  }
}

// MARK: Literals

extension ScriptFormula {
  /// A number, in the fewest digits that lead back to it.
  static func number(_ number: Double) -> String {
    if number.isNaN { return "NaN" }
    if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
    if let whole = Int(exactly: number), whole.magnitude < 1_000_000_000 { return "\(whole)" }
    return "\(number)"
  }

  /// Whole numbers in brackets.
  static func list(_ numbers: [Int]) -> String {
    "[" + numbers.map(String.init).joined(separator: ",") + "]"
  }

  /// A tensor with its extents and entries.
  static func tensor(_ extents: [Int], _ entries: some Sequence<String>) -> String {
    "{s:\(list(extents)),d:[\(entries.joined(separator: ","))]}"
  }

  /// A tensor of numbers.
  static func tensor(_ tensor: Tensor<Double>) -> String {
    self.tensor(tensor.shape.extents, tensor.elements.map(number))
  }

  /// The axes of a reduction; null for all.
  fileprivate func list(_ axes: Axes) -> String { axes.list.map(Self.list) ?? "null" }
}

extension Relation {
  /// What the script calls the comparison.
  fileprivate var script: String {
    switch self {
    case .less: "lt"
    case .atMost: "le"
    case .greater: "gt"
    case .atLeast: "ge"
    case .equal: "eq"
    case .notEqual: "ne"
    }
  }
}
