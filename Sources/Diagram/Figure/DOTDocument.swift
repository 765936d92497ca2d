import Formats
import Scene

extension GraphFigure {
  /// The figure as a graph of Graphviz, in a theme's colours; ids are the trace's.
  ///
  /// `dot` places it anew; `neato -n` keeps the figure's places. An arrow back stands for each
  /// gradient, and does not count for the ranks.
  package func dotDocument(theme: Theme = .light) -> String {
    DOTWriter(plan: plan, title: title, scale: scale, theme: theme).document
  }
}

/// Writes a figure in the language of Graphviz.
private struct DOTWriter {
  let plan: FigurePlan
  let title: String
  let scale: Double
  let theme: Theme

  var document: String {
    let isWire = plan.options.style == .cs231n
    var lines = [
      "digraph {",
      "  graph [rankdir=\(plan.options.direction == .leftToRight ? "LR" : "TB"), "
        + "charset=\"UTF-8\", bgcolor=\"\(hex(.background))\", "
        + "fontname=\"sans-serif\", fontcolor=\"\(hex(.bandText))\", tooltip=\(quoted(title))]",
      "  node [fontname=\"serif\", color=\"\(hex(.ink))\", fontcolor=\"\(hex(.ink))\", "
        + "style=filled, fillcolor=\"\(hex(.node))\", fixedsize=shape]",
      "  edge [fontname=\"serif\", color=\"\(hex(isWire ? .ink : .forward))\", "
        + "fontcolor=\"\(hex(.forwardText))\"]",
    ]
    for index in plan.graph.nodes.indices { lines.append("  " + node(index)) }
    for index in plan.graph.nodes.indices { lines += junction(index) }
    for (index, band) in plan.graph.bands.enumerated() where band.parent == nil {
      lines += self.band(index).map { "  " + $0 }
    }
    for (index, edge) in plan.graph.edges.enumerated() { lines += arrows(index, edge) }
    return lines.joined(separator: "\n") + "\n}\n"
  }

  /// The trace's id; ends of arrows, which no node of the trace is, have a letter before it.
  private func id(_ node: Int) -> String {
    let node = plan.graph.nodes[node]
    return node.kind == .exit ? "out\(node.id.index)" : "\(node.id.index)"
  }

  private func node(_ index: Int) -> String {
    let face = plan.faces[index]
    let shape =
      switch face.outline {
      case .circle: "circle"
      case .box, .stack: "box, style=\"filled,rounded\""
      // Letters take the room they need in Graphviz's own fonts.
      case .letters: "plaintext, style=\"\", fixedsize=false, margin=\"0.06,0.03\""
      case .point: "point, style=invis"
      }
    let frame = face.frame.offset(by: plan.anchor(index))
    let size = frame.size
    var text = "\(id(index)) [label=\(quoted(face.plainText)), shape=\(shape), "
    if case .letters = face.outline {
    } else {
      text += "width=\(inches(size.width)), height=\(inches(size.height)), "
    }
    text += "pos=\"\(points(frame.center.x)),\(points(plan.layout.height - frame.center.y))\""
    if let name = plan.trace.annotations.names[plan.graph.nodes[index].id] {
      text += ", tooltip=\(quoted(name))"
    }
    if let note = face.note {
      text +=
        ", xlabel=<<font color=\"\(hex(.backwardText))\">\(escapedXML(note.plainText))</font>>"
    }
    return text + "]"
  }

  /// Where a node's arrows begin: at the node or at its junction.
  private func beginning(of node: Int) -> String {
    plan.faces[node].junction == nil ? id(node) : "fork\(id(node))"
  }

  /// The wire on which a node's arrows leave it, and the dot at which they branch off.
  private func junction(_ index: Int) -> [String] {
    guard let junction = plan.faces[index].junction,
      let end = plan.junctionLines(at: index)?.wire.arrival?.point
    else { return [] }
    let (node, fork) = (id(index), beginning(of: index))
    let value = junction.value.map { box in
      plan.branches[index].first.flatMap { plan.line(ofValue: plan.graph.edges[$0]) }
        ?? box.plainText
    }
    let paint = hex(junction.isWire ? .ink : .forward)
    var lines = [
      "\(fork) [label=\"\", shape=point, width=\(inches(7)), color=\"\(paint)\", "
        + "fillcolor=\"\(paint)\", "
        + "pos=\"\(points(end.x)),\(points(plan.layout.height - end.y))\"]",
      "\(node) -> \(fork) [label=\(quoted(value ?? "")), arrowhead=none]",
    ]
    if junction.hasBackward, !junction.isWire {
      lines.append(
        "\(fork) -> \(node) [constraint=false, color=\"\(hex(.backward))\", penwidth=2.5]")
    }
    return lines.map { "  " + $0 }
  }

  private func band(_ index: Int) -> [String] {
    let band = plan.graph.bands[index]
    var lines = [
      "subgraph cluster_\(index) {",
      "  graph [label=\(quoted(band.name)), labeljust=l, color=\"\(hex(band.isLayer ? .band : .line))\", "
        + "style=\"\(band.isLayer ? "filled" : "dashed")\", fillcolor=\"\(hex(.band))\"]",
    ]
    for (child, inner) in plan.graph.bands.enumerated() where inner.parent == index {
      lines += self.band(child).map { "  " + $0 }
    }
    let members = plan.graph.nodes.indices.filter { plan.graph.nodes[$0].band == index }
    if !members.isEmpty {
      let forks = members.filter { plan.faces[$0].junction != nil }.map(beginning)
      lines.append("  " + (members.map(id) + forks).joined(separator: "; "))
    }
    return lines + ["}"]
  }

  private func arrows(_ index: Int, _ edge: FigureGraph.Edge) -> [String] {
    let arrow = plan.arrows[index]
    let (from, to) = (beginning(of: edge.from), id(edge.to))
    let value = arrow.value.map { plan.line(ofValue: edge) ?? $0.plainText } ?? ""
    let gradient = arrow.gradient.map { plan.line(ofGradient: edge) ?? $0.plainText } ?? ""
    if arrow.isWire {
      let label =
        gradient.isEmpty
        ? ""
        : ", taillabel=\"\", headlabel=\"\", xlabel="
          + "<<font color=\"\(hex(.backwardText))\">\(escapedXML(gradient))</font>>"
      return ["  \(from) -> \(to) [label=\(quoted(value))\(label)]"]
    }
    var lines = ["  \(from) -> \(to) [label=\(quoted(value))]"]
    if arrow.hasBackward {
      lines.append(
        "  \(to) -> \(from) [label=\(quoted(gradient)), constraint=false, "
          + "color=\"\(hex(.backward))\", fontcolor=\"\(hex(.backwardText))\", penwidth=2.5]")
    }
    return lines
  }

  private func hex(_ role: Role) -> String { theme.color(role).hex }
  private func inches(_ pixels: Double) -> String { decimal(pixels * scale / 96, places: 4) }
  private func points(_ pixels: Double) -> String { decimal(pixels * scale * 0.75, places: 3) }

  /// A string in which a backslash is one.
  private func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\" + String(scalar)
      case _ where scalar.value < 0x20: quoted += " "
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
