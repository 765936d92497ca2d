/// The numbers that a formula is worked out with.
package struct FormulaEnvironment: Sendable {
  /// Shapes and attributes of the node.
  package let signature: Signature
  /// The operands' values.
  package let operands: [Tensor<Double>]
  /// The node's value.
  package let output: Tensor<Double>
  /// The gradient that arrives at the node.
  package let upstream: Tensor<Double>?

  /// Collects the numbers.
  package init(
    signature: Signature, operands: [Tensor<Double>], output: Tensor<Double>,
    upstream: Tensor<Double>?
  ) {
    self.signature = signature
    self.operands = operands
    self.output = output
    self.upstream = upstream
  }
}

extension Formula {
  /// The formula's value with a node's numbers, or nil where it needs one that is absent.
  ///
  /// The operations are those of the graph language itself, run on a tape of their own.
  package func evaluate(in environment: FormulaEnvironment) -> Tensor<Double>? {
    let calculator = FormulaCalculator(environment)
    return try? calculator.result(self).map { calculator.tape.value(of: $0) }
  }
}

/// Works a formula out by recording it on a tape.
private final class FormulaCalculator {
  let tape = Tape<Double>()
  let environment: FormulaEnvironment
  /// The shapes without the axes that reductions left in place, so that their results stand beside
  /// what they were taken of.
  private var reduced: [NodeID: Shape] = [:]

  init(_ environment: FormulaEnvironment) { self.environment = environment }

  private var signature: Signature { environment.signature }

  private func leaf(_ tensor: Tensor<Double>) -> NodeID { tape.leaf(tensor) }
  private func leaf(_ number: Double) -> NodeID { tape.leaf(Tensor(number)) }

  /// The formula's value; of a reduction that is the result itself, without the axes that it lost.
  func result(_ formula: Formula) throws -> NodeID? {
    guard let node = try node(formula) else { return nil }
    guard let shape = reduced[node], shape == signature.shape else { return node }
    return try tape.record(.reshape, [node], Attributes(shape: shape.extents))
  }

  private func node(_ formula: Formula) throws -> NodeID? {
    switch formula {
    case .number(let number): return leaf(number)
    case .operand(let slot): return leaf(environment.operands[slot])
    case .output: return leaf(environment.output)
    case .upstream: return environment.upstream.map(leaf)
    case .parameter(let name): return leaf(signature.attributes[name] ?? 0)
    case .count(let count): return leaf(Double(signature.count(count)))
    case .sum(let a, let b): return try binary(.add, a, b)
    case .difference(let a, let b): return try binary(.subtract, a, b)
    case .product(let a, let b): return try binary(.multiply, a, b)
    case .quotient(let a, let b): return try binary(.divide, a, b)
    case .power(let a, let b): return try binary(.generalPower, a, b)
    case .negative(let a): return try unary(.negate, a)
    case .function(let function, let operands): return try apply(function, operands)
    case .sign(let a): return try value(a).map { leaf($0.map(Double.sign)) }
    case .matrixProduct(let a, let b): return try binary(.matmul, a, b)
    case .outerProduct(let a, let b): return try outer(a, b)
    case .transpose(let a): return try transpose(a)
    case .total(let a, let axis): return try total(a, axis: axis)
    case .rowTotal(let a): return try unary(.sum, a, Attributes(axis: 0))
    case .spread(let a, let axis): return try spread(a, axis: axis)
    case .extremum(let which, let a, let b): return try binary(which == .max ? .max : .min, a, b)
    case .extremumOver(let which, let a, let axis):
      return try unary(which == .max ? .maxOver : .minOver, a, attributes(over: axis))
    case .productOver(let a, let axis):
      return try unary(.productOver, a, attributes(over: axis))
    case .otherFactors(let a, let axis): return try otherFactors(a, axis: axis)
    case .totalFrom(let a, let axis): return try totalFrom(a, axis: axis)
    case .selection(let x, let extremum, let axis):
      return try selection(x, extremum: extremum, axis: axis)
    case .reshaped(let a, let slot):
      return try unary(.reshape, a, Attributes(shape: signature.operands[slot].extents))
    case .rearranged(let a):
      return try unary(.reshape, a, Attributes(shape: signature.shape.extents))
    case .slice(let a, let index): return try unary(.index, a, Attributes(index: index))
    case .scattered(let a): return try scattered(a)
    case .permuted(let a, let axes): return try unary(.permute, a, Attributes(axes: axes))
    case .summed(let a, let axes, let slot): return try summed(a, axes, like: slot)
    case .einsum(let letters, let operands, let slot):
      return try einsum(letters, operands, like: slot)
    case .joined(let axis):
      return try tape.record(.concat, environment.operands.map(leaf), Attributes(axis: axis))
    case .cases(let condition, let then, let otherwise):
      return try cases(condition, then, otherwise)
    case .oneHot(let a): return try oneHot(a)
    }
  }

