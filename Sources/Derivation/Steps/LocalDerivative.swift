import Autodiff
import Notation

/// How a gradient passes one operand slot, in as few signs as a figure has room for.
///
///     ∂z/∂x = y = 5                     between scalars: upstream · 5 is what flows on
///     ∂s/∂x = 𝟏₃                        of a scalar by the entries of a tensor
///     = ∂L/∂Y ∘ (1 − Y ∘ Y)             entry by entry: what flows on, by its rule
///     = ∂L/∂Y · Wᵀ                      by a product of matrices
package struct LocalDerivative: Sendable {
  /// A piece of a line.
  package enum Part: Sendable {
    /// Names and signs.
    case math(Math)
    /// What they come to.
    case numbers(Tensor<Double>)
  }

  /// What stands below one another.
  package private(set) var lines: [[Part]]
  /// Whether its numbers follow from leaves, without the value of any operation.
  package let isOfLeaves: Bool

  /// The one number, where that is all there is to it: between scalars.
  package var scalar: Double? {
    guard case .numbers(let tensor)? = lines.first?.last else { return nil }
    return tensor.scalar
  }

  fileprivate init(_ sides: [Math], _ numbers: Tensor<Double>? = nil, isOfLeaves: Bool = true) {
    var line: [Part] = []
    for side in sides {
      if !line.isEmpty { line.append(.math("=")) }
      line.append(.math(side))
    }
    if let numbers { line += [.math("="), .numbers(numbers)] }
    lines = [line]
    self.isOfLeaves = isOfLeaves
  }

  fileprivate init(lines: [[Part]], isOfLeaves: Bool) {
    self.lines = lines
    self.isOfLeaves = isOfLeaves
  }
}

extension Derivation {
  /// The local derivative along an arrow; nil for a class label, which has none.
  ///
  /// - Parameter end: the addition in which the arrow's sum ends, where that is drawn as one node: all
  ///   of its terms pass on what arrives there.
  package func localDerivative(
    _ edge: Contribution<Double>, through end: NodeID? = nil
  ) -> LocalDerivative? {
    if let end, end != edge.to { return ofTerm(edge.from, in: end) }
    let node = edge.to
    let signature = trace.signature(of: node)
    switch trace.rules(of: node)[edge.slot] {
    case .label: return nil
    case .derivative(let formula):
      let formula = formula.simplified(for: signature)
      guard signature.shape.isScalar else { return entrywise(edge, formula) }
      return signature.operands[edge.slot].isScalar
        ? ofScalars(edge, formula) : ofEntries(edge, formula)
    case .pullback(let formula):
      if let local = trace.localDerivative(of: node, slot: edge.slot) {
        return LocalDerivative([localSymbol(edge)], Tensor(local))
      }
      return passing(edge, formula.simplified(for: signature))
    }
  }

  /// Every term of a sum has the derivative 1.
  private func ofTerm(_ term: NodeID, in sum: NodeID) -> LocalDerivative? {
    if trace.shape(of: sum).isScalar {
      let symbol = Math.derivative(of: symbols.symbol(sum), by: symbols.symbol(term))
      return LocalDerivative([symbol], Tensor(1))
    }
    guard trace.shape(of: term) == trace.shape(of: sum) else { return nil }
    return LocalDerivative(lines: [[.math("="), .math(symbols.gradient(sum))]], isOfLeaves: true)
  }

  /// ∂z/∂x = y = 5.
  private func ofScalars(_ edge: Contribution<Double>, _ formula: Formula) -> LocalDerivative? {
    let node = edge.to
    guard let local = trace.localDerivative(of: node, slot: edge.slot) else { return nil }
    let branch = formula.branch(in: environment(node))
    let isNumber = isWritten(branch, at: node) || !branch.standsForNumbers
    return LocalDerivative(
      [localSymbol(edge)] + (isNumber ? [] : [setter(node).set(branch)]), Tensor(local),
      isOfLeaves: isOfLeaves(formula, at: node))
  }

  /// ∂s/∂x = a rule, and the numbers of it where they are few.
  private func ofEntries(_ edge: Contribution<Double>, _ formula: Formula) -> LocalDerivative {
    let node = edge.to
    let setter = setter(node)
    let symbol = localSymbol(edge)
    guard setter.isEntrywise(formula) else {
      let ones = Math.ones(trace.shape(of: edge.from))
      let rule: Math = formula == .number(1) ? ones : [setter.factor(formula), "·", ones]
      return LocalDerivative([symbol, rule])
    }
    let isOfLeaves = isOfLeaves(formula, at: node)
    // What arrives at the output is 1: the gradient has the same numbers.
    let numbers = isSeed(node) ? nil : shown(formula, edge)
    if formula.isWorkedOut, let numbers {
      return LocalDerivative([symbol], numbers, isOfLeaves: isOfLeaves)
    }
    let isThere = if case .operand = formula { true } else { false }
    return LocalDerivative(
      [symbol, setter.set(formula)], isThere ? nil : numbers, isOfLeaves: isOfLeaves)
  }

