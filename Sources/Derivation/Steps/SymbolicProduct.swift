import Autodiff
import Notation

/// What flows along an arrow, in symbols alone: what arrived there, times the local derivative.
///
///     ∂L/∂z · ∂z/∂x           between scalars
///     ∂L/∂Y ∘ (1 − Y ∘ Y)     entry by entry, by the rule
///     ∂L/∂Y · Wᵀ              by a product of matrices
extension Derivation {
  /// The product along an arrow; the name of the gradient alone where no product says it, as of an
  /// index.
  ///
  /// - Parameter end: the addition in which the arrow's sum ends, where that is drawn as one node: all
  ///   of its terms pass on what arrives there.
  package func symbolicProduct(_ edge: Contribution<Double>, through end: NodeID? = nil) -> Math {
    let node = end ?? edge.to
    let upstream = symbols.gradient(node)
    if node != edge.to {
      let local = Math.derivative(of: symbols.symbol(node), by: symbols.symbol(edge.from))
      return trace.shape(of: node).isScalar ? [upstream, "·", local] : upstream
    }
    let product: Math = [upstream, "·", localSymbol(edge)]
    let signature = trace.signature(of: node)
    switch trace.rules(of: node)[edge.slot] {
    case .label: return symbols.gradient(edge.from)
    case .derivative(let formula):
      if signature.shape.isScalar { return product }
      return entrywiseProduct(edge, formula.simplified(for: signature), setter(node))
    case .pullback(let formula):
      if trace.localDerivative(of: node, slot: edge.slot) != nil { return product }
      switch formula.simplified(for: signature) {
      case .scattered, .einsum: return symbols.gradient(edge.from)
      case let formula: return setter(node).set(formula)
      }
    }
  }
}
