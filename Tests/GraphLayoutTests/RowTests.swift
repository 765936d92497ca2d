import Testing

@testable import GraphLayout

/// A long graph in rows: nothing overlaps, nothing crosses at a turn, and all is there.
@Suite struct RowTests {
  private static let directions = [LayoutOptions.Direction.leftToRight, .topToBottom]

  /// Options under which a graph has about so many rows.
  private func options(
    _ rows: Int, _ direction: LayoutOptions.Direction, of graph: LayoutGraph
  ) -> LayoutOptions {
    var options = LayoutOptions(direction: direction)
    let whole = layout(graph, options: options)
    let length = direction == .leftToRight ? whole.width : whole.height
    options.rowLength = rows == 1 ? .infinity : length / Double(rows) * 1.1 + 60
    return options
  }

  /// Some lines of operations side by side, each on the result of the one before it and a leaf.
  private func lines(_ count: Int, length: Int, constants: Bool = false) -> LayoutGraph {
    var graph = LayoutGraph()
    var ends = (0..<count).map { _ in graph.leaf() }
    for _ in 0..<length {
      for line in ends.indices {
        ends[line] = graph.operation([ends[line], graph.leaf()], labels: !constants)
      }
    }
    _ = graph.operation(ends)
    return graph
  }

  @Test(arguments: [2, 3, 5], directions)
  func longGraphsDoNotOverlap(_ rows: Int, _ direction: LayoutOptions.Direction) {
    for graph in [lines(1, length: 12), lines(3, length: 8), lines(2, length: 9, constants: true)] {
      let result = layout(graph, options: options(rows, direction, of: graph))
      #expect(Overlaps(layout: result, graph: graph).found == [])
      #expect(Wires(result, graph).onOneAnother == [])
    }
  }

  @Test(arguments: 1...60, directions)
  func randomGraphsDoNotOverlap(_ seed: Int, _ direction: LayoutOptions.Direction) {
    let graph = LayoutGraph.random(seed, nodes: 20 + seed)
    for rows in [2, 4] {
      let result = layout(graph, options: options(rows, direction, of: graph))
      #expect(Overlaps(layout: result, graph: graph).found == [], "\(rows) rows")
      #expect(Wires(result, graph).onOneAnother == [], "\(rows) rows")
    }
  }

  @Test(arguments: 1...20) func graphsWithoutLabelsDoNotOverlap(_ seed: Int) {
    let graph = LayoutGraph.random(seed, nodes: 40, labels: false)
    let result = layout(graph, options: options(3, .leftToRight, of: graph))
    #expect(Overlaps(layout: result, graph: graph).found == [])
  }

  /// Lines of operations cross nowhere in one row; nor do they where they turn.
  @Test(arguments: [2, 3, 4], directions)
  func turnsCrossNothing(_ rows: Int, _ direction: LayoutOptions.Direction) {
    let graph = lines(4, length: 8)
    let result = layout(graph, options: options(rows, direction, of: graph))
    #expect(Wires(layout(graph), graph).crossings == 0)
    #expect(Wires(result, graph).crossings == 0)
  }

  /// Rows cost no crossing that one row does not have, since each keeps the order of its ranks.
  @Test(arguments: 1...30) func rowsCostNoCrossing(_ seed: Int) throws {
    for part in splitIntoComponents(orient(.random(seed, nodes: 40), options: LayoutOptions())) {
      let ordered = reduceCrossings(subdivide(assignRanks(part)))
      let cuts = chooseCuts(ordered, length: 500, options: LayoutOptions())
      let rowed = cutIntoRows(ordered, after: cuts)
      #expect(rowed.ordered.crossings <= ordered.crossings)
      #expect(rowed.rows.ranks.count == cuts.count + 1)
      for (row, ranks) in rowed.rows.ranks.enumerated().dropFirst() {
        func edges(_ rank: Int) -> [Int] {
          rowed.ordered.orders[rank].map { rowed.ordered.layered.items[$0] }
            .filter(\.isOnEdge).map(\.owner)
        }
        #expect(edges(ranks.lowerBound - 1) == edges(ranks.lowerBound), "row \(row)")
      }
    }
  }

