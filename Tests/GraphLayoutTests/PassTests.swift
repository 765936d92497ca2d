import Testing

@testable import GraphLayout

private func ranked(_ graph: LayoutGraph) -> [RankedGraph] {
  splitIntoComponents(orient(graph, options: LayoutOptions())).map { assignRanks($0) }
}

/// What each pass promises to the next.
@Suite struct PassTests {
  @Test(arguments: 1...20) func ranksGrowAlongEdges(seed: Int) {
    for part in ranked(.random(seed)) {
      #expect(part.ranks.min() == 0)
      for edge in part.graph.edges {
        #expect(part.ranks[edge.target] - part.ranks[edge.source] >= edge.minimumLength)
      }
    }
  }

  @Test func leavesStandRightBeforeTheirUse() throws {
    let part = try #require(ranked(.apples).first)
    // The tax (node 3) is used by the second product only.
    let use = try #require(part.graph.edges.first { $0.source == 3 })
    #expect(part.ranks[use.target] - part.ranks[3] == use.minimumLength)
  }

  @Test(arguments: 1...20) func segmentsLeadFromRankToRank(seed: Int) {
    for part in ranked(.random(seed)) {
      let layered = subdivide(part)
      for segment in layered.segments {
        #expect(layered.items[segment.head].rank - layered.items[segment.tail].rank == 1)
      }
      for (edge, chain) in zip(part.graph.edges, layered.chains) where edge.label != nil {
        #expect(chain.count { layered.items[$0].kind == .label } == 1)
      }
    }
  }

  @Test(arguments: 1...20) func ordersHoldEachItemOnce(seed: Int) {
    for part in ranked(.random(seed)) {
      let ordered = reduceCrossings(subdivide(part))
      #expect(ordered.orders.flatMap { $0 }.sorted() == Array(ordered.layered.items.indices))
      for (rank, order) in ordered.orders.enumerated() {
        #expect(order.allSatisfy { ordered.layered.items[$0].rank == rank })
        #expect(order.enumerated().allSatisfy { ordered.places[$0.element] == $0.offset })
      }
    }
  }

  @Test func aPlanarGraphHasNoCrossings() {
    for part in ranked(.apples) + ranked(.square) {
      let ordered = reduceCrossings(subdivide(part))
      #expect(countCrossings(ordered.layered, orders: ordered.orders, places: ordered.places) == 0)
    }
  }

  /// K₂,₂ cannot be drawn in two ranks without its one crossing.
  @Test func theAccumulatorTreeCountsCrossings() throws {
    var graph = LayoutGraph()
    let leaves = [graph.leaf(), graph.leaf()]
    for _ in 0..<2 { _ = graph.operation(leaves, labels: false) }
    let ordered = reduceCrossings(subdivide(try #require(ranked(graph).first)))
    #expect(countCrossings(ordered.layered, orders: ordered.orders, places: ordered.places) == 1)
  }

  @Test(arguments: 1...20) func neighboursKeepTheirDistance(seed: Int) {
    let options = LayoutOptions()
    for part in ranked(.random(seed)) {
      let placed = assignPlaces(
        RowedGraph(reduceCrossings(subdivide(part))), options: options)
      for order in placed.ordered.orders {
        for (a, b) in zip(order, order.dropFirst()) {
          let items = placed.ordered.layered.items
          #expect(placed.across[b] - placed.across[a] >= items[a].below + items[b].above - 0.01)
        }
      }
    }
  }

  /// What is counted as gained while sifting is what has been gained.
  @Test(arguments: 1...8) func theSearchKnowsItsCost(seed: Int) {
    for part in ranked(.random(seed)) {
      var search = OrderSearch(subdivide(part))
      search.descendFromAllStarts()
      search.shake(budget: 20_000)
      #expect(search.cost == Sifter(search.layered).cost(search.order))
    }
  }

  /// Labels have ranks of their own; they add no crossing to the graph without them.
  @Test(arguments: 1...5) func labelsCostNoCrossing(seed: Int) {
    for part in splitIntoComponents(orient(.random(seed), options: LayoutOptions())) {
      var bare = part
      for index in bare.edges.indices {
        bare.edges[index].label = nil
        bare.edges[index].minimumLength = 1
      }
      let fewest = reduceCrossings(rankings(of: bare).map(subdivide)).crossings
      guard let ordered = orderedLikeBare(part) else { continue }
      #expect(ordered.crossings <= fewest)
      for edge in part.edges {
        let ranks = ordered.layered.ranked.ranks
        #expect(ranks[edge.target] - ranks[edge.source] >= edge.minimumLength)
      }
    }
  }

  /// Two lines of operations, their operands crossed over: untangled by moving whole arrows.
  @Test func aGraphThatCanBeDrawnFlatIs() throws {
    var graph = LayoutGraph()
    let leaves = (0..<8).map { _ in graph.leaf() }
    var line = leaves[0]
    for leaf in [5, 2, 7, 1, 6, 3, 4] { line = graph.operation([line, leaves[leaf]]) }
    let part = try #require(ranked(graph).first)
    let ordered = reduceCrossings(subdivide(part))
    #expect(countCrossings(ordered.layered, orders: ordered.orders, places: ordered.places) == 0)
  }

  /// An input of a band stands before it, not above or below.
  @Test func inputsStandBeforeTheirBands() throws {
    let part = try #require(ranked(.network).first)
    let inputs = part.graph.nodes.indices.filter { part.graph.nodes[$0].cluster < 0 }
    #expect(!inputs.isEmpty)
    for input in inputs {
      #expect(part.ranks[input] < part.spans.compactMap { $0?.lowerBound }.min() ?? 0)
    }
  }

  @Test func mainLinesAreStraight() {
    // The first product and the second share one height.
    let anchors = layout(.apples).anchors
    #expect(abs(anchors[2].y - anchors[4].y) < 0.01)
  }

  @Test func bothArrowsOfASquareLeaveSymmetrically() {
    let result = layout(.square)
    let lines = result.edges.prefix(2).compactMap { $0.label?.line }
    #expect(abs((lines[0] + lines[1]) / 2 - result.anchors[0].y) < 0.3)
  }

  @Test func separatedPlacesKeepDistanceAndOrder() {
    let places = separated([0, 0, 1, 50], by: [10, 10, 10], within: -100...100)
    for (a, b) in zip(places, places.dropFirst()) { #expect(b - a >= 10 - 1e-9) }
    #expect(places[3] == 50)
  }

  /// The large path: relaxed places instead of exact ones keep the same promises.
  @Test func largeGraphsKeepTheirDistances() {
    let graph = LayoutGraph.random(3, nodes: 900, labels: false)
    let result = layout(graph)
    var byColumn: [Int: [Layout.Box]] = [:]
    for node in result.nodes { byColumn[Int(node.x * 4), default: []].append(node) }
    for column in byColumn.values {
      let sorted = column.sorted { $0.y < $1.y }
      for (a, b) in zip(sorted, sorted.dropFirst()) {
        #expect(b.y - a.y >= (a.height + b.height) / 2 - 0.01)
      }
    }
  }
}
