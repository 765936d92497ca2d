import Autodiff
import Notation

/// Forward mode: beside each value the rate at which it changes with one number, from that number on to
/// the output.
///
///     ∂u/∂x = 1,   ∂y/∂x = ∂y/∂u · ∂u/∂x = 2 · 1 = 2
package struct ForwardMode: Sendable {
  let derivation: Derivation
  /// The number that changes: a node that is one, or an entry of a tensor.
  package let seed: Entry
  /// By node, the rate at which it changes; nil where it does not depend on the number.
  package let tangents: [Tensor<Double>?]

  /// Pushes tangents through a trace.
  ///
  /// - Parameter seed: The number that changes; the index of a node that is one number is empty.
  package init(_ derivation: Derivation, along seed: Entry) {
    self.derivation = derivation
    self.seed = seed
    let shape = derivation.trace.shape(of: seed.node)
    var direction = Tensor<Double>(repeating: 0, shape: shape)
    direction.elements[shape.place(of: seed.index)] = 1
    tangents = derivation.trace.tangents(from: seed.node, along: direction)
  }

  private var trace: Trace<Double> { derivation.trace }
  private var numerals: Numerals { derivation.numerals }

  /// The number's name: `x`, `W[0, 1]`.
  package var name: Math { .entry(derivation.symbol(of: seed.node), seed.index) }

  /// The rate of a node as ∂u/∂x.
  package func symbol(of node: NodeID) -> Math {
    .derivative(of: derivation.symbol(of: node), by: name)
  }

  /// The rate of a node in digits; nil where it does not depend on the number.
  package func math(of node: NodeID) -> Math? {
    tangents[node.index].map { numerals.math($0) }
  }

  /// The nodes whose rates are worked out, in the order of the forward pass.
  package var nodes: [NodeID] {
    trace.nodes.filter { tangents[$0.index] != nil && $0 != seed.node }
  }

  /// What the backward pass found for the same number, and whether it is the same.
  package var agreement: Sentence {
    let place = trace.shape(of: seed.node).place(of: seed.index)
    let gradient = trace.gradient(of: seed.node).tensor ?? Tensor(0)
    let backward = gradient.elements.count > place ? gradient.elements[place] : 0
    let forward = tangents[trace.output.index]?.elements.first ?? 0
    // Of the size of what was added up, rounding is left.
    let size =
      gradient.elements.reduce(0) { max($0, abs($1)) }
      + derivation.arriving(at: seed.node).reduce(0) {
        $0 + abs($1.gradient.tensor?.elements[place] ?? 0)
      }
    let isSame =
      backward == forward
      || abs(backward - forward) <= max(1e-9 * max(abs(backward), abs(forward)), 1e-14 * size)
    return ModeWords(derivation).agreement(
      Math.derivative(of: derivation.symbol(of: trace.output), by: name),
      numerals.math(abs(backward) <= 1e-15 * size ? 0 : backward), isSame: isSame)
  }

  /// The steps: the number itself, then each node that depends on it.
  ///
  /// - Parameter prefix: What the steps' anchors begin with, such as `t0-`.
  package func steps(_ prefix: String, first count: Int = .max) -> [Step] {
    let words = ModeWords(derivation)
    var start = Equation(symbol(of: seed.node))
    start.add(math(of: seed.node) ?? "1")
    let first = Step(
      node: seed.node, anchor: "\(prefix)\(seed.node.index)", sentence: words.seed(name),
      equations: [start], notes: [])
    return [first] + nodes.prefix(max(0, count - 1)).map { step($0, prefix, words) }
  }

  private func step(_ node: NodeID, _ prefix: String, _ words: ModeWords) -> Step {
    let moving = trace.edges(into: node).filter { tangents[$0.from.index] != nil }
    let isScalar =
      trace.shape(of: node).isScalar
      && moving.allSatisfy { trace.shape(of: $0.from).isScalar }
    let equations = isScalar ? scalars(node, moving) : tensors(node, moving)
    return Step(
      node: node, anchor: "\(prefix)\(node.index)", sentence: words.rate(node, of: moving.count),
      equations: equations, notes: derivation.kinkNotes(node))
  }

  // MARK: Scalars

  /// The local derivatives, then ∂y/∂x = ∂y/∂a · ∂a/∂x + ∂y/∂b · ∂b/∂x.
  private func scalars(_ node: NodeID, _ moving: [Contribution<Double>]) -> [Equation] {
    // Straight from the number itself, the local derivative is all.
    guard moving.count > 1 || moving.contains(where: { $0.from != seed.node }) else {
      return moving.compactMap { derivation.localEquation($0) }
    }
    let names = moving.map { derivation.localSymbol($0, following: seed.node, to: node) }
    var equations = zip(moving, names).compactMap { derivation.localEquation($0, named: $1) }
    let locals = moving.map { trace.localDerivative(of: node, slot: $0.slot) ?? 0 }
    let rates = moving.map { tangents[$0.from.index]?.scalar ?? 0 }
    let total = tangents[node.index] ?? Tensor(0)
    var sum = Equation(symbol(of: node))
    sum.add(
      .joined(
        zip(moving, names).map { edge, name in
          edge.from == seed.node ? name : .row([name, "·", symbol(of: edge.from)])
        }, by: "+"))
    let scale = zip(locals, rates).reduce(0) { $0 + abs($1.0 * $1.1) }
    let choice = derivation.arithmetic.choice(result: total, scale: Tensor(scale)) { inputs in
      Tensor(
        zip(locals, rates).reduce(0) {
          $0 + inputs.printedValue($1.0) * inputs.printedValue($1.1)
        })
    }
    sum.add(
      .joined(
        zip(locals, rates).map { pair in
          .row([choice.inputs.factor(pair.0), "·", choice.inputs.factor(pair.1)])
        }, by: "+"))
    sum.add(numerals.math(choice.result.elements[0]), choice)
    equations.append(sum)
    return equations
  }

  // MARK: Tensors

  /// ∂Y/∂x, operand by operand: the definition with the operand's rate in its place where it is
  /// linear, the rule entry by entry, or the Jacobian.
  private func tensors(_ node: NodeID, _ moving: [Contribution<Double>]) -> [Equation] {
    let parts = moving.map { Part($0, in: self) }
    let equations = parts.compactMap(\.jacobian)
    var sum = Equation(symbol(of: node))
    guard let total = tangents[node.index] else { return equations }
    // Where what changes is repeated along an axis, ones say so.
    let natural = parts.compactMap { $0.computed(numerals)?.shape }
      .reduce(Optional(Shape.scalar)) { $0?.broadcast(with: $1) }
    let isRepeated = natural != nil && natural != total.shape
    func whole(_ parts: [Math], _ ones: Math) -> Math {
      let sum = Math.joined(parts, by: "+")
      return isRepeated ? [ones, "∘", parts.count > 1 ? sum.bracketed : sum] : sum
    }
    sum.add(whole(parts.map(\.names), .ones(total.shape)))
    let matrices = parts.count(where: \.isMatrix)
    guard derivation.isSmall(node), parts.allSatisfy(\.isWrittenOut),
      matrices == 0 || matrices == parts.count
    else {
      sum.add(derivation.excerpt(total))
      return equations + [sum]
    }
    let ones = Tensor(repeating: 1.0, shape: total.shape)
    let choice = derivation.arithmetic.choice(result: total, scale: total.map(abs)) { inputs in
      var sum: Tensor<Double>?
      for part in parts {
        guard let tensor = part.computed(inputs)?.times(ones) else { return nil }
        sum = sum.map { $0.plus(tensor) } ?? tensor
      }
      return sum
    }
    sum.add(
      whole(
        parts.map { $0.numbers(choice.inputs) }, TensorSetter(numerals: choice.inputs).set(ones)))
    // Beside a matrix a vector stands as a column.
    let result = matrices > 0 ? Self.column(choice.result) : choice.result
    sum.add(TensorSetter(numerals: numerals).set(result), choice)
    return equations + [sum]
  }

  private static func column(_ vector: Tensor<Double>) -> Tensor<Double> {
    vector.shape.isScalar
      ? vector : Tensor(shape: Shape([vector.elements.count, 1]), elements: vector.elements)
  }

  /// What one operand brings to a node's rate.
  private struct Part {
    let mode: ForwardMode
    let edge: Contribution<Double>
    let form: Form

    enum Form {
      /// The definition's terms with the operand in them, as a formula.
      case linear(Formula)
      /// A factor for each entry.
      case entrywise(Formula)
      /// A matrix; nil where it is too large to be written.
      case matrix(Tensor<Double>?)
    }

    init(_ edge: Contribution<Double>, in mode: ForwardMode) {
      self.mode = mode
      self.edge = edge
      let trace = mode.trace
      let signature = trace.signature(of: edge.to)
      let definition = trace.kind(of: edge.to).definition(for: signature)
        .simplified(for: signature)
      if let terms = definition.linearTerms(in: edge.slot) {
        form = .linear(terms)
      } else if case .derivative(let formula) = trace.rules(of: edge.to)[edge.slot],
        !signature.shape.isScalar
      {
        form = .entrywise(formula.simplified(for: signature))
      } else {
        let limit = TensorSetter.limit
        let isSmall =
          signature.shape.count <= limit && signature.operands[edge.slot].count <= limit
        form = .matrix(isSmall ? trace.jacobian(of: edge.to, slot: edge.slot) : nil)
      }
    }

    private var derivation: Derivation { mode.derivation }

    var isMatrix: Bool { if case .matrix = form { true } else { false } }
    private var rate: Tensor<Double> { mode.tangents[edge.from.index] ?? Tensor(0) }

    /// Whether all of it can stand on a line in numbers.
    var isWrittenOut: Bool {
      switch form {
      case .linear, .entrywise: true
      case .matrix(let matrix): matrix != nil && mode.trace.shape(of: edge.to).rank <= 1
      }
    }

    var names: Math {
      let rate = mode.symbol(of: edge.from)
      let setter = derivation.setter(edge.to)
      switch form {
      case .linear(let formula): return linear(formula, setter, rate)
      case .entrywise(let formula):
        if formula == .number(1) { return rate }
        return setter.isEntrywise(formula)
          ? [setter.entrywiseFactor(formula), "∘", rate] : [setter.factor(formula), "·", rate]
      case .matrix: return [derivation.localSymbol(edge), "·", rate]
      }
    }

    private func linear(_ formula: Formula, _ setter: FormulaSetter, _ rate: Math) -> Math {
      let inner = FormulaSetter(
        signature: setter.signature, operand: { $0 == edge.slot ? rate : setter.operand($0) },
        output: setter.output, upstream: setter.upstream, numerals: setter.numerals,
        parameter: setter.parameter)
      return inner.set(formula)
    }

    /// The Jacobian, where it is what stands in the equation.
    var jacobian: Equation? {
      guard case .matrix(let matrix?) = form else { return nil }
      var equation = Equation(derivation.localSymbol(edge))
      equation.add(TensorSetter(numerals: derivation.numerals).set(matrix))
      return equation
    }

    func numbers(_ inputs: Numerals) -> Math {
      let tensors = TensorSetter(numerals: inputs)
      switch form {
      case .linear(let formula):
        let setter = derivation.numericSetter(edge.to, inputs)
        return linear(formula, setter, tensors.set(rate))
      case .entrywise(let formula):
        if formula == .number(1) { return tensors.set(rate) }
        guard let local = mode.trace.evaluate(formula, at: edge.to) else { return names }
        return [tensors.set(local), local.shape.isScalar ? "·" : "∘", tensors.set(rate)]
      case .matrix(let matrix):
        guard let matrix else { return names }
        return [tensors.set(matrix), "·", tensors.set(ForwardMode.column(rate))]
      }
    }

    /// What the printed numbers come to, before they are repeated along axes of the node.
    func computed(_ inputs: Numerals) -> Tensor<Double>? {
      let shape = mode.trace.shape(of: edge.to)
      let rate = rate.map(inputs.printedValue)
      switch form {
      case .linear(let formula):
        let printed = derivation.printed(edge.to, inputs)
        var operands = printed.operands
        operands[edge.slot] = rate
        return formula.evaluate(
          in: FormulaEnvironment(
            signature: printed.signature, operands: operands, output: printed.output,
            upstream: nil))
      case .entrywise(let formula):
        return mode.trace.evaluate(formula, at: edge.to)?.map(inputs.printedValue).times(rate)
      case .matrix(let matrix):
        guard let matrix else { return nil }
        let columns = rate.elements.count
        return Tensor(
          shape: shape,
          elements: (0..<shape.count).map { row in
            (0..<columns).reduce(0) {
              $0 + inputs.printedValue(matrix.elements[row * columns + $1]) * rate.elements[$1]
            }
          })
      }
    }
  }
}