  /// A long line becomes as many times shorter as it has rows, but for what turns.
  @Test func rowsAreOfOneLength() {
    let graph = lines(1, length: 16)
    let (whole, half) = (layout(graph), layout(graph, options: options(2, .leftToRight, of: graph)))
    #expect(half.width < whole.width * 0.6)
    #expect(half.height < whole.height * 3)
    let (long, columns) = (
      layout(graph, options: options(1, .topToBottom, of: graph)),
      layout(graph, options: options(2, .topToBottom, of: graph))
    )
    #expect(columns.height < long.height * 0.6)
  }

  /// A leaf stands in the row in which it is used.
  @Test(arguments: [2, 3, 4]) func leavesStandWhereTheyAreUsed(_ rows: Int) {
    var graph = LayoutGraph()
    var end = graph.leaf()
    for _ in 0..<12 { end = graph.operation([end, graph.leaf()]) }
    let result = layout(graph, options: options(rows, .leftToRight, of: graph))
    for edge in graph.edges where edge.slot == 1 {
      #expect(result.anchors[edge.from].x < result.anchors[edge.to].x)
      #expect(abs(result.anchors[edge.from].y - result.anchors[edge.to].y) < 100)
    }
  }

  /// The bands of a graph in rows: each holds its members, in as many pieces as rows have any, and
  /// nothing else.
  @Test(arguments: [2, 3, 4], directions)
  func bandsHoldTheirMembersInEachRow(_ rows: Int, _ direction: LayoutOptions.Direction) {
    var graph = LayoutGraph()
    var end = graph.leaf()
    for _ in 0..<3 {
      let layer = graph.addCluster(.init(header: 16, minimumWidth: 60))
      let inner = graph.addCluster(.init(parent: layer, header: 16, minimumWidth: 40))
      for step in 0..<3 {
        let cluster = step == 1 ? inner : layer
        end = graph.operation([end, graph.leaf(cluster: cluster)], cluster: cluster)
      }
    }
    let result = layout(graph, options: options(rows, direction, of: graph))
    #expect(Overlaps(layout: result, graph: graph).found == [])
    for (cluster, boxes) in result.clusters.enumerated() {
      #expect(!boxes.isEmpty)
      for (node, place) in result.nodes.enumerated() {
        var around = graph.nodes[node].cluster
        while let inner = around, inner != cluster { around = graph.clusters[inner].parent }
        let holding = boxes.count {
          abs(place.x - $0.x) * 2 + place.width <= $0.width + 0.01
            && abs(place.y - $0.y) * 2 + place.height <= $0.height + 0.01
        }
        let touching = boxes.count {
          abs(place.x - $0.x) * 2 < $0.width + place.width - 0.01
            && abs(place.y - $0.y) * 2 < $0.height + place.height - 0.01
        }
        #expect(holding == (around == nil ? 0 : 1) && touching == holding)
      }
    }
  }

  /// An arrow that turns is one curve: each piece begins in the direction in which the last ended.
  @Test func turnsAreSmooth() {
    let graph = lines(2, length: 8)
    for path in layout(graph, options: options(3, .leftToRight, of: graph)).edges {
      for index in stride(from: 3, to: path.points.count - 3, by: 3) {
        let (a, b, c) = (path.points[index - 1], path.points[index], path.points[index + 1])
        let (into, out) = ((b.x - a.x, b.y - a.y), (c.x - b.x, c.y - b.y))
        let (m, n) = (length(into), length(out))
        guard m > 0.01, n > 0.01 else { continue }
        #expect((into.0 * out.0 + into.1 * out.1) / (m * n) > 0.99)
      }
    }
  }

  private func length(_ v: (Double, Double)) -> Double {
    (v.0 * v.0 + v.1 * v.1).squareRoot()
  }

  @Test func oddLengthsOfRowsAreDrawn() {
    for graph in [LayoutGraph(), .apples, .network] {
      for length in [-1, 0, 1, 60, 200, 1e9, .infinity, .nan] {
        var options = LayoutOptions()
        options.rowLength = length
        let result = layout(graph, options: options)
        #expect(Overlaps(layout: result, graph: graph).found == [])
        #expect(result.width.isFinite && result.height.isFinite)
      }
    }
  }

  /// No row is longer than asked for where ranks are not.
  @Test(arguments: [500.0, 700, 900], directions)
  func rowsAreNoLonger(_ length: Double, _ direction: LayoutOptions.Direction) {
    for graph in [lines(1, length: 20), lines(2, length: 14)] {
      var options = LayoutOptions(direction: direction)
      options.rowLength = length
      let result = layout(graph, options: options)
      let own = direction == .leftToRight ? result.width : result.height
      #expect(result.rows > 1 && own <= length + 2 * options.margin)
    }
  }

