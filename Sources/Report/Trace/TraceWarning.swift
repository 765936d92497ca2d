import Autodiff
import Wording

/// A node whose value is not finite, as a trace names it.
package struct TraceWarning: Sendable, Hashable {
  /// Where the node stands in its file.
  package let place: SourcePlace
  /// The node.
  package let node: NodeID
  /// What is not finite, in one sentence.
  package let message: Bilingual

  /// Creates a warning.
  package init(place: SourcePlace, node: NodeID, message: Bilingual) {
    self.place = place
    self.node = node
    self.message = message
  }
}
