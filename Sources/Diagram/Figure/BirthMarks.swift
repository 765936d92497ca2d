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

  /// The extents of the mark.
  static let size = Size(16, 15)

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
  /// Marks that the node's value is the first that is not finite: on the middle of a side at which no
  /// arrow arrives, of those at which nothing is written; else at its upper left.
  mutating func markBirth(_ direction: FigureOptions.Direction) {
    let inset = min(size.width, size.height) * 0.05
    let corner = middle + Point(-size.width / 2 + inset, -size.height / 2 + inset)
    let written = [noteFrame, captionFrame, junction?.valueFrame].compactMap { $0 }
    let place = birthPlaces(direction).first { place in
      let frame = Rect(center: place, size: BirthMarks.size)
      return !written.contains { $0.overlaps(frame) }
    }
    symbol += BirthMarks.sign(at: (place ?? corner) - middle)
  }

  /// Where a mark can stand at the outline with no arrow near, seen from the point that arrows aim at.
  private func birthPlaces(_ direction: FigureOptions.Direction) -> [Point] {
    // Numbers of operands stand inside, and a bent line at a kink at the upper right.
    let outside = 3.0
    switch (outline, direction) {
    case (.letters, _), (.point, _): return []
    case (.circle(let radius), .leftToRight): return [Point(0, -radius - outside)]
    case (.circle(let radius), .topToBottom):
      return [-1, 1].map { Point($0 * (radius + outside), 0) }
    case (.box(let size), .leftToRight), (.stack(let size), .leftToRight):
      return [Point(middle.x - size.width / 2 + 16, middle.y - size.height / 2 - outside)]
    case (.box(let size), .topToBottom), (.stack(let size), .topToBottom):
      return [-1, 1].map { Point(middle.x + $0 * (size.width / 2 + outside), middle.y) }
    }
  }
}

extension Rect {
  /// Whether two rectangles share more than a side.
  fileprivate func overlaps(_ other: Rect) -> Bool {
    min(maxX, other.maxX) > max(x, other.x) && min(maxY, other.maxY) > max(y, other.y)
  }
}
