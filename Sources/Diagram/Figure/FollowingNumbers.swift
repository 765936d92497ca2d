import Autodiff
import Derivation
import Scene

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

/// What numbers are called where a page may write others in their places, and the room they are kept.
extension NumberSetter {
  /// The numbers of a tensor, marked as its entries where that is asked for.
  func named(
    _ box: MathBox, _ key: String, _ growth: NumberMark.Growth = .around
  ) -> MathBox {
    options.namesNumbers ? box.naming(growth) { "\(key).\($0)" } : box
  }

  /// What stands before a value, marked where it makes way for a longer one.
  func lead(_ box: MathBox, of edge: FigureGraph.Edge) -> MathBox {
    guard room(beside: edge.value(in: trace)) != nil else { return box }
    return box.asNumber().naming { _ in "lead v\(edge.source.index).0" }
  }

  /// How much wider than a number the room is that is kept for it beside an arrow that runs down,
  /// where a page may write a longer one: it cannot grow across the arrow. Nil where arrows run level,
  /// and for the entries of a tensor.
  func room(beside tensor: Tensor<Double>?) -> Double? {
    guard options.namesNumbers, options.direction == .topToBottom, let number = tensor?.scalar
    else { return nil }
    let width = setter.set(numerals.math(number), size: Self.size).width
    return max(0, Self.roomyWidth - width)
  }

  /// The width of a number of four digits with its sign.
  private static let roomyWidth = 50.0

  /// What the numbers along an arrow are called; nil where they stay as they are, as at the output.
  func contributionName(of edge: FigureGraph.Edge) -> String? {
    contribution(of: edge).map { "c\($0.to.index).\($0.slot)" }
  }

  /// Whether a page can write other numbers in the places of all that stand along an arrow.
  func canFollow(_ edge: FigureGraph.Edge) -> Bool {
    guard edge.bundle.isEmpty, Self.isWrittenOut(trace.shape(of: edge.source)) else { return false }
    guard let gradient = edge.gradient.tensor, !edge.isExit else { return true }
    // A tensor of zeros is one 0, which leaves no room for others.
    return contribution(of: edge) != nil
      && (gradient.shape.rank == 0 || gradient.elements.contains { $0 != 0 })
  }
}
