import Testing

@testable import GraphLayout

/// Columns and orders that authors ask for.
@Suite struct AlignmentTests {
  /// Nodes none of which leads to another of them.
  private func independent(_ graph: LayoutGraph, _ dice: inout Dice) -> [Int] {
    var reaches = [Set<Int>](repeating: [], count: graph.nodes.count)
    for node in graph.nodes.indices {
      for edge in graph.edges where edge.to == node {
        reaches[node].insert(edge.from)
        reaches[node].formUnion(reaches[edge.from])
      }
    }
    var chosen: [Int] = []
    for _ in 0..<12 {
      let node = dice.roll(graph.nodes.count)
      if !chosen.contains(node),
        chosen.allSatisfy({ !reaches[$0].contains(node) && !reaches[node].contains($0) })
      {
        chosen.append(node)
      }
    }
    return Array(chosen.prefix(4))
  }

  @Test(arguments: 0..<60) func columnsStandInOneColumnInTheirOrder(_ seed: Int) {
    var dice = Dice(seed + 1)
    var graph = LayoutGraph.random(seed, nodes: 20)
    let nodes = independent(graph, &dice)
    guard nodes.count > 1 else { return }
    graph.orders = [nodes]
    for direction in [LayoutOptions.Direction.leftToRight, .topToBottom] {
      for length in [Double.infinity, 500] {
        var options = LayoutOptions(direction: direction)
        options.rowLength = length
        let anchors = layout(graph, options: options).anchors
        let isLevel = direction == .leftToRight
        for (a, b) in zip(nodes, nodes.dropFirst()) {
          let (first, second) = (anchors[a], anchors[b])
          let distance = isLevel ? first.x - second.x : first.y - second.y
          #expect(abs(distance) < 1e-6, "\(nodes) of seed \(seed)")
          #expect(isLevel ? first.y < second.y : first.x < second.x, "\(nodes) of seed \(seed)")
        }
      }
    }
  }

  /// What cannot be held is left out, and the rest is laid out.
  @Test func arrowsWin() {
    var graph = LayoutGraph.apples
    graph.columns = [[0, 2], [1, 3]]
    let places = layout(graph)
    #expect(places.anchors[0].x < places.anchors[2].x)
    #expect(places.anchors[1].x == places.anchors[3].x)
  }

  @Test func partsOfAGraphStandTogether() {
    var graph = LayoutGraph()
    let (a, b) = (graph.leaf(), graph.leaf())
    let c = graph.operation([a])
    let d = graph.operation([b])
    _ = graph.operation([d])
    graph.columns = [[c, d]]
    let anchors = layout(graph).anchors
    #expect(anchors[c].x == anchors[d].x)
  }

  @Test func columnsReachAcrossBands() {
    var graph = LayoutGraph.network
    graph.columns = [[0, 4]]
    let anchors = layout(graph).anchors
    #expect(anchors.allSatisfy { $0.x.isFinite && $0.y.isFinite })
  }

  @Test func nothingChangesWithoutThem() {
    for seed in 0..<10 {
      let graph = LayoutGraph.random(seed)
      var other = graph
      other.columns = [[3]]
      #expect(layout(graph) == layout(other))
    }
  }
}
