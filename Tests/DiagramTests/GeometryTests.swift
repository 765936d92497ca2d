import Autodiff
import Scene
import Testing

@testable import Diagram

/// No label lies on a line, a node or another label.
@Suite struct GeometryTests {
  @Test(arguments: [
    Lesson.apples, Lesson.oranges, Lesson.chain, Lesson.line, Lesson.square, Lesson.neuron,
    Lesson.twoByTwo, Lesson.network, Lesson.kinks, Lesson.calls, Lesson.softmax, Lesson.matrices,
    Lesson.large,
  ])
  func lessons(_ text: String) throws {
    for direction in FigureOptions.Direction.allCases {
      for style in FigureOptions.Style.allCases {
        let options = FigureOptions(direction: direction, style: style)
        #expect(overlaps(in: try figure(text, options)) == [], "\(direction) \(style)")
      }
    }
  }

  /// Rows, and columns from top to bottom.
  @Test(arguments: [
    Lesson.neuron, Lesson.twoByTwo, Lesson.network, Lesson.calls, Lesson.softmax, Lesson.matrices,
    Lesson.large,
  ])
  func rows(_ text: String) throws {
    for direction in FigureOptions.Direction.allCases {
      for style in FigureOptions.Style.allCases {
        for isTight in [false, true] {
          var options = FigureOptions(direction: direction, style: style)
          options.rowLength = 500
          options.isTight = isTight
          #expect(overlaps(in: try figure(text, options)) == [], "\(direction) \(style) \(isTight)")
        }
      }
    }
  }

  /// Names above operations, where no numbers are written.
  @Test(arguments: [Lesson.oranges, Lesson.neuron, Lesson.network])
  func names(_ text: String) throws {
    for direction in FigureOptions.Direction.allCases {
      let figure = try figure(text, FigureOptions(labels: .none, direction: direction))
      #expect(!figure.labelBoxes.isEmpty)
      #expect(overlaps(in: figure) == [], "\(direction)")
    }
  }

  /// Boxes to fill in, also where they grow because the figure shrinks.
  @Test(arguments: [Lesson.oranges, Lesson.square, Lesson.neuron, Lesson.network, Lesson.large])
  func blanks(_ text: String) throws {
    for direction in FigureOptions.Direction.allCases {
      for width in [nil, 600.0] {
        let options = FigureOptions(direction: direction, blank: .all, width: width)
        #expect(overlaps(in: try figure(text, options)) == [], "\(direction) \(width ?? 0)")
      }
    }
  }

  @Test(arguments: 0..<40) func randomGraphs(_ seed: Int) {
    let tape = Tape<Double>()
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    func random(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    var nodes = (0..<(2 + random(3))).map { tape.variable(Tensor(Double($0) + 0.5)).id }
    for (index, node) in nodes.enumerated() { tape.annotations.names[node] = "x\(index)" }
    let kinds: [OperationKind] = [.add, .multiply, .subtract, .sigmoid, .tanh, .relu]
    for _ in 0..<(4 + random(9)) {
      let kind = kinds[random(kinds.count)]
      let recent = max(0, nodes.count - 5)
      let a = nodes[recent + random(nodes.count - recent)]
      let b = nodes[random(nodes.count)]
      nodes.append(
        kind.arity == 1 ? tape.recordScalar(kind, a) : tape.recordScalar(kind, a, b))
    }
    let trace = tape.backward(from: nodes[nodes.count - 1])
    for length in [Double.infinity, 600, 400] {
      for direction in FigureOptions.Direction.allCases {
        var options = FigureOptions(direction: direction)
        options.rowLength = length
        let figure = GraphFigure(trace, options: options, measuring: MonospaceMeasure())
        #expect(overlaps(in: figure) == [], "\(direction) \(length)")
      }
    }
  }
}

/// What lies on what, in words.
func overlaps(in figure: GraphFigure) -> [String] {
  let plan = figure.plan
  let labels = figure.labelBoxes.map { (frame: $0.frame.expanded(by: -0.5), text: $0.text) }
  var found: [String] = []
  for (index, label) in labels.enumerated() {
    for other in labels[(index + 1)...] where label.frame.overlaps(other.frame) {
      found.append("\(label.text) on \(other.text)")
    }
    for (node, face) in plan.faces.enumerated() {
      if label.frame.overlaps(face.frame.offset(by: plan.anchor(node))), face.size.width > 1 {
        found.append("\(label.text) on node \(plan.graph.nodes[node].id)")
      }
    }
    let picture = Rect(x: 0, y: 0, width: plan.layout.width, height: plan.layout.height)
    if label.frame.union(picture) != picture { found.append("\(label.text) outside") }
  }
  for edge in plan.graph.edges.indices {
    let lines = plan.arrows[edge].lines(along: plan.curve(edge), plan.options.direction)
    for case .path(let path, _, _) in lines.forward + lines.backward {
      for (a, b) in path.segments {
        for label in labels where label.frame.touches(a, b) {
          found.append("\(label.text) on arrow \(edge)")
        }
      }
    }
  }
  return Array(Set(found)).sorted()
}

extension Path {
  /// The path as short straight pieces.
  fileprivate var segments: [(Point, Point)] {
    var pieces: [(Point, Point)] = []
    var here = Point.zero
    for element in elements {
      switch element {
      case .move(let point): here = point
      case .line(let point):
        pieces.append((here, point))
        here = point
      case .curve(let a, let b, let end):
        let curve = Cubic(start: here, control1: a, control2: b, end: end)
        for step in 0..<24 {
          pieces.append(
            (curve.point(at: Double(step) / 24), curve.point(at: Double(step + 1) / 24)))
        }
        here = end
      case .close: break
      }
    }
    return pieces
  }
}

extension Rect {
  /// Whether a straight piece has a point inside (Liang and Barsky's clipping).
  fileprivate func touches(_ a: Point, _ b: Point) -> Bool {
    var (low, high) = (0.0, 1.0)
    let d = b - a
    for (p, q) in [(-d.x, a.x - x), (d.x, maxX - a.x), (-d.y, a.y - y), (d.y, maxY - a.y)] {
      if p == 0 {
        if q <= 0 { return false }
      } else if p < 0 {
        low = max(low, q / p)
      } else {
        high = min(high, q / p)
      }
    }
    return low < high
  }
}