  private func value(_ formula: Formula) throws -> Tensor<Double>? {
    try node(formula).map { tape.value(of: $0) }
  }

  private func unary(
    _ kind: OperationKind, _ a: Formula, _ attributes: Attributes = .none
  ) throws -> NodeID? {
    guard let a = try node(a) else { return nil }
    return remember([a], of: kind, try tape.record(kind, [a], attributes))
  }

  private func binary(_ kind: OperationKind, _ a: Formula, _ b: Formula) throws -> NodeID? {
    guard let a = try node(a), let b = try node(b) else { return nil }
    return remember([a, b], of: kind, try tape.record(kind, [a, b]))
  }

  private func apply(_ function: OperationKind, _ operands: [Formula]) throws -> NodeID? {
    let nodes = try operands.compactMap(node)
    guard nodes.count == operands.count else { return nil }
    return remember(
      nodes, of: function,
      try tape.record(
        function, nodes, function.takesAttributes ? signature.attributes : .none))
  }

  /// What is computed entry by entry of reduced tensors and numbers is reduced, too.
  private func remember(_ operands: [NodeID], of kind: OperationKind, _ node: NodeID) -> NodeID {
    guard kind.isElementwise, let shape = operands.lazy.compactMap({ self.reduced[$0] }).first,
      operands.allSatisfy({ reduced[$0] != nil || tape.shape(of: $0).isScalar })
    else { return node }
    reduced[node] = shape
    return node
  }

  private func outer(_ a: Formula, _ b: Formula) throws -> NodeID? {
    guard let a = try value(a), let b = try value(b) else { return nil }
    return leaf(
      Tensor(
        shape: Shape([a.elements.count, b.elements.count]),
        elements: a.elements.flatMap { x in b.elements.map { x * $0 } }))
  }

  private func total(_ a: Formula, axis: Axes) throws -> NodeID? {
    guard let a = try node(a) else { return nil }
    let shape = tape.shape(of: a)
    // Over all, a number is left, unless the operation that it belongs to keeps the axes.
    guard let list = axis.list.map({ $0.compactMap(shape.axis) }), !list.isEmpty else {
      return try tape.record(
        .sum, [a], shape == signature.operands[0] ? attributes(over: .all) : .none)
    }
    let sum = try tape.record(.sum, [a], Attributes(over: Axes(list), keepsAxes: true))
    reduced[sum] = shape.reduced(over: Axes(list))
    return sum
  }

  /// The attributes of a reduction of the operand, as it stands in the operation.
  private func attributes(over axes: Axes) -> Attributes {
    Attributes(over: axes, keepsAxes: signature.attributes.keepsAxes)
  }

  private func spread(_ a: Formula, axis: Axes) throws -> NodeID? {
    guard let a = try value(a) else { return nil }
    let shape = signature.operands[0]
    var elements = [Double](repeating: 0, count: shape.count)
    Reduction(shape, over: axis).forEachRun { result, run in
      for l in 0..<run.count { elements[run[l]] = a.elements[result] }
    }
    return leaf(Tensor(shape: shape, elements: elements))
  }

  private func selection(_ x: Formula, extremum: Formula, axis: Axes) throws -> NodeID? {
    guard let x = try value(x), let best = try value(.spread(extremum, axis: axis)) else {
      return nil
    }
    let hits = leaf(
      Tensor(
        shape: x.shape, elements: zip(x.elements, best.elements).map { $0 == $1 ? 1.0 : 0 }))
    let ties = try tape.record(.sum, [hits], Attributes(over: axis, keepsAxes: true))
    return try tape.record(.divide, [hits, ties])
  }

  private func otherFactors(_ a: Formula, axis: Axes) throws -> NodeID? {
    guard let a = try value(a) else { return nil }
    var elements = a.elements
    a.elements.withUnsafeBufferPointer { factors in
      guard let factors = factors.baseAddress else { return }
      Reduction(a.shape, over: axis).forEachRun { _, run in
        ProductOver.others(factors, run) { elements[run[$0]] = $1 }
      }
    }
    return leaf(Tensor(shape: a.shape, elements: elements))
  }

  private func totalFrom(_ a: Formula, axis: Int) throws -> NodeID? {
    guard var a = try value(a) else { return nil }
    Reduction(a.shape, over: Axes([axis])).forEachRun { _, run in
      for l in (0..<run.count).dropLast().reversed() {
        a.elements[run[l]] += a.elements[run[l + 1]]
      }
    }
    return leaf(a)
  }

  /// Of more than a matrix the last two axes change places.
  private func transpose(_ a: Formula) throws -> NodeID? {
    guard let a = try node(a) else { return nil }
    let rank = tape.shape(of: a).rank
    if rank <= 2 { return try tape.record(.transpose, [a]) }
    let axes = Array(0..<(rank - 2)) + [rank - 1, rank - 2]
    return try tape.record(.permute, [a], Attributes(axes: axes))
  }

