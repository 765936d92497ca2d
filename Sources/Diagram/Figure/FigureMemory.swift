import GraphLayout

/// What is known of graphs that have been drawn, for those that are drawn again: for another frame, or
/// in another language. What a figure looks like does not depend on it.
package struct FigureMemory: Sendable {
  let arrangements = ArrangementCache()

  /// Nothing is known yet.
  package init() {}
}
