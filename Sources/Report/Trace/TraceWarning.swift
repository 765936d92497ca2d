import Autodiff
import Wording

/// A node whose value is not finite, as a trace names it.
public struct TraceWarning: Sendable, Hashable {
  /// Where the node stands in its file.
  public let place: SourcePlace
  /// The node.
  public let node: NodeID
  /// What is not finite, in one sentence.
  public let message: Bilingual

  /// Creates a warning.
  public init(place: SourcePlace, node: NodeID, message: Bilingual) {
    self.place = place
    self.node = node
    self.message = message
  }
}
