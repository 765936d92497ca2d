import Autodiff
import Notation

/// What a worksheet asks for, and the rule that leads there: the equations of a step without what is
/// computed in them.
extension Derivation {
  /// The equations of one operand slot, and the gradient that is sought in them.
  package func equations(
    along edge: Contribution<Double>
  ) -> (sought: Math, equations: [Equation]) {
    let sought = partSymbol(of: edge.from, part(edge))
    return (sought, passing(edge))
  }

  /// ∂L/∂x = (∂L/∂x)₁ + (∂L/∂x)₂: the parts that arrive at a node, by their names.
  package func sumOfParts(at node: NodeID) -> Equation {
    var equation = Equation(symbols.gradient(node))
    let count = trace.arrivals(at: node).count
    if count > 1 { equation.add(sumOfParts(of: node, count)) }
    return equation
  }

  /// A leaf with all of its numbers, as somebody computes with them.
  package func given(_ leaf: NodeID) -> Equation {
    var equation = Equation(symbol(of: leaf))
    equation.add(numerals.given(trace.value(of: leaf)).asValue)
    return equation
  }
}

extension Equation {
  /// The chain with its rules alone, without the numbers that are put in and come out.
  package var rules: Equation {
    keeping { position, math in
      position == 0 ? !math.isComputed : !math.isComputed && !math.hasNumbersOfItsOwn
    }
  }

  /// The chain without its last piece.
  package var factors: Equation { keeping { position, _ in position < links.count - 1 } }

  private func keeping(_ isKept: (Int, Math) -> Bool) -> Equation {
    var equation = Equation(left)
    for (position, link) in links.enumerated() where isKept(position, link.math) {
      equation.add(link.math, relation: link.relation)
    }
    return equation
  }

  /// Whether the chain speaks of a piece, whatever shape stands below that.
  package func seeks(_ sought: Math) -> Bool { left.unshaped == sought.unshaped }
}

extension Math {
  /// Whether numbers stand here that were computed: coloured ones, or those of a tensor.
  fileprivate var isComputed: Bool {
    switch self {
    case .vector, .matrix: true
    case .number, .scientific, .identifier, .text, .sign, .function, .row, .fraction, .subscript,
      .superscript, .accented, .root, .fenced, .cases, .big, .annotated, .role:
      hasRoles
    }
  }
}
