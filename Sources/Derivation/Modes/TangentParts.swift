import Autodiff
import Notation

extension ForwardMode {
  /// What one operand brings to a node's rate.
  struct Part {
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
      if let terms = trace.kind(of: edge.to).linearTerms(in: edge.slot, for: signature) {
        form = .linear(terms.simplified(for: signature))
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
      // Numbers under letters say nothing.
      case .linear(.einsum): false
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
      // ∂u/∂x[0][1:] would name another entry.
      let rate = if case .slice = formula { rate.bracketed } else { rate }
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
      equation.add(TensorSetter(numerals: derivation.numerals).set(matrix.rowAsVector))
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
        return [tensors.set(matrix.rowAsVector), "·", tensors.set(ForwardMode.column(rate))]
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
