import Autodiff
import Notation

/// A formula whose parts with names of their own stand as further operands behind a node's:
///
///     y = γ ∘ x̂ + β   with   x̂ = (x − μ)/√(σ² + ε),   μ = Σ x/n,   σ² = Σ (x − μ)²/n
struct NamedParts {
  /// A part.
  struct Part {
    let name: Formula.Abbreviation
    /// Its formula, in which other parts stand under their names.
    let formula: Formula
    let value: Tensor<Double>
  }

  /// The whole, in which the parts are operands.
  private(set) var formula: Formula
  /// The parts, each behind those that it needs.
  private(set) var parts: [Part] = []
  private let given: FormulaEnvironment

  /// Finds the parts; nil where there are none, or where a number is absent.
  init?(_ formula: Formula, in environment: FormulaEnvironment) {
    guard formula.hasParts else { return nil }
    given = environment
    self.formula = formula
    guard let whole = hoisted(formula) else { return nil }
    self.formula = whole
  }

  /// How many operands the node has.
  var operandCount: Int { given.operands.count }

  /// The numbers, those of the parts behind the operands'.
  var environment: FormulaEnvironment {
    let operands = given.operands + parts.map(\.value)
    return FormulaEnvironment(
      signature: Signature(
        operands: operands.map(\.shape), shape: given.signature.shape,
        attributes: given.signature.attributes),
      operands: operands, output: given.output, upstream: given.upstream)
  }

  private mutating func hoisted(_ formula: Formula) -> Formula? {
    guard case .named(let name, let inner) = formula else {
      var isComplete = true
      let whole = formula.mappingParts { part in
        let hoisted = hoisted(part)
        if hoisted == nil { isComplete = false }
        return hoisted ?? part
      }
      return isComplete ? whole : nil
    }
    if let known = parts.firstIndex(where: { $0.name == name }) {
      return .operand(operandCount + known)
    }
    guard let own = hoisted(inner), let value = inner.evaluate(in: given) else { return nil }
    // One number for all entries needs no brackets.
    parts.append(
      Part(
        name: name, formula: own,
        value: value.elements.count == 1 ? Tensor(value.elements[0]) : value))
    return .operand(operandCount + parts.count - 1)
  }
}

extension Formula {
  /// Whether parts of it have names of their own.
  var hasParts: Bool {
    if case .named = self { return true }
    var has = false
    _ = mappingParts {
      if $0.hasParts { has = true }
      return $0
    }
    return has
  }

  /// The formula with its immediate parts replaced.
  func mappingParts(_ map: (Formula) -> Formula) -> Formula {
    switch self {
    case .sum(let a, let b): .sum(map(a), map(b))
    case .difference(let a, let b): .difference(map(a), map(b))
    case .product(let a, let b): .product(map(a), map(b))
    case .quotient(let a, let b): .quotient(map(a), map(b))
    case .power(let a, let b): .power(map(a), map(b))
    case .negative(let a): .negative(map(a))
    case .function(let function, let operands): .function(function, operands.map(map))
    case .sign(let a): .sign(map(a))
    case .matrixProduct(let a, let b): .matrixProduct(map(a), map(b))
    case .outerProduct(let a, let b): .outerProduct(map(a), map(b))
    case .transpose(let a): .transpose(map(a))
    case .total(let a, let axis): .total(map(a), axis: axis)
    case .rowTotal(let a): .rowTotal(map(a))
    case .productOver(let a, let axis): .productOver(map(a), axis: axis)
    case .otherFactors(let a, let axis): .otherFactors(map(a), axis: axis)
    case .totalFrom(let a, let axis): .totalFrom(map(a), axis: axis)
    case .spread(let a, let axis): .spread(map(a), axis: axis)
    case .extremum(let which, let a, let b): .extremum(which, map(a), map(b))
    case .windowed(let rule, let operands): .windowed(rule, operands.map(map))
    case .totalExcept(let a, let axis): .totalExcept(map(a), axis: axis)
    case .shaped(let a, let extents): .shaped(map(a), extents)
    case .named(let name, let a): .named(name, map(a))
    case .number, .operand, .output, .upstream, .parameter, .count, .extremumOver, .selection,
      .reshaped, .rearranged, .slice, .scattered, .permuted, .summed, .einsum, .joined, .cases,
      .oneHot, .notAfter:
      self
    }
  }
}

extension Derivation {
  /// The equations of a value whose formula has parts with names: those of the parts, then its own.
  /// Nil where there are none.
  func equationsOfParts(_ formula: Formula, valueOf node: NodeID) -> [Equation]? {
    guard let named = NamedParts(formula, in: environment(node)) else { return nil }
    let left = shaped(symbols.symbol(node), trace.shape(of: node), at: node)
    return named.parts.map { equation($0, of: named, at: node) }
      + [
        equation(
          left, named.formula, of: named, at: node, result: trace.value(of: node), isGradient: false
        )
      ]
  }

