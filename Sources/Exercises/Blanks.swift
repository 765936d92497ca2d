import Autodiff
import Derivation

/// The blanks of a computation: the values in the order of the forward pass, then the gradients in the
/// order of the backward pass, in which each node's arrows come before their sum.
///
///     let blanks = Blanks(trace, .all)
///     blanks[0].letter            // (a)
///     blanks.gradient(of: apple)  // the blank that asks for ∂total/∂apple
package struct Blanks: Sendable, RandomAccessCollection {
  private let blanks: [Blank]
  private let places: [Place: Int]

  private enum Place: Hashable {
    case value(NodeID)
    case gradient(NodeID)
    case arrow(Blank.Arrow)
  }

  /// Finds the blanks of a trace.
  ///
  /// - Parameters:
  ///   - selection: Which numbers are left out.
  ///   - numerals: How the answers are printed.
  package init(
    _ trace: Trace<Double>, _ selection: BlankSelection, numerals: Numerals = Numerals()
  ) {
    // Its words are not asked for.
    self.init(Derivation(trace, language: .english, numerals: numerals), selection)
  }

  /// Finds the blanks of a derivation, whose numerals print the answers.
  package init(_ derivation: Derivation, _ selection: BlankSelection) {
    var finder = BlankFinder(derivation)
    if selection != .none { finder.find(selection) }
    blanks = finder.blanks
    var places: [Place: Int] = [:]
    for blank in blanks {
      switch blank.kind {
      case .value: places[.value(blank.node)] = blank.index
      case .gradient: places[.gradient(blank.node)] = blank.index
      case .product: break
      }
      if let arrow = blank.arrow { places[.arrow(arrow)] = blank.index }
    }
    self.places = places
  }

  package var startIndex: Int { blanks.startIndex }
  package var endIndex: Int { blanks.endIndex }
  package subscript(index: Int) -> Blank { blanks[index] }

  /// The blank in the place of a node's value; nil where it is given.
  package func value(of node: NodeID) -> Blank? { places[.value(node)].map { blanks[$0] } }

  /// The blank in the place of a node's gradient; nil where it is given or not computed.
  package func gradient(of node: NodeID) -> Blank? { places[.gradient(node)].map { blanks[$0] } }

  /// The blank at an arrow: a product, or the gradient of a node with one arrow.
  package func along(_ arrow: Blank.Arrow) -> Blank? { places[.arrow(arrow)].map { blanks[$0] } }
}

/// Looks for blanks, pass by pass.
private struct BlankFinder {
  let derivation: Derivation
  let names: StableNames
  var blanks: [Blank] = []

  var trace: Trace<Double> { derivation.trace }

  init(_ derivation: Derivation) {
    self.derivation = derivation
    names = StableNames(derivation.trace)
  }

  mutating func find(_ selection: BlankSelection) {
    for node in trace.nodes where selection.leavesOut(valueOf: node, in: trace) {
      add(.value, "value:" + names[node], node, derivation.rounded(valueOf: node).tensor)
    }
    for node in trace.nodes.reversed() {
      let arrows = trace.contributions(to: node).filter(selection.leavesOut)
      // What the output's gradient begins with is given.
      let isSum = arrows.count > 1 && node != trace.output
      let isWhole = arrows.count == 1 && node != trace.output
      for arrow in arrows {
        guard let answer = derivation.rounded(arrow)?.tensor else { continue }
        let place = Blank.Arrow(to: arrow.to, slot: arrow.slot)
        if isWhole {
          add(.gradient, "gradient:" + names[node], node, answer, at: place)
        } else {
          add(.product, "product:\(names[arrow.to])/\(arrow.slot)", node, answer, at: place)
        }
      }
      if isSum, let total = derivation.rounded(gradientOf: node)?.tensor {
        add(.gradient, "gradient:" + names[node], node, total)
      }
    }
  }

  private mutating func add(
    _ kind: Blank.Kind, _ id: String, _ node: NodeID, _ answer: Tensor<Double>,
    at arrow: Blank.Arrow? = nil
  ) {
    blanks.append(
      Blank(
        id: id, index: blanks.count, kind: kind, node: node, arrow: arrow, answer: answer,
        numerals: derivation.numerals))
  }
}
