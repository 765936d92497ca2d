import Autodiff
import Scene
import Wording

/// What an author asks of a figure beside its numbers, by the figure's own nodes and arrows: a
/// collapsed group stands out, and has the notes, that its members have.
struct FigureMarks {
  /// Which nodes stand out.
  let nodes: [Bool]
  /// Which arrows stand out.
  let edges: [Bool]
  /// What is written beside each node.
  let notes: [[String]]
  /// Nodes that stand in one column, and those that stand in an order there.
  let columns: [[Int]]
  let orders: [[Int]]

  init(_ trace: Trace<Double>, _ graph: FigureGraph, _ language: Language) {
    let marks = trace.annotations.marks
    var nodes = [Bool](repeating: false, count: graph.nodes.count)
    var edges = [Bool](repeating: false, count: graph.edges.count)
    for highlight in marks.highlights {
      switch highlight {
      case .node(let node):
        if let place = graph.place(of: node) { nodes[place] = true }
        graph.exit(of: node).map { nodes[graph.edges[$0].to] = true }
      case .path(let start, let end):
        let isOnWay = trace.ways(from: start, to: end)
        for (node, isOnWay) in isOnWay.enumerated() where isOnWay {
          if let place = graph.place(of: NodeID(node)) { nodes[place] = true }
        }
        for (index, edge) in graph.edges.enumerated() where !edge.isExit {
          let sources = edge.bundle.isEmpty ? [edge.source] : edge.bundle
          guard edge.user <= end, isOnWay[edge.user.index] else { continue }
          if sources.contains(where: { isOnWay[$0.index] }) { edges[index] = true }
        }
        // A way to the output ends at its name.
        if let exit = graph.exit(of: end) {
          edges[exit] = true
          nodes[graph.edges[exit].to] = true
        }
      }
    }
    self.nodes = nodes
    self.edges = edges
    var notes = [[String]](repeating: [], count: graph.nodes.count)
    for (node, text) in marks.notes {
      if let text = text.label(in: language), let place = graph.place(of: node) {
        notes[place].append(text)
      }
    }
    self.notes = notes
    func placed(_ lists: [[NodeID]]) -> [[Int]] {
      lists.map { list in
        // Members of one group are one node.
        var places: [Int] = []
        for place in list.compactMap(graph.place) where !places.contains(place) {
          places.append(place)
        }
        return places
      }.filter { $0.count > 1 }
    }
    columns = placed(marks.columns)
    orders = placed(marks.orders)
  }
}

extension FigureGraph {
  /// The arrow that leads from a node to its name, where there is one.
  fileprivate func exit(of node: NodeID) -> Int? {
    edges.firstIndex { $0.isExit && $0.source == node }
  }
}

// MARK: Highlights

/// How what stands out is drawn: a broad band of ink below it, and heavier outlines. It is neither of
/// the passes' colours, and it is as clear on grey paper as on a dark screen.
enum HighlightPen {
  /// The band's colour.
  static let band = Paint(.ink, opacity: 0.15)
  /// How broad the band is along an arrow.
  static let width = 15.0
  /// How far it reaches beyond an outline.
  static let reach = 6.0
  /// The outline of a node that stands out.
  static let outline = Stroke(.ink, width: 3.2)

  /// The band along an arrow.
  static func band(along curve: CubicPath) -> Item {
    .path(curve.path, stroke: Stroke(band, width: width, dash: [], cap: .round))
  }
}

extension NodeFace {
  /// The band behind a node that stands out.
  func highlight(at point: Point) -> Item {
    let frame = frame.offset(by: point).expanded(by: HighlightPen.reach)
    if case .circle = outline {
      return .circle(frame.center, radius: frame.width / 2, fill: HighlightPen.band)
    }
    return .rectangle(frame, cornerRadius: 10, fill: HighlightPen.band)
  }
}

// MARK: Notes

/// Sets the notes that stand beside nodes.
struct RemarkSetter {
  let setter: MathSetter

  /// The size of a note's letters.
  static let size = 12.5
  /// The longest line, unless a word is longer.
  private static let lineWidth = 150.0
  private static let padding = Size(7, 6)

  /// Some texts as a small box with a line for each, broken where it is long.
  func box(_ texts: [String]) -> MathBox {
    var lines: [MathBox] = []
    for text in texts {
      var isFirst = true
      for word in text.split(whereSeparator: \.isWhitespace) {
        let box = setter.text(String(word), TextStyle(.sans, size: Self.size), .ink)
        if !isFirst, let last = lines.last, last.width + 4 + box.width <= Self.lineWidth {
          lines[lines.count - 1].append(box, gap: 4)
        } else {
          lines.append(box)
        }
        isFirst = false
      }
    }
    var stack = MathBox()
    var top = Self.padding.height
    for line in lines {
      stack.add(line, at: Point(Self.padding.width, top + line.ascent))
      top += line.height + 5
    }
    stack.width += Self.padding.width
    stack.descent = top - 5 + Self.padding.height
    stack.ascent = 0
    let frame = Rect(x: 0, y: 0, width: stack.width, height: stack.descent)
    stack.items.insert(
      .rectangle(frame, cornerRadius: 4, stroke: Stroke(.muted, width: 0.9), fill: .node), at: 0)
    return stack
  }
}
