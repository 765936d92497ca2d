import Testing

@testable import GraphLayout

/// What a figure must never show: things on top of one another.
struct Overlaps {
  let layout: Layout
  let graph: LayoutGraph

  private func apart(_ a: Layout.Box, _ b: Layout.Box) -> Bool {
    abs(a.x - b.x) * 2 >= a.width + b.width - 0.01
      || abs(a.y - b.y) * 2 >= a.height + b.height - 0.01
  }

  /// Points along a path, some for each curve.
  private func samples(_ path: Layout.Path) -> [Layout.Point] {
    guard var start = path.points.first else { return [] }
    var points = [start]
    for index in stride(from: 1, to: path.points.count - 2, by: 3) {
      let (a, b, c) = (path.points[index], path.points[index + 1], path.points[index + 2])
      for step in 1...16 {
        let t = Double(step) / 16
        let s = 1 - t
        let (p, q, r, u) = (s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t)
        points.append(
          .init(
            x: p * start.x + q * a.x + r * b.x + u * c.x,
            y: p * start.y + q * a.y + r * b.y + u * c.y))
      }
      start = c
    }
    return points
  }

  private func contains(_ box: Layout.Box, _ point: Layout.Point) -> Bool {
    abs(point.x - box.x) < box.width / 2 - 0.5 && abs(point.y - box.y) < box.height / 2 - 0.5
  }

  /// Each overlap in a few words.
  var found: [String] {
    var found: [String] = []
    let labels = layout.edges.enumerated().compactMap { index, edge in
      edge.label.map { (index, $0.box) }
    }
    for (i, a) in layout.nodes.enumerated() {
      for (j, b) in layout.nodes.enumerated().dropFirst(i + 1) where !apart(a, b) {
        found.append("nodes \(i) and \(j)")
      }
      for (edge, box) in labels where !apart(a, box) { found.append("node \(i), label \(edge)") }
    }
    for (position, a) in labels.enumerated() {
      for b in labels.dropFirst(position + 1) where !apart(a.1, b.1) {
        found.append("labels \(a.0) and \(b.0)")
      }
    }
    for (index, path) in layout.edges.enumerated() {
      let ends = [graph.edges[index].from, graph.edges[index].to]
      for point in samples(path) {
        for (node, box) in layout.nodes.enumerated()
        where !ends.contains(node) && contains(box, point) {
          found.append("arrow \(index) through node \(node)")
        }
        for (edge, box) in labels where edge != index && contains(box, point) {
          found.append("arrow \(index) through label \(edge)")
        }
      }
    }
    return found
  }
}

@Suite struct GeometryTests {
  @Test(arguments: [LayoutGraph.apples, .square, .network]) func figuresDoNotOverlap(
    _ graph: LayoutGraph
  ) {
    #expect(Overlaps(layout: layout(graph), graph: graph).found == [])
  }

  @Test(arguments: 1...20) func randomGraphsDoNotOverlap(seed: Int) {
    let graph = LayoutGraph.random(seed)
    #expect(Overlaps(layout: layout(graph), graph: graph).found == [])
    var turned = LayoutOptions()
    turned.direction = .topToBottom
    #expect(Overlaps(layout: layout(graph, options: turned), graph: graph).found == [])
  }

  @Test(arguments: 1...12) func bareArrowsPassNoNodes(seed: Int) {
    let graph = LayoutGraph.random(seed, nodes: 40, labels: false)
    let result = layout(graph)
    #expect(Overlaps(layout: result, graph: graph).found == [])
    for (edge, path) in zip(graph.edges, result.edges) where edge.from != edge.to {
      let (first, last) = (path.points.first, path.points.last)
      #expect(first.map { $0.x > result.anchors[edge.from].x } == true)
      #expect(last.map { $0.x < result.anchors[edge.to].x } == true)
    }
  }

  @Test func theLineThroughALabelIsStraight() {
    for graph in [LayoutGraph.apples, .square, .network] {
      for edge in layout(graph).edges {
        guard let label = edge.label else { continue }
        let low = label.box.x - label.box.width / 2
        let high = label.box.x + label.box.width / 2
        for point in edge.points where point.x > low + 0.01 && point.x < high - 0.01 {
          #expect(abs(point.y - label.line) < 0.01)
        }
      }
    }
  }

  @Test func bothArrowsOfASquareAreDrawnApart() {
    let paths = layout(.square).edges
    #expect(paths[0].points != paths[1].points)
    #expect(abs((paths[0].label?.line ?? 0) - (paths[1].label?.line ?? 0)) >= 8)
  }

  @Test func operandsStandInTheOrderOfTheirSlots() {
    let graph = LayoutGraph.apples
    let anchors = layout(graph).anchors
    for (a, b) in zip(graph.edges, graph.edges.dropFirst()) where a.to == b.to {
      #expect(anchors[a.from].y <= anchors[b.from].y)
    }
  }

  @Test func bandsHoldTheirMembersAndNothingElse() {
    let graph = LayoutGraph.network
    let result = layout(graph)
    for (index, boxes) in result.clusters.enumerated() {
      guard let box = boxes.first else {
        Issue.record("cluster \(index) has no band")
        continue
      }
      for (node, place) in result.nodes.enumerated() {
        let isInside =
          abs(place.x - box.x) * 2 + place.width <= box.width
          && abs(place.y - box.y) * 2 + place.height <= box.height
        let isOutside =
          abs(place.x - box.x) * 2 >= box.width + place.width
          || abs(place.y - box.y) * 2 >= box.height + place.height
        #expect(graph.nodes[node].cluster == index ? isInside : isOutside)
      }
    }
  }

  @Test func nothingIsTooSmallOrOdd() {
    #expect(layout(LayoutGraph()).nodes.isEmpty)
    var graph = LayoutGraph()
    _ = graph.leaf()
    #expect(layout(graph).width > 30)
    graph.addEdge(.init(from: 0, to: 7))
    graph.addEdge(.init(from: 0, to: 0))
    graph.addNode(.init(width: -3, height: .nan, cluster: 9))
    #expect(layout(graph).edges.allSatisfy { $0.points.isEmpty })
  }

  @Test func sameGraphSameLayout() {
    #expect(layout(.random(7, nodes: 60)) == layout(.random(7, nodes: 60)))
  }
}