  @Test func sameGraphSameRows() {
    let graph = LayoutGraph.random(7, nodes: 60)
    let options = options(4, .leftToRight, of: graph)
    #expect(layout(graph, options: options) == layout(graph, options: options))
  }

  /// Ranks and orders that were found once serve every direction and number of rows.
  @Test(arguments: 1...6) func anArrangementServesAllLayouts(_ seed: Int) {
    let graph = LayoutGraph.random(seed, nodes: 40)
    let arrangement = Arrangement(graph)
    #expect(arrangement.fits(graph))
    for direction in Self.directions {
      for rows in [1, 3] {
        let options = options(rows, direction, of: graph)
        #expect(arrangement.layout(graph, options: options) == layout(graph, options: options))
      }
    }
    var other = graph
    other.edges.removeLast()
    #expect(!arrangement.fits(other))
  }
}

/// The arrows of a layout as short straight pieces.
private struct Wires {
  private struct Piece {
    var edge: Int
    var a: Layout.Point
    var b: Layout.Point
  }

  private var pieces: [Piece] = []
  private let graph: LayoutGraph

  init(_ layout: Layout, _ graph: LayoutGraph) {
    self.graph = graph
    for (edge, path) in layout.edges.enumerated() {
      for index in stride(from: 0, to: path.points.count - 3, by: 3) {
        let points = Array(path.points[index...(index + 3)])
        let isStraight =
          points.allSatisfy { abs($0.y - points[0].y) < 0.01 }
          || points.allSatisfy { abs($0.x - points[0].x) < 0.01 }
        var last = points[0]
        for step in 1...(isStraight ? 1 : 8) {
          let t = isStraight ? 1 : Double(step) / 8
          let next = Self.point(points, t)
          pieces.append(Piece(edge: edge, a: last, b: next))
          last = next
        }
      }
    }
  }

  private static func point(_ p: [Layout.Point], _ t: Double) -> Layout.Point {
    let s = 1 - t
    let (a, b, c, d) = (s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t)
    return .init(
      x: a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x,
      y: a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y)
  }

  /// Whether two edges meet at a node, near which their arrows may.
  private func meet(_ a: Int, _ b: Int) -> Bool {
    let (a, b) = (graph.edges[a], graph.edges[b])
    return a.from == b.from || a.to == b.to || a.from == b.to || a.to == b.from
  }

  /// At how many places arrows of different nodes cross.
  var crossings: Int {
    var count = 0
    for (index, first) in pieces.enumerated() {
      for second in pieces[(index + 1)...] where first.edge != second.edge {
        if meet(first.edge, second.edge) { continue }
        func side(_ p: Piece, _ q: Layout.Point) -> Double {
          (p.b.x - p.a.x) * (q.y - p.a.y) - (p.b.y - p.a.y) * (q.x - p.a.x)
        }
        let isCrossed =
          side(first, second.a) * side(first, second.b) < 0
          && side(second, first.a) * side(second, first.b) < 0
        if isCrossed { count += 1 }
      }
    }
    return count
  }

  /// Pairs of arrows that run level, or upright, nearer to one another than they are thick.
  var onOneAnother: [String] {
    var found: Set<String> = []
    for (index, first) in pieces.enumerated() {
      for second in pieces[(index + 1)...] where first.edge != second.edge {
        if meet(first.edge, second.edge) { continue }
        for isTurned in [false, true] {
          func along(_ p: Layout.Point) -> Double { isTurned ? p.y : p.x }
          func across(_ p: Layout.Point) -> Double { isTurned ? p.x : p.y }
          guard abs(across(first.a) - across(first.b)) < 0.01,
            abs(across(second.a) - across(second.b)) < 0.01
          else { continue }
          let shared =
            min(max(along(first.a), along(first.b)), max(along(second.a), along(second.b)))
            - max(min(along(first.a), along(first.b)), min(along(second.a), along(second.b)))
          let apart = abs(across(first.a) - across(second.a))
          let thickness =
            (graph.edges[first.edge].thickness + graph.edges[second.edge].thickness) / 2
          if shared > 1, apart < thickness {
            found.insert("arrows \(first.edge) and \(second.edge)")
          }
        }
      }
    }
    return found.sorted()
  }
}
