import Autodiff
import Notation

extension Derivation {
  /// The rules from a node upwards, put into one another one at a time, as far as one way leads and
  /// a line can be read.
  func nestedRules(from node: NodeID) -> [Math] {
    var edges: [Contribution<Double>] = []
    var next = node
    while edges.count < Self.nestingLimit, next != trace.output {
      let arrivals = trace.arrivals(at: next)
      guard arrivals.count == 1, let only = arrivals.first else { break }
      edges.append(trace.edge(into: only.node, slot: only.slot))
      next = only.node
    }
    return edges.indices.compactMap { last in nested(edges[...last]) }
  }

  /// Whether a slot's rule gives a vector as a column.
  func isColumn(_ edge: Contribution<Double>) -> Bool {
    let signature = trace.signature(of: edge.to)
    guard case .pullback(let formula) = trace.rules(of: edge.to)[edge.slot] else { return false }
    return formula.simplified(for: signature).isColumn(for: signature)
  }

  /// How many rules are put into one another.
  private static let nestingLimit = 6

  private func nested(_ edges: ArraySlice<Contribution<Double>>) -> Math? {
    guard let last = edges.last else { return nil }
    // Where the chain reaches a scalar output, nothing stands before its rule.
    var inner = upstreamSymbol(last.to)
    var isAtom = true
    for (position, edge) in edges.reversed().enumerated() {
      guard let (math, isSame) = rule(edge, upstream: isAtom ? inner : inner.bracketed) else {
        return nil
      }
      guard !isSame else { continue }
      inner = math
      isAtom = math.isName
      // What comes out as a column is a row again for the next rule; of the whole that is said on
      // the left.
      if position < edges.count - 1, isColumn(edge) {
        inner = math.bracketed.transposed
        isAtom = true
      }
    }
    return inner
  }

  /// A slot's rule with something in place of the gradient that arrives, and whether it is that.
  private func rule(
    _ edge: Contribution<Double>, upstream: Math
  ) -> (math: Math, isSame: Bool)? {
    let node = edge.to
    let signature = trace.signature(of: node)
    let names = setter(node)
    let setter = FormulaSetter(
      signature: signature, operand: names.operand, output: names.output, upstream: upstream,
      numerals: numerals, parameter: names.parameter)
    switch trace.rules(of: node)[edge.slot] {
    case .derivative(let formula):
      let formula = formula.simplified(for: signature)
        .withoutUnitTotals(in: environment(node))
      if case .cases = formula { return nil }
      let isRepeated =
        signature.operands[edge.slot].count < signature.shape.count && !signature.shape.isScalar
      let isSpread =
        signature.shape.isScalar && !signature.operands[edge.slot].isScalar
        && !names.isEntrywise(formula)
      if formula == .number(1), !isRepeated, !isSpread { return (upstream, true) }
      if upstream == .seed, !isRepeated, !isSpread { return (setter.set(formula), false) }
      return (entrywiseProduct(edge, formula, setter), false)
    case .pullback(let formula):
      let formula = formula.simplified(for: signature)
      // Where entries go back to their places, a line of factors does not say where that is.
      if case .scattered = formula { return nil }
      if case .einsum = formula { return nil }
      if formula == .upstream { return (upstream, true) }
      return (setter.set(formula), false)
    case .label: return nil
    }
  }
}

extension Math {
  /// Whether this is a name or a number alone, which needs no brackets as a factor.
  fileprivate var isName: Bool {
    switch self {
    case .number, .identifier, .superscript(_, .identifier("T")): true
    case .subscript(let base, _): base.isName
    case .role(_, let math), .accented(let math, _): math.isName
    case .row(let pieces): pieces.count == 1 && pieces[0].isName
    default: false
    }
  }
}
