import Autodiff
import Derivation
import Notation
import Scene

extension FigureGraph {
  /// Whether the operands of a node say what it computes by their order: they do not commute.
  func keepsOrder(at node: Int, of trace: Trace<Double>) -> Bool {
    nodes[node].kind == .operation && !trace.kind(of: nodes[node].id).commutes
  }
}

extension FigurePlan {
  /// For each arrow the number of its operand, from 1, where that is to be written at it: at nodes
  /// whose operands do not commute and arrive in another order, and at collapsed calls whose
  /// parameters have no room for their names.
  var markedOperands: [Int?] {
    var marks = [Int?](repeating: nil, count: graph.edges.count)
    var arrows = [[Int]](repeating: [], count: graph.nodes.count)
    for (index, edge) in graph.edges.enumerated() where !edge.isExit {
      arrows[edge.to].append(index)
    }
    for (node, arrows) in arrows.enumerated() where arrows.count > 1 {
      let numbered: [(arrow: Int, number: Int)]
      if graph.keepsOrder(at: node, of: trace) {
        let inOrder = arrows.sorted { graph.edges[$0].slot < graph.edges[$1].slot }
        numbered = inOrder.enumerated().map { ($1, $0 + 1) }
      } else {
        // Of a call only what its parameters stand for has a number.
        numbered = arrows.compactMap { arrow in number(ofArgument: arrow).map { (arrow, $0) } }
          .sorted { ($0.1, $0.0) < ($1.1, $1.0) }
        guard numbered.count > 1, Set(numbered.map(\.number)).count == numbered.count else {
          continue
        }
      }
      let places = numbered.compactMap { place(ofEntry: $0.arrow) }
      guard zip(places, places.dropFirst()).contains(where: { $0 >= $1 }) else { continue }
      for (arrow, number) in numbered { marks[arrow] = number }
    }
    return marks
  }

  /// Which argument of a collapsed call an arrow brings, from 1; nil where its name stands there, or
  /// where it brings none or several.
  private func number(ofArgument edge: Int) -> Int? {
    let arrow = graph.edges[edge]
    guard ports.boxes[edge] == nil, arrow.parameters.count == 1 else { return nil }
    return arrow.place.map { $0 + 1 }
  }

  /// How far down an arrow meets its node; from top to bottom, how far to the right.
  private func place(ofEntry edge: Int) -> Double? {
    layout.edges[edge].points.last.map { options.direction == .leftToRight ? $0.y : $0.x }
  }

  /// The numbers of a node's operands inside it, each on the side where its arrow comes in.
  ///
  /// - Parameter arrows: those that carry a number.
  func operandMarks(at node: Int, _ arrows: [Int]) -> [Item] {
    let middle = anchor(node) + faces[node].middle
    let isLevel = options.direction == .leftToRight
    let arrows = arrows.sorted { (place(ofEntry: $0) ?? 0) < (place(ofEntry: $1) ?? 0) }
    return arrows.enumerated().flatMap { position, arrow -> [Item] in
      guard let number = operandMarks[arrow], let end = curve(arrow).pieces.last?.end else {
        return []
      }
      let box = setter.text(String(number), TextStyle(.sans, size: Self.markSize), .ink)
      switch faces[node].outline {
      case .circle(let radius):
        // Above and below the sign, whatever the arrows' angles: there is room.
        let share = Double(position) / Double(arrows.count - 1) * 2 - 1
        let reach = radius - Self.markInset
        let (far, near) = (reach * 0.9, reach * 0.45)
        let offset = isLevel ? Point(-near, far * share) : Point(near * share, -far)
        return box.centered(at: middle + offset)
      case .box, .stack, .letters, .point:
        return box.centered(
          at: isLevel ? Point(end.x + Self.boxInset, end.y) : Point(end.x, end.y + Self.boxInset))
      }
    }
  }

  /// The size of the numbers of operands.
  private static let markSize = 10.0
  /// From a node's outline to the middle of an operand's number.
  private static let markInset = 6.0
  /// The same in a box, whose word is near its side.
  private static let boxInset = 5.5
}
