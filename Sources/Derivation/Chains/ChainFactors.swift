import Autodiff
import Notation

/// Each factor of a product: from the definition of its operation, or by its rule, to its number.
extension ChainBuilder {
  /// The derivations of a way's factors that have none yet; links to those of the others.
  mutating func derive(
    _ way: Way, at anchor: String, reused: inout [StepLink]
  ) -> [Equation] {
    if begins(way), way.top != trace.output, let found = gradients[way.top] {
      let link = link(
        derivation.gradientSymbol(of: way.top), trace.gradient(of: way.top).scalar ?? 0, found)
      // Several ways may begin there.
      if !reused.contains(link) { reused.append(link) }
    }
    var equations: [Equation] = []
    for factor in way.factors {
      if let found = factors[factor] {
        let link = link(symbol(factor), value(factor), found)
        if found != anchor, !reused.contains(link) { reused.append(link) }
      } else {
        equations.append(equation(factor))
        factors[factor] = anchor
      }
    }
    return equations
  }

  func link(_ symbol: Math, _ value: Double, _ anchor: String) -> StepLink {
    StepLink(math: [symbol, "=", derivation.numerals.math(value)], anchor: anchor)
  }

  func value(_ factor: Factor) -> Double {
    let composition = Composition(factor.upper, in: trace, regions: regions)
    if !composition.isComposed,
      let slot = trace.operands(of: factor.upper).firstIndex(of: factor.lower)
    {
      return trace.localDerivative(of: factor.upper, slot: slot) ?? 0
    }
    let operands = trace.operands(of: factor.upper)
    if !operands.contains(where: regions.folds) {
      // As the engine takes it, where rules have no value.
      return operands.indices.filter { operands[$0] == factor.lower }.reduce(0) {
        $0 + (trace.localDerivative(of: factor.upper, slot: $1) ?? 0)
      }
    }
    return composition.derivative(by: factor.lower)
      .evaluate(in: environment(composition))?.scalar ?? 0
  }

  func environment(_ composition: Composition) -> FormulaEnvironment {
    FormulaEnvironment(
      signature: composition.signature, operands: composition.rim.map { trace.value(of: $0) },
      output: trace.value(of: composition.node), upstream: nil)
  }

  /// ∂y/∂x: what is differentiated, the rule, the numbers.
  mutating func equation(_ factor: Factor) -> Equation {
    let (trace, derivation) = (trace, derivation)
    var equation = Equation(symbol(factor))
    let composition = Composition(factor.upper, in: trace, regions: regions)
    let lower = derivation.symbol(of: factor.lower)
    guard composition.isComposed else {
      simple(factor, into: &equation)
      return equation
    }
    let names = setter(composition) { derivation.symbol(of: $0) }
    equation.add(.derivative(of: names.set(composition.definition).bracketed, by: lower))
    let rule = composition.derivative(by: factor.lower)
    let formula = rule.collected
    equation.add(names.set(rule))
    equation.add(names.set(formula))
    let value = value(factor)
    let choice = derivation.arithmetic.choice(
      for: formula, in: environment(composition), result: Tensor(value),
      written: composition.rim.map(derivation.isWritten))
    let isConvention = trace.operands(of: factor.upper).indices.contains {
      trace.conventions(of: factor.upper, slot: $0) != nil
    }
    if isConvention {
      equation.add(derivation.numerals.math(value))
      return equation
    }
    // A number that was written stands there already.
    if case .operand(let slot) = formula, derivation.isWritten(composition.rim[slot]) {
      return equation
    }
    if formula.standsForNumbers {
      equation.add(
        setter(composition, choice.inputs) { derivation.numbers(of: $0, choice.inputs) }
          .set(formula))
      equation.add(derivation.numerals.math(value), relation: choice.relation)
    }
    return equation
  }

  /// The same for a single operation.
  mutating func simple(_ factor: Factor, into equation: inout Equation) {
    let node = factor.upper
    guard let slot = trace.operands(of: node).firstIndex(of: factor.lower) else { return }
    let signature = trace.signature(of: node)
    guard case .derivative(let rule) = trace.rules(of: node)[slot] else {
      equation.add(derivation.numerals.math(value(factor)))
      return
    }
    let formula = rule.simplified(for: signature)
    let algebra = derivation.algebra(of: node, slot: slot)
    if algebra != nil, !rules.insert(trace.kind(of: node)).inserted {
      equation.add(derivation.setter(node).set(formula), reason: words.knownRule)
    } else if let algebra {
      for line in algebra.lines {
        equation.add(line.math, reason: line.reason[derivation.language])
      }
    } else {
      let definition = trace.kind(of: node).definition(for: signature).simplified(for: signature)
      let whole = derivation.formula(definition, derivation.setter(node), node)
      equation.add(.derivative(of: whole.differentiand, by: derivation.symbol(of: factor.lower)))
    }
    let local = value(factor)
    let choice = derivation.choice(for: formula, at: node, result: Tensor(local))
    equation.add(derivation.setter(node, choice.inputs).set(formula))
    let branch = formula.branch(in: derivation.environment(node))
    let isConvention = trace.conventions(of: node, slot: slot) != nil
    if branch.standsForNumbers, !isConvention {
      equation.add(derivation.numericSetter(node, choice.inputs).set(branch))
    }
    if derivation.isWritten(branch, at: node) {
      if branch != formula { equation.add(derivation.setter(node).set(branch)) }
      return
    }
    equation.add(
      derivation.numerals.math(local), relation: isConvention ? "=" : choice.relation)
  }

  func setter(
    _ composition: Composition, _ numerals: Numerals? = nil,
    _ operand: @escaping (NodeID) -> Math
  ) -> FormulaSetter {
    FormulaSetter(
      signature: composition.signature, operand: { operand(composition.rim[$0]) },
      output: derivation.symbol(of: composition.node), upstream: "1",
      numerals: numerals ?? derivation.numerals, areNumbersWritten: true)
  }
}

extension Math {
  /// What stands behind the ∂ of a derivative: in brackets, except where it has its own.
  fileprivate var differentiand: Math {
    switch self {
    case .row(let pieces):
      if pieces.count == 2, case .function = pieces[0], case .fenced = pieces[1] { return self }
      return bracketed
    case .fraction, .superscript, .big: return bracketed
    default: return self
    }
  }
}
