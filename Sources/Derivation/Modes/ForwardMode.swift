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

  var trace: Trace<Double> { derivation.trace }
  var numerals: Numerals { derivation.numerals }

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
    let rate = tangents[seed.node.index] ?? Tensor(1)
    start.add(TensorSetter(numerals: numerals).set(rate))
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
    guard !isScalar else {
      return Step(
        node: node, anchor: "\(prefix)\(node.index)", sentence: words.rate(node, of: moving.count),
        equations: scalars(node, moving), notes: derivation.kinkNotes(node))
    }
    let parts = moving.map { Part($0, in: self) }
    // A matrix of a matrix's entries has to say in which order they stand.
    let isFlattened = parts.contains { part in
      part.jacobian != nil
        && [node, part.edge.from].contains { trace.shape(of: $0).rank > 1 }
    }
    return Step(
      node: node, anchor: "\(prefix)\(node.index)", sentence: words.rate(node, of: moving.count),
      equations: tensors(node, parts),
      notes: (isFlattened ? [words.rowOrder] : []) + derivation.kinkNotes(node))
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
  private func tensors(_ node: NodeID, _ parts: [Part]) -> [Equation] {
    let equations = parts.compactMap(\.jacobian)
    var sum = Equation(symbol(of: node))
    guard let total = tangents[node.index] else { return equations }
    // Where what changes is repeated along an axis, ones say so.
    let natural = parts.map { $0.computed(numerals)?.shape }
      .reduce(Optional(Shape.scalar)) { whole, part in part.flatMap { whole?.broadcast(with: $0) } }
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

  static func column(_ vector: Tensor<Double>) -> Tensor<Double> {
    vector.shape.isScalar
      ? vector : Tensor(shape: Shape([vector.elements.count, 1]), elements: vector.elements)
  }
}
