import Autodiff

/// How a trainable leaf changes: w′ = w − rate · ∂L/∂w.
package struct Update: Sendable {
  /// The leaf.
  package let node: NodeID
  /// Its value before.
  package let before: Tensor<Double>
  /// Its gradient.
  package let gradient: Tensor<Double>
  /// Its value after.
  package let after: Tensor<Double>
  /// The layer that the leaf belongs to, as an index into the annotations' layers.
  package let layer: Int?

  /// The difference that the step makes.
  package var change: Tensor<Double> {
    Tensor(
      shape: before.shape, elements: zip(after.elements, before.elements).map { $0 - $1 })
  }
}

extension Trace where Scalar == Double {
  /// The update of each trainable leaf, in the order of recording; none where no rate was given.
  package var updates: [Update] {
    guard let rate = annotations.rate else { return [] }
    return nodes.filter { role(of: $0) == .parameter }.compactMap { node in
      guard let gradient = gradient(of: node).tensor else { return nil }
      let before = value(of: node)
      let after = zip(before.elements, gradient.elements).map { $0 - rate * $1 }
      return Update(
        node: node, before: before, gradient: gradient,
        after: Tensor(shape: before.shape, elements: after), layer: annotations.layer(of: node))
    }
  }
}

extension Derivation {
  /// The update of a scalar as an equation: w′ = w − rate · ∂L/∂w = … .
  package func equation(of update: Update) -> Equation {
    let name = symbols.symbol(update.node)
    let rate = trace.annotations.rate ?? 0
    var equation = Equation(.superscript(name, "′"))
    equation.add([name, "−", self.rate, "·", symbols.gradient(update.node)])
    guard let before = update.before.scalar, let gradient = update.gradient.scalar,
      let after = update.after.scalar
    else { return equation }
    let choice = arithmetic.choice(result: Tensor(after)) { inputs in
      Tensor(inputs.printedValue(before) - rate * inputs.printedValue(gradient))
    }
    equation.add([
      choice.inputs.math(before).asValue, "−", self.rate, "·",
      choice.inputs.factor(gradient).asGradient,
    ])
    equation.add(numerals.math(after), relation: choice.relation)
    return equation
  }
}
