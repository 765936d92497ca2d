@testable import GraphLayout

/// Small generator of repeatable numbers for random graphs.
struct Dice {
  private var state: UInt64

  init(_ seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1 }

  /// A number from 0 up to, and without, a bound.
  mutating func roll(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(bound))
  }
}

extension LayoutGraph {
  /// A name with its own width, as leaves are drawn.
  mutating func leaf(width: Double = 30, cluster: Int? = nil) -> Int {
    addNode(.init(width: width, height: 20, cluster: cluster))
  }

  /// An operation on operands, with a label and a pair of arrows for each.
  mutating func operation(
    _ operands: [Int], cluster: Int? = nil, labels: Bool = true
  ) -> Int {
    let node = addNode(.circle(radius: 18, cluster: cluster))
    for (slot, operand) in operands.enumerated() {
      addEdge(
        .init(
          from: operand, to: node, slot: slot,
          label: labels ? .init(length: 42, above: 20, below: 20) : nil, thickness: 8))
    }
    return node
  }

  /// (apple · count) · tax
  static var apples: LayoutGraph {
    var graph = LayoutGraph()
    let price = graph.operation([graph.leaf(width: 44), graph.leaf(width: 44)])
    _ = graph.operation([price, graph.leaf()])
    return graph
  }

  /// x · x + 1
  static var square: LayoutGraph {
    var graph = LayoutGraph()
    let x = graph.leaf()
    _ = graph.operation([graph.operation([x, x]), graph.leaf()])
    return graph
  }

  /// Two neurons on two inputs and one on theirs, each layer in a band.
  static var network: LayoutGraph {
    var graph = LayoutGraph()
    let first = graph.addCluster(.init(header: 16, minimumWidth: 50))
    let second = graph.addCluster(.init(header: 16, minimumWidth: 50))
    func neuron(_ graph: inout LayoutGraph, _ inputs: [Int], _ cluster: Int) -> Int {
      var sum: Int?
      for input in inputs {
        let weight = graph.leaf(cluster: cluster)
        let product = graph.operation([weight, input], cluster: cluster)
        sum = sum.map { graph.operation([$0, product], cluster: cluster) } ?? product
      }
      return graph.operation([sum ?? 0], cluster: cluster)
    }
    let inputs = [graph.leaf(), graph.leaf()]
    let hidden = [neuron(&graph, inputs, first), neuron(&graph, inputs, first)]
    _ = neuron(&graph, hidden, second)
    return graph
  }

  /// A random computation: up to three operands each, some twice, some from far back.
  static func random(_ seed: Int, nodes: Int = 24, labels: Bool = true) -> LayoutGraph {
    var dice = Dice(seed)
    var graph = LayoutGraph()
    for node in 0..<nodes {
      if node < 3 || dice.roll(3) == 0 {
        _ = graph.leaf(width: Double(16 + dice.roll(40)))
      } else {
        let operands = (0...dice.roll(3)).map { _ in
          dice.roll(4) == 0 ? dice.roll(node) : max(0, node - 1 - dice.roll(min(node, 6)))
        }
        _ = graph.operation(operands, labels: labels)
      }
    }
    return graph
  }
}