extension Formula {
  /// The terms of a formula that an operand stands in, where they are linear in it: with the operand's
  /// rate of change in its place, they are the formula's. Nil where the formula is not linear, and where
  /// the operand does not stand in it.
  func linearTerms(in slot: Int) -> Formula? {
    switch self {
    case .operand(slot): return self
    case .sum(let a, let b):
      guard a.holds(slot) else { return b.linearTerms(in: slot) }
      guard b.holds(slot) else { return a.linearTerms(in: slot) }
      return a.linearTerms(in: slot).flatMap { a in
        b.linearTerms(in: slot).map { .sum(a, $0) }
      }
    case .difference(let a, let b):
      guard a.holds(slot) else { return b.linearTerms(in: slot).map { .negative($0) } }
      guard b.holds(slot) else { return a.linearTerms(in: slot) }
      return a.linearTerms(in: slot).flatMap { a in
        b.linearTerms(in: slot).map { .difference(a, $0) }
      }
    case .negative(let a): return a.linearTerms(in: slot).map { .negative($0) }
    case .product(let a, let b): return bilinear(a, b, slot) { .product($0, $1) }
    case .matrixProduct(let a, let b): return bilinear(a, b, slot) { .matrixProduct($0, $1) }
    case .outerProduct(let a, let b): return bilinear(a, b, slot) { .outerProduct($0, $1) }
    case .quotient(let a, let b):
      return b.holds(slot) ? nil : a.linearTerms(in: slot).map { .quotient($0, b) }
    case .transpose(let a): return a.linearTerms(in: slot).map { .transpose($0) }
    case .total(let a, let axis): return a.linearTerms(in: slot).map { .total($0, axis: axis) }
    case .rowTotal(let a): return a.linearTerms(in: slot).map { .rowTotal($0) }
    case .rearranged(let a): return a.linearTerms(in: slot).map { .rearranged($0) }
    case .reshaped(let a, let like):
      return a.linearTerms(in: slot).map { .reshaped($0, like: like) }
    default: return nil
    }
  }

  private func bilinear(
    _ a: Formula, _ b: Formula, _ slot: Int, _ product: (Formula, Formula) -> Formula
  ) -> Formula? {
    switch (a.holds(slot), b.holds(slot)) {
    case (true, false): a.linearTerms(in: slot).map { product($0, b) }
    case (false, true): b.linearTerms(in: slot).map { product(a, $0) }
    case (true, true), (false, false): nil
    }
  }

  /// Whether an operand, or the result that depends on it, may stand in the formula.
  private func holds(_ slot: Int) -> Bool {
    switch self {
    case .operand(let other): other == slot
    case .number, .parameter, .count: false
    case .sum(let a, let b), .difference(let a, let b), .product(let a, let b),
      .quotient(let a, let b), .matrixProduct(let a, let b), .outerProduct(let a, let b):
      a.holds(slot) || b.holds(slot)
    case .negative(let a), .transpose(let a), .total(let a, _), .rowTotal(let a),
      .rearranged(let a), .reshaped(let a, _):
      a.holds(slot)
    default: true
    }
  }
}
