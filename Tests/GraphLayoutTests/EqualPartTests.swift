import Testing

@testable import GraphLayout

/// Equal clusters are laid out once.
@Suite struct EqualPartTests {
  /// Copies of one random computation, each in a cluster, on inputs of its own, on inputs that all
  /// share, and, where they follow one another, on the result of the one before.
  private func copies(_ seed: Int, inLine: Bool) -> LayoutGraph {
    var dice = Dice(seed + 1)
    var graph = LayoutGraph()
    let shared = (0..<2).map { _ in graph.leaf() }
    let size = 2 + dice.roll(4)
    // For each operation its operands: earlier ones, or inputs by negative numbers.
    let template = (0..<size).map { index in
      (0..<(1 + dice.roll(2))).map { _ in dice.roll(index + 3) - 3 }
    }
    var result = graph.leaf()
    for _ in 0..<(2 + dice.roll(4)) {
      let cluster = graph.addCluster(.init(header: 14, minimumWidth: 20))
      let inputs = [inLine ? result : graph.leaf(width: 20 + Double(dice.roll(30)))] + shared
      var operations: [Int] = []
      for operands in template {
        let node = graph.addNode(.circle(radius: 18, cluster: cluster))
        for (slot, operand) in operands.enumerated() {
          graph.addEdge(
            .init(
              from: operand < 0 ? inputs[operand + 3] : operations[operand], to: node, slot: slot,
              label: .init(length: 20 + Double(dice.roll(40)), above: 16, below: 16),
              thickness: 8))
        }
        operations.append(node)
      }
      result = operations[size - 1]
    }
    return graph
  }

  private func placed(_ graph: LayoutGraph, _ options: LayoutOptions) -> [ColumnedGraph] {
    splitIntoComponents(orient(graph, options: options)).map { part in
      let ordered = orderEqually(reduceCrossings(rankings(of: part).map(subdivide)))
      let rowed = cutIntoRows(
        ordered, after: chooseCuts(ordered, length: options.rowLength, options: options))
      return assignColumns(assignPlaces(rowed, options: options), options: options)
    }
  }

  @Test(arguments: 0..<60) func equalPartsHaveOneForm(_ seed: Int) {
    let graph = copies(seed, inLine: seed % 2 == 0)
    for direction in [LayoutOptions.Direction.leftToRight, .topToBottom] {
      for length in [Double.infinity, 600] {
        var options = LayoutOptions(direction: direction)
        options.rowLength = length
        for columned in placed(graph, options) {
          for parts in columned.placed.equalParts {
            let forms = parts.map { part in
              part.items.enumerated().map { step, items in
                [columned.lines[part.first + step] - columned.lines[part.first]]
                  + items.map {
                    columned.placed.across[$0] - columned.placed.across[part.items[0][0]]
                  }
              }
            }
            for form in forms {
              for (rank, other) in zip(form, forms[0]) {
                #expect(zip(rank, other).allSatisfy { abs($0 - $1) < 1e-6 }, "seed \(seed)")
              }
            }
          }
        }
      }
    }
  }

  /// All copies have the same ranks, and what is the same of them has one order where that costs few
  /// crossings.
  @Test(arguments: 0..<60) func copiesAreRankedAlike(_ seed: Int) {
    let graph = copies(seed, inLine: seed % 2 == 0)
    for part in splitIntoComponents(orient(graph, options: LayoutOptions())) {
      let ordered = reduceCrossings(rankings(of: part).map(subdivide))
      var forms: [[Int]] = []
      for cluster in part.clusters.indices {
        let ranks = part.nodes.indices.filter { part.nodes[$0].cluster == cluster }
          .map { ordered.layered.ranked.ranks[$0] }
        if let first = ranks.first { forms.append(ranks.map { $0 - first }) }
      }
      #expect(forms.allSatisfy { $0 == forms[0] }, "seed \(seed)")
      let equal = orderEqually(ordered)
      #expect(equal.crossings <= ordered.crossings + ordered.crossings / 2)
      #expect(equal.orders.map { $0.sorted() } == ordered.orders.map { $0.sorted() })
      #expect(
        equal.equalParts(asOrdered: true).joined().count
          >= ordered.equalParts(asOrdered: true).joined().count)
    }
  }

  /// Passes of a loop, one after the other, stand at one height.
  @Test func passesStandInOneLine() {
    var graph = LayoutGraph()
    let weight = graph.leaf()
    var state = graph.leaf()
    var firsts: [Int] = []
    for step in 0..<5 {
      let cluster = graph.addCluster(.init(header: 14, minimumWidth: 20))
      let product = graph.operation([weight, state], cluster: cluster)
      firsts.append(product)
      state = graph.operation(
        [product, graph.leaf(width: 20 + 4 * Double(step))], cluster: cluster)
    }
    for direction in [LayoutOptions.Direction.leftToRight, .topToBottom] {
      let anchors = layout(graph, options: LayoutOptions(direction: direction)).anchors
      let isLevel = direction == .leftToRight
      for first in firsts {
        let (a, b) = (anchors[firsts[0]], anchors[first])
        #expect(abs(isLevel ? a.y - b.y : a.x - b.x) < 1e-6)
      }
    }
  }

  /// Two calls of one function on the same parameters, the second on a product: an order without
  /// crossings is found, though the operands of the first are turned for it.
  @Test func twoCallsDoNotCross() {
    var graph = LayoutGraph()
    let (sample, noise) = (graph.leaf(), graph.leaf())
    let (weight, bias, scale) = (graph.leaf(), graph.leaf(), graph.leaf())
    let made = graph.operation([scale, noise], labels: false)
    func call(_ graph: inout LayoutGraph, _ input: Int) -> Int {
      let cluster = graph.addCluster(.init(header: 14, minimumWidth: 20))
      let product = graph.operation([weight, input], cluster: cluster, labels: false)
      let sum = graph.operation([product, bias], cluster: cluster, labels: false)
      return graph.operation([sum], cluster: cluster, labels: false)
    }
    let first = graph.operation([call(&graph, sample)], labels: false)
    let one = graph.leaf()
    let second = graph.operation(
      [graph.operation([one, call(&graph, made)], labels: false)], labels: false)
    _ = graph.operation([first, second], labels: false)
    #expect(Arrangement(graph).components.map(\.crossings) == [0])
  }
}