  /// Where the entries of the result came from shows when numbered entries are moved.
  private func scattered(_ a: Formula) throws -> NodeID? {
    guard let a = try value(a) else { return nil }
    let shape = signature.operands[0]
    let numbers = leaf(Tensor(shape: shape, elements: (0..<shape.count).map(Double.init)))
    let taken =
      signature.attributes.index == nil
      ? try tape.record(.embedding, [numbers, leaf(environment.operands[1])])
      : try tape.record(.index, [numbers], signature.attributes)
    var elements = [Double](repeating: 0, count: shape.count)
    for (place, entry) in zip(tape.value(of: taken).elements, a.elements) where !place.isNaN {
      elements[Int(place)] += entry
    }
    return leaf(Tensor(shape: shape, elements: elements))
  }

  private func summed(_ a: Formula, _ axes: [Int], like slot: Int) throws -> NodeID? {
    guard var sum = try node(a) else { return nil }
    for axis in axes.reversed() { sum = try tape.record(.sum, [sum], Attributes(axis: axis)) }
    let shape = signature.operands[slot]
    return try tape.record(.reshape, [sum], Attributes(shape: shape.extents))
  }

  /// Each product of the sum, one after the other.
  private func einsum(
    _ letters: AxisLetters, _ formulas: [Formula], like slot: Int?
  ) throws -> NodeID? {
    let nodes = try formulas.compactMap(node)
    guard nodes.count == formulas.count else { return nil }
    let tensors = nodes.map { tape.value(of: $0) }
    var extents = letters.extents(tensors.map(\.shape))
    // A letter that stands in the result alone is one of the operand whose gradient this is.
    let shape = slot.map { signature.operands[$0] } ?? signature.shape
    for (letter, extent) in zip(letters.result, shape.extents) { extents[letter] = extent }
    let names = letters.result + letters.summed
    let all = Shape(names.map { extents[$0] ?? 1 })
    let inner = letters.summed.reduce(1) { $0 * (extents[$1] ?? 1) }
    if all.count > 1 << 16, Set(letters.operands.joined()).isSuperset(of: letters.result) {
      // One product after the other takes too long.
      return try tape.record(.einsum, nodes, Attributes(equation: letters.text))
    }
    let places = zip(letters.operands, tensors).map { own, tensor in
      names.map { name in own.firstIndex(of: name).map { tensor.shape.strides[$0] } ?? 0 }
    }
    var sums = [Double](repeating: 0, count: all.count / inner)
    for entry in 0..<all.count {
      var product = 1.0
      for (tensor, strides) in zip(tensors, places) {
        var (rest, place) = (entry, 0)
        for axis in names.indices.reversed() {
          place += rest % all.extents[axis] * strides[axis]
          rest /= all.extents[axis]
        }
        product *= tensor.elements[place]
      }
      sums[entry / inner] += product
    }
    return leaf(Tensor(shape: shape, elements: sums))
  }

  private func cases(
    _ condition: Formula.Condition, _ then: Formula, _ otherwise: Formula
  ) throws -> NodeID? {
    guard let left = try node(condition.left), let right = try node(condition.right),
      let then = try node(then), let otherwise = try node(otherwise)
    else { return nil }
    // The difference has the shape that all four are repeated to.
    let shape = [left, right, then, otherwise].reduce(Shape.scalar) {
      $0.broadcast(with: tape.shape(of: $1)) ?? $0
    }
    func entries(_ node: NodeID) throws -> [Double] {
      let zeros = leaf(Tensor(repeating: 0, shape: shape))
      return tape.value(of: try tape.record(.add, [node, zeros])).elements
    }
    let (l, r, t, o) = try (entries(left), entries(right), entries(then), entries(otherwise))
    let elements = l.indices.map { i in
      condition.relation.holds(l[i], r[i]) ? t[i] : o[i]
    }
    return leaf(Tensor(shape: shape, elements: elements))
  }

  private func oneHot(_ a: Formula) throws -> NodeID? {
    guard let labels = try value(a) else { return nil }
    // Beside the rows that a loss compares them with; or they are all there is.
    let shape = signature.operands.count > 1 ? signature.operands[0] : signature.shape
    let columns = shape.extents[shape.rank - 1]
    return leaf(
      Tensor(
        shape: shape,
        elements: labels.elements.flatMap { label in
          (0..<columns).map { Double($0) == label ? 1 : 0 }
        }))
  }
}

extension Signature {
  /// How many numbers or rows a mean is taken over.
  package func count(_ count: Formula.Count) -> Int {
    switch count {
    case .entries: operands[0].count
    case .rows: rows
    case .reduced: operands[0].count(over: axes)
    case .freedom: operands[0].count(over: axes) - attributes.ddof
    }
  }
}
