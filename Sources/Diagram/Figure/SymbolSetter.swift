import Autodiff
import Derivation
import Notation
import Scene

/// Symbols where numbers stand otherwise: `t` above an arrow, `∂z/∂t · ∂t/∂x` below it.
extension NumberSetter {
  /// What flows back along an arrow, upstream times local; at the output the gradient's own name, and
  /// nil where several arrows are drawn as one.
  ///
  /// - Parameter end: the node that the arrow leads to in the figure.
  func symbols(of edge: FigureGraph.Edge, into end: FigureGraph.Node) -> MathBox? {
    guard edge.bundle.isEmpty else { return nil }
    guard let arrow = contribution(of: edge), end.kind == .operation else {
      return symbol(derivation.gradientSymbol(of: edge.source))
    }
    return symbol(derivation.symbolicProduct(arrow, through: end.id))
  }

  /// That a gradient is the sum of what so many arrows bring: `∂L/∂x = ∑ 2 arrows`.
  func symbolicSum(of arrows: Int, at node: NodeID) -> MathBox {
    let count = Math.big("∑", below: nil, .text(FigureWords.arrows(arrows)[options.language]))
    var line = symbol(derivation.gradientSymbol(of: node))
    line.append(sign("="), gap: 4)
    line.append(setter.set(count, size: Self.entrySize, paint: .backwardText), gap: 4)
    return line
  }

  private func symbol(_ math: Math) -> MathBox {
    setter.set(math, size: Self.size, paint: .backwardText)
  }
}
