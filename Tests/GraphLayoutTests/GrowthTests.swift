import Testing

@testable import GraphLayout

extension LayoutGraph {
  /// h = tanh(h·w + x·u), step after step: w, x and u feed all of them.
  fileprivate static func recurrent(_ steps: Int) -> LayoutGraph {
    var graph = LayoutGraph()
    let (w, x, u) = (graph.leaf(), graph.leaf(), graph.leaf())
    var h = graph.leaf()
    for _ in 0..<steps {
      let old = graph.operation([h, w], labels: false)
      let new = graph.operation([x, u], labels: false)
      h = graph.operation([graph.operation([old, new], labels: false)], labels: false)
    }
    return graph
  }

  /// One variable whose functions are added up one after another.
  fileprivate static func fan(_ arrows: Int) -> LayoutGraph {
    var graph = LayoutGraph()
    let x = graph.leaf()
    var sum = graph.operation([x], labels: false)
    for _ in 1..<arrows {
      sum = graph.operation([sum, graph.operation([x], labels: false)], labels: false)
    }
    return graph
  }

  /// Each result takes the one before it and one half as far from the start.
  fileprivate static func skips(_ nodes: Int) -> LayoutGraph {
    var graph = LayoutGraph()
    _ = graph.leaf()
    for node in 1..<nodes { _ = graph.operation([node - 1, node / 2], labels: false) }
    return graph
  }

  /// Groups side by side, whose results are added up one after another.
  fileprivate static func groups(_ count: Int) -> LayoutGraph {
    var graph = LayoutGraph()
    let x = graph.leaf()
    var sum = x
    for _ in 0..<count {
      let cluster = graph.addCluster(.init())
      let weight = graph.leaf(cluster: cluster)
      let product = graph.operation([x, weight], cluster: cluster, labels: false)
      sum = graph.operation(
        [sum, graph.operation([product], cluster: cluster, labels: false)], labels: false)
    }
    return graph
  }

  /// Groups of which each contains the one before it.
  fileprivate static func nested(_ depth: Int) -> LayoutGraph {
    var graph = LayoutGraph()
    for level in 0..<depth { graph.addCluster(.init(parent: level == 0 ? nil : level - 1)) }
    var last = graph.leaf()
    for level in (0..<depth).reversed() {
      last = graph.operation([last], cluster: level, labels: false)
    }
    return graph
  }
}

/// What large graphs cost, counted in what they are cut into: not in seconds, which differ from
/// machine to machine.
@Suite struct GrowthTests {
  private func layered(_ graph: LayoutGraph) -> LayeredGraph {
    let part = splitIntoComponents(orient(graph, options: LayoutOptions()))[0]
    let ranked = assignRanks(part)
    return ranked.hasTooManyBends ? subdivide(ranked, planBuses(ranked)) : subdivide(ranked)
  }

  /// A graph in which one node feeds a long chain.
  enum Shape: CaseIterable {
    case recurrent, fan, skips

    func graph(_ size: Int) -> LayoutGraph {
      switch self {
      case .recurrent: .recurrent(size)
      case .fan: .fan(size)
      case .skips: .skips(size)
      }
    }
  }

  /// Long arrows share lanes, so that twice the graph is cut into twice the pieces, not four times.
  @Test(arguments: Shape.allCases) func piecesGrowAsTheGraphDoes(_ shape: Shape) {
    for size in [1_000, 2_000] {
      let graph = shape.graph(size)
      let layered = layered(graph)
      let extent = graph.nodes.count + graph.edges.count
      #expect(layered.items.count <= 5 * extent)
      #expect(layered.segments.count <= 6 * extent)
    }
    // Bends on every rank that an arrow passes would be hundreds for each.
    let all = splitIntoComponents(orient(shape.graph(2_000), options: LayoutOptions()))[0]
    #expect(assignRanks(all).bendCount > 100 * all.edges.count)
  }

  /// Whoever has the estimate knows what is to come.
  @Test(arguments: [
    LayoutGraph.recurrent(300), .recurrent(1_000), .fan(800), .skips(600), .nested(40),
    .groups(300), .apples,
    .network, .random(3, nodes: 400, labels: false),
  ]) func theEstimateIsNearWhatIsMade(_ graph: LayoutGraph) {
    let layered = layered(graph)
    let size = LayeredSize(of: graph)
    #expect(size.items >= graph.nodes.count)
    #expect(2 * size.items >= layered.items.count && size.items <= 3 * layered.items.count)
    #expect(size.ranks <= layered.ranked.rankCount && 3 * size.ranks >= layered.ranked.rankCount)
  }

  /// Borders of groups within one another grow with the square of their depth: the one thing that
  /// does, which is why the size of a figure is looked at before it is made.
  @Test func theEstimateKnowsOfBordersWithinBorders() {
    let sizes = [50, 100].map { LayeredSize(of: .nested($0)).items }
    #expect(sizes[0] >= 50 * 50 && sizes[1] >= 100 * 100 && sizes[1] <= 4 * sizes[0] + 400)
  }

  /// A part knows the groups of its own nodes and no others.
  @Test func partsHaveTheirOwnGroupsOnly() {
    var graph = LayoutGraph()
    for island in 0..<300 {
      let outer = graph.addCluster(.init(header: Double(island)))
      let inner = graph.addCluster(.init(parent: outer))
      _ = graph.operation([graph.leaf(cluster: inner)], cluster: inner, labels: false)
    }
    let parts = splitIntoComponents(orient(graph, options: LayoutOptions()))
    #expect(parts.count == 300)
    for (island, part) in parts.enumerated() {
      #expect(part.clusters.map(\.id) == [2 * island, 2 * island + 1])
      #expect(part.clusters.map(\.parent) == [-1, 0])
      #expect(part.nodes.allSatisfy { $0.cluster == 1 })
    }
    let places = layout(graph).clusters
    #expect(places.allSatisfy { $0.count == 1 })
    for island in 0..<300 {
      guard let outer = places[2 * island].first, let inner = places[2 * island + 1].first else {
        continue
      }
      #expect(abs(outer.y - inner.y) <= outer.height / 2 && outer.height > inner.height)
    }
  }
}
