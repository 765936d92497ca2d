import Autodiff
import Notation

/// How a trainable leaf changes in the first step of training: w′ = w − rate · ∂L/∂w.
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
  ///
  /// It is the first of a run: momentum has nothing to add yet, and Adam's means are the gradient and
  /// its square themselves.
  package var updates: [Update] {
    guard let rate = annotations.rate else { return [] }
    let optimizer = annotations.optimizer ?? .sgd
    return nodes.filter { role(of: $0) == .parameter }.compactMap { node in
      guard let gradient = gradient(of: node).tensor else { return nil }
      let before = value(of: node)
      let after = zip(before.elements, gradient.elements).map {
        $0 - rate * optimizer.firstDirection($1)
      }
      return Update(
        node: node, before: before, gradient: gradient,
        after: Tensor(shape: before.shape, elements: after), layer: annotations.layer(of: node))
    }
  }
}

extension OptimizerKind {
  /// What the first step goes against, in units of the rate.
  func firstDirection(_ gradient: Double) -> Double {
    switch self {
    case .sgd, .momentum: gradient
    case .adam(_, _, let epsilon): gradient / (abs(gradient) + epsilon)
    }
  }

  /// The same written out.
  ///
  /// - Parameters:
  ///   - gradient: The gradient, as a factor.
  ///   - inside: The gradient between bars.
  fileprivate func firstDirection(
    _ gradient: Math, inside: Math, epsilon number: (Double) -> Math
  ) -> Math {
    switch self {
    case .sgd, .momentum: gradient
    case .adam(_, _, let epsilon):
      .fraction(
        inside, [.fenced(inside, open: "|", close: "|"), "+", number(epsilon)])
    }
  }
}

extension Derivation {
  private var optimizer: OptimizerKind { trace.annotations.optimizer ?? .sgd }

  /// How a parameter moves, in letters: w′ = w − rate · ∂L/∂w.
  package var updateRule: Equation {
    let w = Math.identifier("w")
    let gradient = gradientSymbol(by: w)
    var rule = Equation(.superscript(w, "′"))
    rule.add([
      w, "−", rate, "·",
      optimizer.firstDirection(gradient, inside: gradient, epsilon: numerals.writtenMath),
    ])
    return rule
  }

  /// The update of a scalar as an equation: w′ = w − rate · ∂L/∂w = … .
  package func equation(of update: Update) -> Equation {
    let name = symbols.symbol(update.node)
    let rate = trace.annotations.rate ?? 0
    var equation = Equation(.superscript(name, "′"))
    let symbol = symbols.gradient(update.node)
    equation.add([
      name, "−", self.rate, "·",
      optimizer.firstDirection(symbol, inside: symbol, epsilon: numerals.writtenMath),
    ])
    guard let before = update.before.scalar, let gradient = update.gradient.scalar,
      let after = update.after.scalar
    else { return equation }
    let choice = arithmetic.choice(result: Tensor(after)) { inputs in
      Tensor(
        inputs.printedValue(before)
          - rate * optimizer.firstDirection(inputs.printedValue(gradient)))
    }
    equation.add([
      choice.inputs.math(before).asValue, "−", self.rate, "·",
      optimizer.firstDirection(
        choice.inputs.factor(gradient).asGradient,
        inside: choice.inputs.math(gradient).asGradient, epsilon: numerals.writtenMath),
    ])
    equation.add(numerals.math(after), relation: choice.relation)
    return equation
  }
}