  /// = ∂L/∂Y ∘ a rule; below it the rule's numbers where they are few and stand nowhere else.
  private func entrywise(_ edge: Contribution<Double>, _ formula: Formula) -> LocalDerivative {
    let node = edge.to
    let setter = setter(node)
    let isOfLeaves = isOfLeaves(formula, at: node)
    let numbers = setter.isEntrywise(formula) ? shown(formula, edge) : nil
    let product = entrywiseProduct(edge, formula, setter)
    let isRepeated = trace.shape(of: edge.from) != trace.shape(of: node)
    if formula.isWorkedOut, let numbers, !isRepeated {
      return LocalDerivative(
        lines: [
          [.math("="), .math(setter.set(.upstream)), .math("∘"), .numbers(numbers)]
        ], isOfLeaves: isOfLeaves)
    }
    var lines: [[LocalDerivative.Part]] = [[.math("="), .math(product)]]
    let isThere = if case .operand = formula { true } else { false }
    if let numbers, !isThere, !formula.isWorkedOut {
      lines.append([.math(setter.set(formula)), .math("="), .numbers(numbers)])
    }
    return LocalDerivative(lines: lines, isOfLeaves: isOfLeaves)
  }

  /// = ∂L/∂Y · Wᵀ; of an index, which entries receive what arrives.
  private func passing(_ edge: Contribution<Double>, _ formula: Formula) -> LocalDerivative {
    let node = edge.to
    if case .scattered(let inner) = formula {
      guard let rows = rowSums(edge) else {
        let taken: Math = [
          symbols.gradient(edge.from), .text(trace.signature(of: node).subscripts),
        ]
        return LocalDerivative([taken, setter(node).set(inner)])
      }
      // Rows that were taken more than once, or of the look-up the first ones.
      let shown = rows.contains { $0.places.count > 1 } ? rows.filter { $0.places.count > 1 } : rows
      return LocalDerivative(
        lines: shown.prefix(Self.shownRows).map { row in
          [.math(row.left(symbols)), .math("="), .math(row.sum(symbols))]
        }, isOfLeaves: true)
    }
    if case .einsum(let letters, _, _) = formula {
      return LocalDerivative([
        .entry(symbols.gradient(edge.from), letters.result.map { String($0) }),
        setter(node).set(formula),
      ])
    }
    return LocalDerivative(
      lines: [[.math("="), .math(setter(node).set(formula))]], isOfLeaves: true)
  }

  /// A rule's numbers, where there are few of them.
  private func shown(_ formula: Formula, _ edge: Contribution<Double>) -> Tensor<Double>? {
    local(formula, of: edge.to, slot: edge.slot).flatMap {
      $0.shape.rank <= 2 && $0.elements.count <= Self.shownEntries ? $0 : nil
    }
  }

  /// The most sums of rows that stand at an arrow.
  private static let shownRows = 2
  /// The most numbers that stand at an arrow beside its gradient.
  private static let shownEntries = 9

  private func isOfLeaves(_ formula: Formula, at node: NodeID) -> Bool {
    let operands = trace.operands(of: node)
    return formula.isPlain { trace.role(of: operands[$0]) != .operation }
  }
}

extension Formula {
  /// Whether the formula is arithmetic on numbers and on operands that are given: it tells neither a
  /// result nor which case holds.
  fileprivate func isPlain(given: (Int) -> Bool) -> Bool {
    switch self {
    case .number, .parameter, .count: true
    case .operand(let slot): given(slot)
    case .negative(let a), .transpose(let a): a.isPlain(given: given)
    case .sum(let a, let b), .difference(let a, let b), .product(let a, let b),
      .quotient(let a, let b), .power(let a, let b), .matrixProduct(let a, let b),
      .outerProduct(let a, let b):
      a.isPlain(given: given) && b.isPlain(given: given)
    case .output, .upstream, .function, .sign, .total, .rowTotal, .spread, .extremum,
      .extremumOver, .selection, .productOver, .otherFactors, .totalFrom, .reshaped, .rearranged,
      .slice, .scattered, .permuted, .summed, .einsum, .joined, .cases, .oneHot, .notAfter,
      .windowed, .totalExcept, .shaped, .named:
      false
    }
  }
}
