import Autodiff
import Notation

extension Derivation {
  /// ∂L/∂x = ∂L/∂y ∘ the derivative entry by entry, summed where the operand was repeated.
  func entrywise(_ edge: Contribution<Double>, _ formula: Formula, _ name: Math) -> Equation {
    let node = edge.to
    let left = shaped(name, trace.shape(of: edge.from), at: node)
    let environment = environment(node)
    var equation = Equation(left)
    equation.add(entrywiseProduct(edge, formula, shapedSetter(node)))
    let whole = formula
    let formula = whole.withoutUnitTotals(in: environment)
    if formula != whole {
      equation.add(
        entrywiseProduct(edge, formula, shapedSetter(node)),
        reason: unitTotalReason(trace.operands(of: node)))
    }
    guard let downstream = edge.gradient.tensor else { return equation }
    guard isSmall(node) else {
      equation.add(excerpt(downstream).asGradient)
      return equation
    }
    // What cannot be printed as a formula of numbers is printed as the numbers it comes to.
    let isConvention = trace.conventions(of: node, slot: edge.slot) != nil
    let local =
      formula.isWorkedOut || isConvention ? self.local(formula, of: node, slot: edge.slot) : nil
    let isShare = if case .selection = formula { true } else { false }
    // How large the terms are that a repeated operand adds up, or what arrives was made of.
    let scale = entrywiseScale(
      edge, formula, downstream.shape, upstream: magnitudes(at: node).upstream)
    let choice = arithmetic.choice(result: downstream, scale: scale) { inputs in
      let printed = printed(node, inputs)
      let factor =
        isShare ? local : local.map { $0.map(inputs.printedValue) } ?? formula.evaluate(in: printed)
      guard let factor, let upstream = printed.upstream else { return nil }
      return upstream.times(factor)?.summed(to: downstream.shape)
    }
    var setter = numericSetter(node, choice.inputs)
    if let local {
      let tensors = TensorSetter(numerals: choice.inputs)
      setter.worked = { part in
        part == formula ? isShare ? tensors.shares(local) : tensors.set(local) : nil
      }
    }
    equation.add(entrywiseProduct(edge, formula, setter))
    equation.add(TensorSetter(numerals: numerals).set(choice.result).asGradient, choice)
    return equation
  }

  /// How large the terms are together that a repeated operand adds up.
  func entrywiseScale(
    _ edge: Contribution<Double>, _ formula: Formula, _ operand: Shape,
    upstream: Tensor<Double>? = nil
  ) -> Tensor<Double>? {
    let scale = self.local(formula, of: edge.to, slot: edge.slot).flatMap {
      (upstream ?? environment(edge.to).upstream)?.map(abs).times($0.map(abs))?.summed(to: operand)
    }
    // One number for all entries.
    guard let one = scale?.elements.first, scale?.elements.count == 1, operand.count > 1 else {
      return scale
    }
    return Tensor(shape: operand, elements: Array(repeating: one, count: operand.count))
  }

  /// Upstream ∘ derivative, with the sum over the axes along which the operand was repeated.
  func entrywiseProduct(
    _ edge: Contribution<Double>, _ formula: Formula, _ setter: FormulaSetter
  ) -> Math {
    let signature = trace.signature(of: edge.to)
    let operand = signature.operands[edge.slot]
    if signature.shape.isScalar {
      var factors = isSeed(edge.to) ? [] : [setter.set(.upstream)]
      // One number for all entries stands before as many ones.
      let isSpread = !operand.isScalar && !setter.isEntrywise(formula)
      if factors.isEmpty, !isSpread { return setter.set(formula) }
      if formula != .number(1) { factors.append(setter.factor(formula)) }
      if isSpread { factors.append(.ones(operand)) }
      return .joined(factors, by: "·")
    }
    let product: Math =
      formula == .number(1)
      ? setter.set(.upstream)
      : setter.isEntrywise(formula)
        ? [setter.set(.upstream), "∘", setter.entrywiseFactor(formula)]
        : [setter.factor(formula), "·", setter.set(.upstream)]
    let axes = operand.stretchedAxes(in: signature.shape)
    if axes.isEmpty { return product }
    return .big("∑", below: operand.isScalar ? nil : .axes(axes), product)
  }

