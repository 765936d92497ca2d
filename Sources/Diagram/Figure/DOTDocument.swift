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
    lines += aligned(in: nil).map { "  " + $0 }
    for (index, edge) in plan.graph.edges.enumerated() { lines += arrows(index, edge) }
    for index in plan.graph.nodes.indices { lines += remark(index).map { "  " + $0 } }
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
      case .letters:
        (plan.marks.nodes[index] ? "box" : "plaintext")
          + ", style=\"\", fixedsize=false, margin=\"0.06,0.03\""
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
    if let name = plan.names.designations.text(plan.graph.nodes[index].id) {
      text += ", tooltip=\(quoted(name))"
    }
    if plan.marks.nodes[index] { text += ", penwidth=3.5" }
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
    lines += aligned(in: index).map { "  " + $0 }
    return lines + ["}"]
  }

  /// The columns whose nodes all stand in one band, or in none: Graphviz has no others.
  private func aligned(in band: Int?) -> [String] {
    func isHere(_ column: [Int]) -> Bool {
      column.allSatisfy { plan.graph.nodes[$0].band == band }
    }
    return plan.marks.columns.filter(isHere).map {
      "{ rank=same; " + $0.map(id).joined(separator: "; ") + " }"
    }
      + plan.marks.orders.filter(isHere).map {
        "{ rank=same; " + $0.map(id).joined(separator: " -> ") + " [style=invis] }"
      }
  }

  /// What the author wrote at a node, as a sheet beside it.
  private func remark(_ index: Int) -> [String] {
    let face = plan.faces[index]
    guard face.remark != nil, let frame = face.remarkFrame?.offset(by: plan.anchor(index)) else {
      return []
    }
    let name = "note\(id(index))"
    let text = plan.marks.notes[index].joined(separator: "\n")
    return [
      "\(name) [label=\(quoted(text)), shape=note, fixedsize=false, fontname=\"sans-serif\", "
        + "fontsize=10, color=\"\(hex(.muted))\", pos=\"\(points(frame.center.x)),"
        + "\(points(plan.layout.height - frame.center.y))\"]",
      "\(name) -> \(id(index)) [arrowhead=none, style=dashed, constraint=false, "
        + "color=\"\(hex(.muted))\"]",
    ]
  }

  private func arrows(_ index: Int, _ edge: FigureGraph.Edge) -> [String] {
    let arrow = plan.arrows[index]
    let (from, to) = (beginning(of: edge.from), id(edge.to))
    let value = arrow.value.map { plan.line(ofValue: edge) ?? $0.plainText } ?? ""
    let broad = plan.marks.edges[index] ? ", penwidth=4" : ""
    let number = arrow.gradientLines.first ?? arrow.gradient
    let gradient =
      ([number.map { plan.line(ofGradient: edge) ?? $0.plainText } ?? ""]
      + arrow.gradientLines.dropFirst().map(\.plainText)).joined(separator: "\n")
    if arrow.isWire {
      let label =
        gradient.isEmpty
        ? ""
        : ", taillabel=\"\", headlabel=\"\", xlabel="
          + "<<font color=\"\(hex(.backwardText))\">\(markup(gradient))</font>>"
      return ["  \(from) -> \(to) [label=\(quoted(value))\(label)\(broad)]"]
    }
    var lines = ["  \(from) -> \(to) [label=\(quoted(value))\(broad)]"]
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

  /// Lines in a label of HTML.
  private func markup(_ text: String) -> String {
    text.split(separator: "\n").map { escapedXML(String($0)) }.joined(separator: "<br/>")
  }

  /// A string in which a backslash is one.
  private func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\" + String(scalar)
      case "\n": quoted += "\\n"
      case _ where scalar.value < 0x20: quoted += " "
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
