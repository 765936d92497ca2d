import Autodiff
import Exercises

/// The letters of a figure's blanks, the same that a sheet's steps have.
package struct FigureLetters: Hashable, Sendable {
  private var values: [NodeID: String] = [:]
  private var gradients: [NodeID: String] = [:]
  private var arrows: [Blank.Arrow: String] = [:]

  /// The letters of some blanks.
  package init(_ blanks: Blanks) {
    for blank in blanks {
      switch blank.kind {
      case .value: values[blank.node] = blank.letter
      case .gradient: gradients[blank.node] = blank.letter
      case .product: break
      }
      if let arrow = blank.arrow { arrows[arrow] = blank.letter }
    }
  }

  /// The letter of a node's value.
  func value(of node: NodeID) -> String? { values[node] }
  /// The letter of a node's gradient.
  func gradient(of node: NodeID) -> String? { gradients[node] }
  /// The letter of what flows back along an arrow.
  func along(_ arrow: Contribution<Double>?) -> String? {
    arrow.flatMap { arrows[Blank.Arrow(to: $0.to, slot: $0.slot)] }
  }
}
