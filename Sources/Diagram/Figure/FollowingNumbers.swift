import Autodiff
import Derivation

extension FigurePlan {
  /// Whether a page can write other numbers in the places of all that are written here, and nothing
  /// else that is drawn would then be untrue: every number stands on an arrow of one operand slot, no
  /// tensor is a picture, and no mark says what holds for these numbers alone.
  var canFollow: Bool {
    guard labels, options.namesNumbers, options.blank == .none, !options.writesLocals,
      !options.writesSymbols, options.strength == nil, !marksBirths, trace.kinks.isEmpty
    else { return false }
    let numbers = NumberSetter(
      derivation: derivation, options: options, names: names, setter: setter, blankSize: blankSize)
    let isLoose = graph.nodes.contains { node in
      // A leaf that nothing uses has its number in its own face.
      node.kind == .leaf && node.id != trace.output && trace.uses(of: node.id).isEmpty
    }
    return !isLoose && graph.edges.allSatisfy(numbers.canFollow)
  }
}
