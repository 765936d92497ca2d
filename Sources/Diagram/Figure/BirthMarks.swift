import Autodiff
import Scene

/// Where a figure marks that numbers stop being finite; nowhere where a reader is to find them.
struct BirthMarks {
  /// The nodes whose value is the first.
  private(set) var nodes: [Bool]
  /// The arrows whose gradient is the first.
  private(set) var edges: [Bool]
  /// The nodes at which a sum of gradients is the first.
  private(set) var sums: Set<NodeID> = []

  init(_ trace: Trace<Double>, _ graph: FigureGraph, _ options: FigureOptions) {
    nodes = Array(repeating: false, count: graph.nodes.count)
    edges = Array(repeating: false, count: graph.edges.count)
    let births = trace.nonFiniteBirths
    if births.isEmpty { return }
    if !options.hidesValues {
      for node in births.values { graph.place(of: node).map { nodes[$0] = true } }
    }
    if options.hidesGradients { return }
    sums = Set(births.sums)
    if births.arrows.isEmpty { return }
    // By where the figure's arrows begin and end, since there may be as many of them as of births.
    var arrows: [Ends: [(node: NodeID, slot: Int)]] = [:]
    for (node, slot) in births.arrows {
      let ends = Ends(operand: trace.operands(of: node)[slot], place: graph.places[node.index])
      arrows[ends, default: []].append((node, slot))
    }
    for (index, edge) in graph.edges.enumerated() where !edge.isExit {
      edges[index] =
        arrows[Ends(operand: edge.source, place: edge.to)]?.contains { node, slot in
          !(edge.isSingle && edge.user == node && edge.slot != slot)
        } ?? false
    }
  }

  private struct Ends: Hashable {
    let operand: NodeID
    let place: Int
  }

  /// Whether anything is marked.
  var isEmpty: Bool { !nodes.contains(true) && !edges.contains(true) && sums.isEmpty }

  /// The mark: a triangle with an exclamation mark, about a point.
  static func sign(at center: Point) -> [Item] {
    let corners = [Point(0, -6.8), Point(7.2, 5.7), Point(-7.2, 5.7)].map { center + $0 }
    return [
      .path(
        .polyline(corners, closed: true), stroke: Stroke(.ink, width: 1.3, dash: []),
        fill: .background),
      .path(
        .line(from: center + Point(0, -2.4), to: center + Point(0, 1.6)),
        stroke: Stroke(.ink, width: 1.6, dash: [], cap: .round)),
      .circle(center + Point(0, 3.8), radius: 0.9, fill: .ink),
    ]
  }

  /// The mark before a number.
  static func before(_ box: MathBox) -> MathBox {
    var line = MathBox(items: sign(at: Point(8, -5)), width: 16, ascent: 13, descent: 2)
    line.append(box, gap: 5)
    return line
  }
}

extension NodeFace {
  /// Marks that the node's value is the first that is not finite, at its upper left.
  mutating func markBirth() {
    let inset = min(size.width, size.height) * 0.05
    symbol += BirthMarks.sign(at: Point(-size.width / 2 + inset, -size.height / 2 + inset))
  }
}
