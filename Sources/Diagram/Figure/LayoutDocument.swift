import Formats
import Scene

extension GraphFigure {
  /// The places of nodes, arrows and labels as JSON, in the figure's pixels; ids are the trace's.
  ///
  ///     {"width": 341, "height": 126.5, "numberSize": 15, "direction": "lr", "rows": 1,
  ///      "nodes": [{"id": 0, "x": 30, "y": 26, "width": 40, "height": 20}, …],
  ///      "edges": [{"from": 0, "to": 3, "slot": 0, "path": [[x, y], …]}, …],
  ///      "junctions": [{"id": 0, "path": [[x, y], …], "dots": [[x, y], …]}, …],
  ///      "bands": [{"name": "Layer 1", "nodes": [0, 3]}, …],
  ///      "labels": [{"x": …, "y": …, "width": …, "height": …, "text": "100"}, …]}
  ///
  /// `numberSize` is the size of the smallest number's digits; it is absent where there are none. An
  /// edge whose operand has its number at the node has `"mark": "2"`, one that enters a collapsed call
  /// where the name of a parameter stands `"port": "w"`. A node's and a label's x and y
  /// are its centre; a path is its start and then cubic Bézier control points in threes. The arrows of
  /// a node with a junction begin at its dots; `"junctions"` is absent where there are none, and so is
  /// `"bands"`: the layers and calls that are drawn with a background, with the nodes that stand in
  /// them, and where one stands in another the number of that as `"parent"`.
  package var layoutDocument: String {
    let placement = plan.placement
    return JSONWriter.text { json in
      json.object { json in
        json.field("width", rounded(plan.extent.width))
        json.field("height", rounded(plan.extent.height))
        if let size = numberSize { json.field("numberSize", rounded(size)) }
        json.field("direction", options.direction.rawValue)
        json.field("rows", plan.layout.rows)
        if !means.isEmpty {
          json.field("means") { json in
            json.array { json in for mean in means { json.value(mean.rawValue) } }
          }
        }
        json.newLine()
        json.field("nodes") { $0.array(.block) { writeNodes(placement, &$0) } }
        json.newLine()
        json.field("edges") { $0.array(.block) { writeEdges(placement, &$0) } }
        if plan.faces.contains(where: { $0.junction != nil }) {
          json.newLine()
          json.field("junctions") { $0.array(.block) { writeJunctions(placement, &$0) } }
        }
        if !plan.graph.bands.isEmpty {
          json.newLine()
          json.field("bands") { $0.array(.block) { writeBands(&$0) } }
        }
        json.newLine()
        json.field("labels") { $0.array(.block) { writeLabels(placement, &$0) } }
      }
    } + "\n"
  }

  private func writeNodes(_ placement: Placement, _ json: inout JSONWriter) {
    for (index, node) in plan.graph.nodes.enumerated() where node.kind != .exit {
      json.object {
        $0.field("id", node.id.index)
        write(placement.apply(to: plan.faces[index].frame.offset(by: plan.anchor(index))), &$0)
      }
    }
  }

  private func writeBands(_ json: inout JSONWriter) {
    for (index, band) in plan.graph.bands.enumerated() {
      json.object {
        $0.field("name", band.name)
        if let parent = band.parent { $0.field("parent", parent) }
        $0.field("nodes") { json in
          json.array { json in
            for node in plan.graph.nodes where node.band == index && node.kind != .exit {
              json.value(node.id.index)
            }
          }
        }
      }
    }
  }

  private func writeEdges(_ placement: Placement, _ json: inout JSONWriter) {
    for (index, edge) in plan.graph.edges.enumerated() where !edge.isExit {
      json.object {
        $0.field("from", plan.graph.nodes[edge.from].id.index)
        $0.field("to", plan.graph.nodes[edge.to].id.index)
        $0.field("slot", edge.slot)
        if let mark = plan.operandMarks[index] { $0.field("mark", String(mark)) }
        if let port = plan.ports.boxes[index] { $0.field("port", port.plainText) }
        $0.field("path") { write(plan.curve(index).placed(placement).points, &$0) }
      }
    }
  }

  private func writeJunctions(_ placement: Placement, _ json: inout JSONWriter) {
    for (index, node) in plan.graph.nodes.enumerated() {
      guard let lines = plan.junctionLines(at: index) else { continue }
      json.object {
        $0.field("id", node.id.index)
        $0.field("path") { write(lines.wire.placed(placement).points, &$0) }
        $0.field("dots") { write(lines.dots.map(placement.apply), &$0) }
      }
    }
  }

  private func write(_ points: [Point], _ json: inout JSONWriter) {
    json.array { json in
      for point in points {
        json.array {
          $0.value(rounded(point.x))
          $0.value(rounded(point.y))
        }
      }
    }
  }

  private func writeLabels(_ placement: Placement, _ json: inout JSONWriter) {
    for label in labelBoxes {
      json.object {
        write(placement.apply(to: label.frame), &$0)
        $0.field("text", label.text)
      }
    }
  }

  private func write(_ box: Rect, _ json: inout JSONWriter) {
    json.field("x", rounded(box.center.x))
    json.field("y", rounded(box.center.y))
    json.field("width", rounded(box.width))
    json.field("height", rounded(box.height))
  }

  /// A thousandth of a pixel is exact enough; zero has no sign.
  private func rounded(_ pixels: Double) -> Double { (pixels * 1000).rounded() / 1000 + 0 }

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
      let written = [
        (face.note, face.noteFrame), (face.caption, face.captionFrame),
        (face.remark, face.remarkFrame), (face.junction?.value, face.junction?.valueFrame),
      ]
      for (box, frame) in written {
        guard let box, let frame else { continue }
        boxes.append((frame.offset(by: plan.anchor(index)), box.plainText))
      }
    }
    return boxes
  }
}
