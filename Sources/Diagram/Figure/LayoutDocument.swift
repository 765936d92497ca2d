import Scene

extension GraphFigure {
  /// The places of nodes, arrows and labels as JSON, in the figure's pixels; ids are the trace's.
  ///
  ///     {"width": 341, "height": 126.5,
  ///      "nodes": [{"id": 0, "x": 30, "y": 26, "width": 40, "height": 20}, …],
  ///      "edges": [{"from": 0, "to": 3, "slot": 0, "path": [[x, y], …]}, …],
  ///      "labels": [{"x": …, "y": …, "width": …, "height": …, "text": "100"}, …]}
  ///
  /// A node's and a label's x and y are its centre; a path is its start and then cubic Bézier
  /// control points in threes.
  package var layoutDocument: String {
    let placement = Placement(offset: .zero, scale: scale)
    func number(_ value: Double) -> String { decimal(value, places: 3) }
    func box(_ rect: Rect) -> String {
      let rect = placement.apply(to: rect)
      return "\"x\": \(number(rect.center.x)), \"y\": \(number(rect.center.y)), "
        + "\"width\": \(number(rect.width)), \"height\": \(number(rect.height))"
    }
    let nodes = plan.graph.nodes.enumerated().filter { $1.kind != .exit }.map { index, node in
      "{\"id\": \(node.id.index), \(box(plan.faces[index].frame.offset(by: plan.anchor(index))))}"
    }
    let edges = plan.graph.edges.enumerated().filter { !$1.isExit }.map { index, edge in
      let course = plan.course(index).placed(placement)
      var points = course.pieces.first.map { [$0.start] } ?? []
      for piece in course.pieces { points += [piece.control1, piece.control2, piece.end] }
      let path = points.map { "[\(number($0.x)), \(number($0.y))]" }.joined(separator: ", ")
      let (from, to) = (plan.graph.nodes[edge.from].id, plan.graph.nodes[edge.to].id)
      return "{\"from\": \(from.index), \"to\": \(to.index), \"slot\": \(edge.slot), "
        + "\"path\": [\(path)]}"
    }
    let labels = labelBoxes.map { "{\(box($0.frame)), \"text\": \(quoted($0.text))}" }
    let size = placement.apply(
      to: Rect(x: 0, y: 0, width: plan.layout.width, height: plan.layout.height))
    return "{\"width\": \(number(size.width)), \"height\": \(number(size.height)),\n"
      + list("nodes", nodes) + ",\n" + list("edges", edges) + ",\n" + list("labels", labels) + "}\n"
  }

  private func list(_ name: String, _ entries: [String]) -> String {
    entries.isEmpty
      ? " \"\(name)\": []"
      : " \"\(name)\": [\n  " + entries.joined(separator: ",\n  ") + "\n ]"
  }

  private func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case _ where scalar.value < 0x20:
        let hex = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// The boxes of all that is written beside arrows and nodes, in the units of the layout.
  var labelBoxes: [(frame: Rect, text: String)] {
    var boxes: [(frame: Rect, text: String)] = []
    for (index, arrow) in plan.arrows.enumerated() {
      guard let label = plan.layout.edges[index].label else { continue }
      let frames = arrow.boxes(in: label, options.direction)
      if let box = arrow.value, let frame = frames.value { boxes.append((frame, box.plainText)) }
      if let box = arrow.gradient, let frame = frames.gradient {
        boxes.append((frame, box.plainText))
      }
    }
    for (index, face) in plan.faces.enumerated() {
      for (box, frame) in [(face.note, face.noteFrame), (face.caption, face.captionFrame)] {
        guard let box, let frame else { continue }
        boxes.append((frame.offset(by: plan.anchor(index)), box.plainText))
      }
    }
    return boxes
  }
}

extension MathBox {
  /// The letters in the order in which they were set.
  var plainText: String {
    items.map { item in
      if case .text(let text) = item { text.string } else { "" }
    }.joined()
  }
}
