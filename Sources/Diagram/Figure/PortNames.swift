import Derivation
import Notation
import Scene

/// The names that a collapsed call gives what it takes, inside its box, each where its arrow comes in.
///
/// ```
///        ┌─────────────┐
///   ────▶│ x           │
///   ────▶│ w    neuron │────▶
///   ────▶│ b           │
///        └─────────────┘
/// ```
struct PortNames {
  /// By arrow of the figure, what stands at its end.
  let boxes: [MathBox?]

  /// The size of the names.
  private static let size = 11.0
  /// From the outline to a name, and from a name to the next one.
  static let gap = 5.0
  /// The longest name that stands beside others.
  private static let longest = 13.0

  /// - Parameter direction: from top to bottom, names stand side by side and must be short.
  init(_ graph: FigureGraph, _ setter: MathSetter, _ direction: FigureOptions.Direction) {
    var boxes: [MathBox?] = graph.edges.map { edge in
      if edge.parameters.isEmpty { return nil }
      var box = MathBox()
      for (index, name) in edge.parameters.enumerated() {
        if index > 0 { box.append(setter.set(",", size: Self.size, paint: .muted), gap: 0) }
        box.append(
          setter.set(Math.name(name), size: Self.size, paint: .muted), gap: index > 0 ? 3 : 0)
      }
      return box
    }
    // All of a box have their names or none.
    var isWhole = [Bool](repeating: true, count: graph.nodes.count)
    var counts = [Int](repeating: 0, count: graph.nodes.count)
    for (edge, box) in zip(graph.edges, boxes) {
      counts[edge.to] += 1
      // Behind the foremost box of a stack the others are seen.
      if graph.nodes[edge.to].copies > 1 { isWhole[edge.to] = false }
      guard let box else {
        isWhole[edge.to] = false
        continue
      }
      if direction == .topToBottom, box.width > Self.longest { isWhole[edge.to] = false }
    }
    for (index, edge) in graph.edges.enumerated() where !isWhole[edge.to] || counts[edge.to] < 2 {
      boxes[index] = nil
    }
    self.boxes = boxes
  }

  /// The room that names take across the arrows, which then keep that distance.
  func room(of edge: Int, _ direction: FigureOptions.Direction) -> Double {
    guard let box = boxes[edge] else { return 0 }
    // The layout keeps arrows at one side of a box further apart than they are thick by 5.
    return direction == .leftToRight ? Self.size - 3 : box.width
  }

  /// How far the names of some arrows reach into their box.
  func depth(of edges: [Int], _ direction: FigureOptions.Direction) -> Double {
    let names = edges.compactMap { boxes[$0] }
    let sizes = names.map { direction == .leftToRight ? $0.width : Self.size }
    return sizes.max().map { $0 + Self.gap } ?? 0
  }
}

extension FigurePlan {
  /// The names of what a collapsed call takes, inside its box.
  func portNames(_ arrows: [Int]) -> [Item] {
    var items: [Item] = []
    for arrow in arrows {
      guard let box = ports.boxes[arrow], let end = curve(arrow).pieces.last?.end else { continue }
      let middle =
        options.direction == .leftToRight
        ? Point(end.x + PortNames.gap + box.width / 2, end.y)
        : Point(end.x, end.y + PortNames.gap + box.height / 2)
      items += box.centered(at: middle)
    }
    return items
  }
}
