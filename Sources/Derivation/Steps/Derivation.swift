import Autodiff
import Notation
import Wording

/// The computation of a trace as steps that can be checked with a pencil: forward, backward, and the
/// update that follows.
///
/// The same contributions that figures draw are written out here: for each operand slot the rule,
/// then the numbers, then the product.
package struct Derivation: Sendable {
  /// The trace that is explained.
  package let trace: Trace<Double>
  /// The language of the sentences.
  package let language: Language
  /// How numbers are printed.
  package let numerals: Numerals
  let symbols: Symbols
  let arithmetic: Arithmetic
  let kinks: [NodeID: KinkHit]
  /// The numbers of which only rounding is left.
  var rounding = RoundingScales()

  /// Prepares the derivation of a trace.
  package init(_ trace: Trace<Double>, language: Language, numerals: Numerals = Numerals()) {
    self.trace = trace
    self.language = language
    self.numerals = numerals
    symbols = Symbols(trace, language, numerals)
    arithmetic = Arithmetic(numerals: numerals)
    kinks = Dictionary(trace.kinks.map { ($0.node, $0) }) { first, _ in first }
    findRounding()
  }

  /// What a node is called in formulas.
  package func symbol(of node: NodeID) -> Math { symbols.symbol(node) }

  /// The same where it stands by itself: `2 · π` without the brackets that it has among factors.
  package func freeSymbol(of node: NodeID) -> Math {
    guard trace.annotations.names[node] == nil, trace.shape(of: node).isScalar,
      let written = trace.annotations.written[node]?[0]
    else { return symbol(of: node) }
    return written.freeMath
  }

  /// The gradient of a node as the fraction ∂L/∂x.
  package func gradientSymbol(of node: NodeID) -> Math { symbols.gradient(node) }

  /// The gradient by something that stands for any leaf, as ∂L/∂w.
  package func gradientSymbol(by name: Math) -> Math {
    .derivative(of: symbols.differentiated, by: name)
  }

  /// A gradient's numbers, or nil where nothing was computed; the shape alone of a large matrix.
  package func gradientMath(of node: NodeID) -> Math? {
    rounded(gradientOf: node).map { noted($0, numerals.math($0.tensor).asGradient) }
  }

  /// A node's value in digits; the shape alone of a large matrix.
  package func valueMath(of node: NodeID) -> Math {
    let rounded = rounded(valueOf: node)
    return noted(rounded, numerals.math(rounded.tensor).asValue)
  }

  /// Numbers with what is said of rounding behind them.
  private func noted(_ rounded: Rounded, _ math: Math) -> Math {
    guard let note = rounded.note(numerals) else { return math }
    return .row([math, .text(" (\(note[language]))")])
  }

  /// The operations in the order in which the forward pass computes them.
  package var forwardNodes: [NodeID] {
    trace.nodes.filter { trace.role(of: $0) == .operation }
  }

  /// The nodes in the order in which the backward pass visits them: the operations that pass a
  /// gradient on, and the leaves whose gradient is a sum.
  package var backwardNodes: [NodeID] {
    trace.nodes.reversed().filter { node in
      guard trace.isOnPath(node), trace.recordsGradient(node) else { return false }
      return trace.role(of: node) == .operation || trace.arrivals(at: node).count > 1
    }
  }

  /// The forward pass, a step a node.
  package var forward: [Step] { forwardNodes.map(forwardStep) }

  /// The backward pass, a step a node.
  package var backward: [Step] { backwardNodes.map(backwardStep) }

  /// The contributions that arrive at a node, in the order in which they were made.
  func arriving(at node: NodeID) -> [Contribution<Double>] {
    trace.arrivals(at: node).map { trace.edge(into: $0.node, slot: $0.slot) }
  }

  /// A formula of a node with names for its operands, and numbers for those without a name.
  func setter(_ node: NodeID, _ numerals: Numerals? = nil) -> FormulaSetter {
    let operands = trace.operands(of: node)
    let numerals = numerals ?? self.numerals
    return FormulaSetter(
      signature: trace.signature(of: node),
      operand: { symbols.symbol(operands[$0], numerals) }, output: symbols.symbol(node),
      upstream: upstreamSymbol(node), numerals: numerals, parameter: writtenParameter(of: node),
      parts: symbols.parts)
  }

  /// A formula of a node with numbers for its operands.
  func numericSetter(_ node: NodeID, _ numerals: Numerals) -> FormulaSetter {
    let operands = trace.operands(of: node)
    var numerals = numerals
    // The sign of a zero counts where it is divided by.
    numerals.signsZero = !trace.valueEntries(of: node).areFinite
    let tensors = TensorSetter(numerals: numerals)
    let printed = printed(node, numerals)
    return FormulaSetter(
      signature: trace.signature(of: node),
      operand: { [numerals] in numbers(of: operands[$0], numerals) },
      output: tensors.set(trace.value(of: node)).asValue,
      upstream: isSeed(node)
        ? .seed : tensors.set(trace.gradient(of: node).tensor ?? Tensor(0)).asGradient,
      numerals: numerals, parameter: writtenParameter(of: node),
      worked: { formula in
        switch formula {
        // As the engine chose, which compares numbers that are not rounded.
        case .selection: formula.evaluate(in: environment(node)).map(tensors.shares)
        case .oneHot: formula.evaluate(in: printed).map(tensors.set)
        case .otherFactors: formula.evaluate(in: environment(node)).map(tensors.set)
        case .totalFrom(.upstream, let axis):
          trace.gradient(of: node).tensor.flatMap {
            runningSums($0, axis, fromEnd: true, numerals)?.asGradient
          }
        case .function(.cumsum, [.operand(0)]):
          runningSums(
            trace.value(of: operands[0]), trace.attributes(of: node).axis ?? 0, fromEnd: false,
            numerals)?.asValue
        default: nil
        }
      })
  }

  /// A node's value as numbers in a formula: those that the author wrote as they were written.
  func numbers(of node: NodeID, _ numerals: Numerals) -> Math {
    let value = trace.value(of: node)
    let tensors = TensorSetter(numerals: numerals)
    guard isWritten(node) else { return tensors.set(value).asValue }
    return tensors.written(value, trace.annotations.written[node] ?? [:]).set(value).asValue
  }

  func environment(_ node: NodeID) -> FormulaEnvironment {
    FormulaEnvironment(
      signature: trace.signature(of: node),
      operands: trace.operands(of: node).map { trace.value(of: $0) },
      output: trace.value(of: node), upstream: trace.gradient(of: node).tensor)
  }

  /// Whether a node stands in formulas as its number, as it was written.
  func isWritten(_ node: NodeID) -> Bool {
    trace.role(of: node) != .operation && trace.annotations.names[node] == nil
  }

  /// The numbers of a node as they are printed.
  func printed(_ node: NodeID, _ numerals: Numerals) -> FormulaEnvironment {
    environment(node).printed(numerals, written: trace.operands(of: node).map(isWritten))
  }

  /// Whether a formula of a node is a number that was written, which needs no digits of its own.
  func isWritten(_ formula: Formula, at node: NodeID) -> Bool {
    switch formula {
    case .number, .parameter: true
    case .operand(let slot): isWritten(trace.operands(of: node)[slot])
    case .negative(let a): isWritten(a, at: node)
    default: false
    }
  }

  /// Chooses the digits of a formula's inputs at a node.
  ///
  /// - Parameter showsSides: Whether the digits are to tell on which side of a kink a number lies:
  ///   max(0.3, 0.3) says nothing where one of them is 0.1 + 0.2.
  func choice(
    for formula: Formula, at node: NodeID, result: Tensor<Double>, isRounded: Bool = false,
    whole: Formula? = nil, showsSides: Bool = false
  ) -> Arithmetic.Choice {
    arithmetic.choice(
      for: formula, in: environment(node), result: result,
      magnitudes: isRounded ? magnitudes(at: node) : nil,
      written: trace.operands(of: node).map(isWritten), whole: whole,
      tells: { !showsSides || trace.keepsSides(of: node, operands: $0.operands) })
  }

  /// Whether all that a node computes with is small enough to be written out.
  func isSmall(_ node: NodeID) -> Bool {
    TensorSetter.isSmall(trace.shape(of: node))
      && trace.operands(of: node).allSatisfy { TensorSetter.isSmall(trace.shape(of: $0)) }
  }
}

extension Derivation {
  /// A tensor in digits; the shape alone of a large matrix.
  package func math(of tensor: Tensor<Double>) -> Math { numerals.math(tensor) }
}

extension Numerals {
  /// The most rows, columns and slices of a tensor that are written out.
  package static let mostRows = TensorSetter.limit

  /// A tensor in digits; the shape alone of a large matrix.
  package func math(_ tensor: Tensor<Double>) -> Math { TensorSetter(numerals: self).brief(tensor) }

  /// A tensor that a reader is to compute with: all of its numbers, of very large ones an excerpt.
  package func given(_ tensor: Tensor<Double>) -> Math {
    let setter = TensorSetter(numerals: self)
    return Self.isGivenWhole(tensor.shape) ? setter.whole(tensor) : setter.excerpt(tensor)
  }

  /// Whether all numbers of a tensor of a shape stand where a reader is to compute with them.
  package static func isGivenWhole(_ shape: Shape) -> Bool {
    TensorSetter.isSmall(shape)
      || shape.rank <= 2 && shape.extents.allSatisfy { $0 <= mostGivenRows }
  }

  private static let mostGivenRows = 12
}