  /// The equations of a gradient along an arrow whose formula has parts with names; nil where there
  /// are none. What the forward pass found stands there.
  func equationsOfParts(
    _ formula: Formula, along edge: Contribution<Double>, _ name: Math
  ) -> [Equation]? {
    guard let named = NamedParts(formula, in: environment(edge.to)) else { return nil }
    var equations: [Equation] = []
    let isFirst =
      trace.edges(into: edge.to).first { trace.recordsGradient($0.from) }?.slot
      == edge.slot
    if isFirst {
      equations = named.parts.filter(\.name.isGradient).map { equation($0, of: named, at: edge.to) }
    }
    guard let gradient = edge.gradient.tensor else { return equations }
    let left = shaped(name, trace.shape(of: edge.from), at: edge.to)
    return equations + [
      equation(left, named.formula, of: named, at: edge.to, result: gradient, isGradient: true)
    ]
  }

  /// The equation of a slot whose local derivative has a name of its own, such as x̂: what arrives,
  /// entry by entry times it, summed where the operand was repeated.
  func entrywiseOfParts(
    _ edge: Contribution<Double>, _ formula: Formula, _ name: Math
  ) -> [Equation] {
    let node = edge.to
    guard let gradient = edge.gradient.tensor,
      let named = NamedParts(formula, in: environment(node))
    else { return [] }
    var equation = Equation(shaped(name, gradient.shape, at: node))
    equation.add(entrywiseProduct(edge, named.formula, setter(named, at: node)))
    guard isSmall(node) else {
      equation.add(excerpt(gradient).asGradient)
      return [equation]
    }
    let scale = entrywiseScale(edge, formula, gradient.shape)
    let choice = arithmetic.choice(result: gradient, scale: scale) { inputs in
      let printed = named.environment.printed(inputs)
      return Formula.product(.upstream, named.formula).evaluate(in: printed)?
        .summed(to: gradient.shape)
    }
    equation.add(
      entrywiseProduct(edge, named.formula, setter(named, at: node, choice.inputs)))
    equation.add(TensorSetter(numerals: numerals).set(choice.result).asGradient, choice)
    return [equation]
  }

  /// Name = formula in names = formula in numbers = value, of a part.
  private func equation(_ part: NamedParts.Part, of named: NamedParts, at node: NodeID) -> Equation
  {
    let symbol = symbols.parts[part.name]
    return equation(
      symbol, part.formula, of: named, at: node, result: part.value,
      isGradient: part.name.isGradient)
  }

  private func equation(
    _ left: Math, _ formula: Formula, of named: NamedParts, at node: NodeID,
    result: Tensor<Double>, isGradient: Bool
  ) -> Equation {
    func coloured(_ math: Math) -> Math { isGradient ? math.asGradient : math.asValue }
    var equation = Equation(left)
    var names = setter(named, at: node)
    names.areVectorsRows = formula.isOfMatrices
    equation.add(names.set(formula))
    guard isSmall(node) else {
      equation.add(coloured(excerpt(result)))
      return equation
    }
    let operands = trace.operands(of: node)
    let choice = arithmetic.choice(
      for: formula, in: named.environment, result: result, magnitudes: named.environment,
      written: operands.map(isWritten))
    equation.add(setter(named, at: node, choice.inputs).set(formula))
    equation.add(coloured(TensorSetter(numerals: numerals).set(choice.result)), choice)
    return equation
  }

  /// A formula with names for operands and parts, or with numbers where digits are given for them.
  func setter(
    _ named: NamedParts, at node: NodeID, _ inputs: Numerals? = nil
  ) -> FormulaSetter {
    let operands = trace.operands(of: node)
    let tensors = TensorSetter(numerals: inputs ?? numerals)
    let base = inputs.map { numericSetter(node, $0) } ?? shapedSetter(node)
    var setter = FormulaSetter(
      signature: named.environment.signature,
      operand: { slot in
        guard slot >= operands.count else { return base.operand(slot) }
        let part = named.parts[slot - operands.count]
        guard inputs != nil else {
          return symbols.parts[part.name]
        }
        let math = tensors.set(part.value)
        return part.name.isGradient ? math.asGradient : math.asValue
      },
      output: base.output, upstream: base.upstream, numerals: base.numerals,
      parameter: base.parameter, parts: base.parts)
    setter.showsShapes = inputs == nil && base.showsShapes
    return setter
  }
}