  /// ∂L/∂x by a formula in which the upstream gradient stands, such as ∂L/∂Y · Wᵀ.
  func pullback(
    _ edge: Contribution<Double>, _ formula: Formula, _ name: Math
  ) -> [Equation] {
    let node = edge.to
    let isColumn = formula.isColumn(for: trace.signature(of: node))
    let left = shaped(name, trace.shape(of: edge.from), as: formula, at: node)
    var equation = Equation(left)
    var equations: [Equation] = []
    if case .einsum(let letters, _, _) = formula {
      return contraction(edge, letters, formula, name)
    }
    if case .scattered = formula, let rows = rowSums(edge) {
      equations += self.equations(of: rows)
    } else if case .scattered(let inner) = formula {
      // The entries that were taken receive their gradients; all others are zero.
      var taken = Equation([left.unshaped, .text(trace.signature(of: node).subscripts)])
      taken.add(setter(node).set(inner))
      if isSmall(node), let upstream = math(of: trace.gradient(of: node)) { taken.add(upstream) }
      equations.append(taken)
    } else {
      equation.add(shapedSetter(node, formula).set(formula))
    }
    guard let downstream = edge.gradient.tensor else { return equations }
    guard isSmall(node) else {
      equation.add(excerpt(downstream, isColumn: isColumn).asGradient)
      return equations + [equation] + matrices(edge, name)
    }
    let choice = choice(for: formula, at: node, result: downstream, isRounded: true)
    if !formula.isRearrangement {
      equation.add(numericSetter(node, choice.inputs).set(formula))
    }
    let result = TensorSetter(numerals: numerals).set(choice.result)
    equation.add((isColumn ? result.transposed : result).asGradient, choice)
    return equations + [equation]
  }

  /// The beginning and the end of a tensor that is too large to be written out, its shape below.
  ///
  /// - Parameter isColumn: Whether a vector stands as a column.
  func excerpt(_ tensor: Tensor<Double>, isColumn: Bool = false) -> Math {
    let math = TensorSetter(numerals: numerals).excerpt(tensor)
    guard isColumn else { return math }
    return .annotated(
      math.unshaped.transposed, below: TensorSetter.extents(tensor.shape.column))
  }

  /// A name with its value's shape below it, in the equations of a node where shapes change.
  func shaped(_ name: Math, _ shape: Shape, at node: NodeID) -> Math {
    shape.isScalar || !changesShapes(node)
      ? name : .annotated(name, below: TensorSetter.extents(shape))
  }

  /// A name beside a formula that it equals: a vector as the row or the column that comes out of a
  /// product of matrices.
  func shaped(
    _ name: Math, _ shape: Shape, as formula: Formula, at node: NodeID
  ) -> Math {
    guard shape.rank == 1, formula.isOfMatrices else { return shaped(name, shape, at: node) }
    let isColumn = formula.isColumn(for: trace.signature(of: node))
    return shaped(
      isColumn ? name.transposed : name, isColumn ? shape.column : shape.row, at: node)
  }

  /// A formula of a node with names for its operands, their shapes below them where shapes change.
  func shapedSetter(_ node: NodeID, _ formula: Formula? = nil) -> FormulaSetter {
    var setter = setter(node)
    setter.showsShapes = changesShapes(node)
    setter.areVectorsRows = formula?.isOfMatrices ?? false
    return setter
  }

  /// Whether a node has tensors of several shapes, so that a reader asks which fits where.
  private func changesShapes(_ node: NodeID) -> Bool {
    let signature = trace.signature(of: node)
    let shapes = (signature.operands + [signature.shape]).filter { !$0.isScalar }
    return shapes.contains { $0 != shapes[0] }
  }
}

extension Formula {
  /// Whether the formula chooses among cases or entries, so that numbers put into it say less than
  /// what it comes to.
  var isWorkedOut: Bool {
    switch self {
    case .cases, .selection, .otherFactors: true
    default: false
    }
  }
}

extension FormulaEnvironment {
  /// The environment with its numbers as they are printed.
  ///
  /// - Parameter written: Which operands are numbers that stand as they were written.
  func printed(_ numerals: Numerals, written: [Bool] = []) -> FormulaEnvironment {
    let printed: (Tensor<Double>) -> Tensor<Double> = { $0.map(numerals.printedValue) }
    let setter = TensorSetter(numerals: numerals)
    return FormulaEnvironment(
      signature: signature,
      operands: operands.enumerated().map { slot, tensor in
        written.indices.contains(slot) && written[slot]
          ? tensor.map(setter.written(tensor).numerals.printedValue) : printed(tensor)
      }, output: printed(output),
      upstream: upstream.map(printed))
  }
}

extension Math {
  /// The letters of axes, as they stand under a sum: i for rows, j for columns.
  static func axes(_ axes: [Int]) -> Math {
    .identifier(axes.map(letter).joined(separator: ","))
  }

  /// The letter of an axis.
  static func letter(ofAxis axis: Int) -> String {
    axis < 4 ? ["i", "j", "k", "l"][axis] : "\(axis)"
  }

  /// A tensor of ones.
  static func ones(_ shape: Shape) -> Math {
    .subscript(
      .identifier("𝟏"), .text(shape.extents.map(String.init).joined(separator: "×")))
  }

  /// The piece without the shape below it.
  var unshaped: Math {
    if case .annotated(let inner, _) = self { inner } else { self }
  }
}
