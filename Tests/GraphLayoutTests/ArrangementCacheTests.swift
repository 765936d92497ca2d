import Testing

@testable import GraphLayout

/// What has been arranged once is laid out as if it had been arranged anew.
@Suite struct ArrangementCacheTests {
  /// A diamond in a cluster, of nodes of a size; its arrows may have labels.
  private func diamond(_ size: Double, labels: Bool = true, slots: [Int] = [0, 1]) -> LayoutGraph {
    var graph = LayoutGraph()
    graph.addCluster(.init(padding: size / 3))
    for index in 0..<5 {
      graph.addNode(
        .init(width: size, height: size + Double(index), cluster: index == 2 ? 0 : nil))
    }
    let label = labels ? LayoutGraph.Label(length: size, above: 9, below: 4) : nil
    for (from, to, slot) in [(0, 1, 0), (0, 2, 0), (1, 3, slots[1]), (2, 3, slots[0]), (4, 3, 2)] {
      graph.addEdge(.init(from: from, to: to, slot: slot, isOrdered: true, label: label))
    }
    return graph
  }

  @Test func layoutsAreTheSameAsWithoutIt() {
    let cache = ArrangementCache()
    var ordered = diamond(20)
    ordered.orders = [[2, 1]]
    var columned = diamond(20)
    columned.columns = [[0, 4]]
    let graphs = [
      diamond(20), diamond(35), diamond(20, labels: false), diamond(20, slots: [1, 0]), ordered,
      columned, diamond(4),
    ]
    for direction in [LayoutOptions.Direction.leftToRight, .topToBottom] {
      for graph in graphs {
        var options = LayoutOptions()
        options.direction = direction
        #expect(
          cache.arrangement(of: graph).layout(graph, options: options)
            == layout(graph, options: options))
      }
    }
  }

  @Test func sizesDoNotTellStructuresApartAndAllElseDoes() {
    #expect(Arrangement.Structure(diamond(20)) == Arrangement.Structure(diamond(35)))
    var moved = diamond(20)
    moved.nodes[1].cluster = 0
    var ordered = diamond(20)
    ordered.orders = [[2, 1]]
    let others = [diamond(20, labels: false), diamond(20, slots: [1, 0]), moved, ordered]
    let structures = Set(([diamond(20)] + others).map(Arrangement.Structure.init))
    #expect(structures.count == 5)
  }

  /// Whatever was laid out before, and whether it is kept.
  @Test func layoutsAreThoseOfTheirSizes() {
    let cache = ArrangementCache()
    for _ in 0..<2 {
      for width in [20.0, 30, 40] {
        for length in [Double.infinity, 150] {
          var graph = LayoutGraph()
          let nodes = (0..<6).map { _ in graph.addNode(.init(width: width, height: 20)) }
          for (from, to) in [(0, 1), (1, 2), (0, 2), (2, 3), (3, 4), (1, 5), (4, 5)] {
            graph.addEdge(.init(from: nodes[from], to: nodes[to], slot: 0))
          }
          var options = LayoutOptions()
          options.rowLength = length
          let arrangement = cache.arrangement(of: graph)
          #expect(
            cache.layout(of: graph, arrangement, options: options)
              == layout(graph, options: options))
        }
      }
    }
  }
}
