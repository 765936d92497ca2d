import Synchronization

/// Arrangements that have been found, for graphs that are drawn again: in another frame, in another
/// language, with other numbers.
///
/// An arrangement follows from what leads where and stands in what, not from sizes: equal structures
/// have the same one, whoever asks first.
package final class ArrangementCache: Sendable {
  private let known = Mutex<[Arrangement.Structure: Arrangement]>([:])
  private let layouts = Mutex<[Measured: Layout]>([:])

  /// A graph with all of its sizes, and how it is laid out.
  private struct Measured: Hashable {
    let graph: LayoutGraph
    let options: LayoutOptions
  }

  /// How many layouts are kept, so that they do not grow with a class.
  private static let mostLayouts = 256
  /// How large a graph may be whose layout is kept.
  private static let mostNodes = 300

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

  /// The layout of a graph, whose arrangement is known: of numbers that are as wide as others were, the
  /// same layout.
  package func layout(
    of graph: LayoutGraph, _ arrangement: Arrangement, options: LayoutOptions
  ) -> Layout {
    guard graph.nodes.count <= Self.mostNodes else {
      return arrangement.layout(graph, options: options)
    }
    let measured = Measured(graph: graph, options: options)
    if let layout = layouts.withLock({ $0[measured] }) { return layout }
    let layout = arrangement.layout(graph, options: options)
    layouts.withLock {
      if $0.count >= Self.mostLayouts { $0.removeAll() }
      $0[measured] = layout
    }
    return layout
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
