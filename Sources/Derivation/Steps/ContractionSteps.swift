import Autodiff
import Notation
import Wording

/// Products over letters, whose rules say which entries go together: the rule, one entry in full, and
/// all numbers.
extension Derivation {
  /// y[i, k] = ∑ⱼ a[i, j] · b[j, k], the first entry in numbers, and y.
  func contraction(_ node: NodeID, _ letters: AxisLetters, _ definition: Formula) -> [Equation] {
    let (name, shape) = (symbols.symbol(node), trace.shape(of: node))
    var rule = Equation(.entry(name, letters.result.map { String($0) }))
    rule.add(setter(node).set(definition))
    let operands = trace.operands(of: node)
    let first = [Int](repeating: 0, count: shape.rank)
    let line = EntryLine(
      roles: operands.map { _ in .value },
      terms: letters.products(at: first, letters.extents(trace.signature(of: node).operands)).map {
        term($0, operands)
      })
    let value = trace.valueEntries(of: node)[0]
    let entry = line.equation(.entry(name, first), result: value, self)
    return [rule, entry] + (shape.isScalar ? [] : [whole(name, rounded(valueOf: node), .value)])
  }

  /// ∂L/∂a[i, j] = ∑ₖ ∂L/∂y[i, k] · b[j, k], the first entry in numbers, and ∂L/∂a.
  func contraction(
    _ edge: Contribution<Double>, _ letters: AxisLetters, _ formula: Formula, _ name: Math
  ) -> [Equation] {
    var rule = Equation(.entry(name, letters.result.map { String($0) }))
    rule.add(setter(edge.to).set(formula))
    guard let gradient = edge.gradient.tensor, let upstream = trace.gradient(of: edge.to).tensor
    else { return [rule] }
    var operands = trace.operands(of: edge.to)
    operands.remove(at: edge.slot)
    let signature = trace.signature(of: edge.to)
    var extents = letters.extents([signature.shape] + operands.map { trace.shape(of: $0) })
    for (letter, extent) in zip(letters.result, gradient.shape.extents) {
      extents[letter] = extent
    }
    let first = [Int](repeating: 0, count: gradient.shape.rank)
    let line = EntryLine(
      roles: [.gradient] + operands.map { _ in .value },
      terms: letters.products(at: first, extents).map { indices in
        var term = term(Array(indices.dropFirst()), operands)
        term.names.insert(
          .derivative(
            of: symbols.differentiated, by: .entry(symbols.symbol(edge.to), indices[0])), at: 0)
        term.numbers.insert(upstream.elements[upstream.shape.place(of: indices[0])], at: 0)
        return term
      })
    let entry = line.equation(.entry(name, first), result: gradient.elements[0], self)
    let scalar = gradient.shape.isScalar
    return [rule, entry]
      + (scalar ? [] : [whole(name, Rounded(gradient), .gradient)])
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
