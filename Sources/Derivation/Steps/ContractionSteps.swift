import Autodiff
import Notation
import Wording

/// Products over letters, whose rules say which entries go together: the rule, one entry in full, and
/// all numbers.
extension Derivation {
  /// y[i, k] = ∑ⱼ a[i, j] · b[j, k], the first entry in numbers, and y.
  func contraction(_ node: NodeID, _ letters: AxisLetters, _ definition: Formula) -> [Equation] {
    let name = symbols.symbol(node)
    var rule = Equation(.entry(name, letters.result.map { String($0) }))
    rule.add(setter(node).set(definition))
    let entry = firstEntry(node, letters)
    let isTold = trace.shape(of: node).isScalar && entry != nil
    return [rule] + (entry.map { [$0] } ?? [])
      + (isTold ? [] : [whole(name, rounded(valueOf: node), .value)])
  }

  /// ∂L/∂a[i, j] = ∑ₖ ∂L/∂y[i, k] · b[j, k], the first entry in numbers, and ∂L/∂a.
  func contraction(
    _ edge: Contribution<Double>, _ letters: AxisLetters, _ formula: Formula, _ name: Math
  ) -> [Equation] {
    var rule = Equation(.entry(name, letters.result.map { String($0) }))
    rule.add(setter(edge.to).set(formula))
    guard let gradient = edge.gradient.tensor else { return [rule] }
    let entry = firstEntry(edge, letters, name)
    let isTold = gradient.shape.isScalar && entry != nil
    return [rule] + (entry.map { [$0] } ?? [])
      + (isTold ? [] : [whole(name, Rounded(gradient), .gradient)])
  }

  /// The first entry of a sum of products, in names and in numbers; nil where nobody would read it.
  func firstEntry(_ node: NodeID, _ letters: AxisLetters) -> Equation? {
    let operands = trace.operands(of: node)
    let first = [Int](repeating: 0, count: letters.result.count)
    let extents = letters.extents(trace.signature(of: node).operands)
    guard let products = letters.products(at: first, extents) else { return nil }
    let line = EntryLine(
      roles: operands.map { _ in .value }, result: .value,
      terms: products.map { term($0, operands) })
    let name = Math.entry(symbols.symbol(node), first)
    return line.equation(name, comesTo: trace.valueEntries(of: node)[0], self)
  }

  /// The first entry of what flows back along a slot, by the letters of its rule.
  func firstEntry(
    _ edge: Contribution<Double>, _ letters: AxisLetters, _ name: Math
  ) -> Equation? {
    guard let gradient = edge.gradient.tensor, let upstream = trace.gradient(of: edge.to).tensor
    else { return nil }
    var operands = trace.operands(of: edge.to)
    operands.remove(at: edge.slot)
    var extents = letters.extents(
      [trace.shape(of: edge.to)] + operands.map { trace.shape(of: $0) })
    for (letter, extent) in zip(letters.result, gradient.shape.extents) {
      extents[letter] = extent
    }
    let first = [Int](repeating: 0, count: gradient.shape.rank)
    guard let products = letters.products(at: first, extents) else { return nil }
    // The seed is no factor, unless nothing else is.
    let begins = !isSeed(edge.to) || operands.isEmpty
    let line = EntryLine(
      roles: (begins ? [.gradient] : []) + operands.map { _ in .value }, result: .gradient,
      terms: products.map { indices in
        var term = term(Array(indices.dropFirst()), operands)
        guard begins else { return term }
        let name = Math.derivative(
          of: symbols.differentiated, by: .entry(symbols.symbol(edge.to), indices[0]))
        term.names.insert(isSeed(edge.to) ? .seed : name, at: 0)
        term.numbers.insert(upstream.elements[upstream.shape.place(of: indices[0])], at: 0)
        return term
      })
    return line.equation(.entry(name, first), comesTo: gradient.elements[0], self)
  }

  private func term(_ indices: [[Int]], _ operands: [NodeID]) -> EntryLine.Term {
    var term = EntryLine.Term()
    for (operand, index) in zip(operands, indices) {
      term.names.append(.entry(symbols.symbol(operand), index))
      term.numbers.append(
        trace.valueEntries(of: operand)[trace.shape(of: operand).place(of: index)])
    }
    return term
  }

  /// A name and all of its numbers.
  private func whole(_ name: Math, _ numbers: Rounded, _ role: MathRole) -> Equation {
    var equation = Equation(name)
    let setter = TensorSetter(numerals: numerals)
    equation.add(.role(role, setter.set(numbers.tensor)), numbers.remainder)
    return equation
  }
}
