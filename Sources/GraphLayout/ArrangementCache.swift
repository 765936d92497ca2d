import Synchronization

/// Arrangements that have been found, for graphs that are drawn again: in another frame, in another
/// language, with other numbers.
///
/// An arrangement follows from what leads where and stands in what, not from sizes: equal structures
/// have the same one, whoever asks first.
package final class ArrangementCache: Sendable {
  private let known = Mutex<[Arrangement.Structure: Arrangement]>([:])

  /// An empty cache.
  package init() {}

  /// The arrangement of a graph.
  package func arrangement(of graph: LayoutGraph) -> Arrangement {
    let structure = Arrangement.Structure(graph)
    if let arrangement = known.withLock({ $0[structure] }) { return arrangement }
    let arrangement = Arrangement(graph)
    known.withLock { $0[structure] = arrangement }
    return arrangement
  }
}

extension Arrangement {
  /// All that ranks and orders follow from.
  struct Structure: Hashable {
    private struct Edge: Hashable {
      let from, to, slot: Int
      let isOrdered, hasLabel: Bool
    }

    private let edges: [Edge]
    private let clusterOfNode: [Int?]
    private let parentOfCluster: [Int?]
    private let columns, orders: [[Int]]

    init(_ graph: LayoutGraph) {
      edges = graph.edges.map {
        Edge(
          from: $0.from, to: $0.to, slot: $0.slot, isOrdered: $0.isOrdered,
          hasLabel: $0.label != nil)
      }
      clusterOfNode = graph.nodes.map(\.cluster)
      parentOfCluster = graph.clusters.map(\.parent)
      columns = graph.columns
      orders = graph.orders
    }
  }
}
