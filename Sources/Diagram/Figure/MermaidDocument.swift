import Scene

extension GraphFigure {
  /// The figure as a flowchart of Mermaid, which many programs draw that read Markdown: values beside
  /// the arrows forward, gradients beside dotted ones back. Where everything stands is Mermaid's own.
  package func mermaidDocument(theme: Theme = .light) -> String {
    MermaidWriter(plan: plan, title: title, theme: theme).document
  }
}

/// Writes a figure in the language of Mermaid.
private struct MermaidWriter {
  let plan: FigurePlan
  let title: String
  let theme: Theme

  /// An arrow, and which of the passes it belongs to.
  private struct Link {
    let text: String
    let isBackward: Bool
  }

  var document: String {
    let direction = plan.options.direction == .leftToRight ? "LR" : "TB"
    let links = plan.graph.edges.indices.flatMap(links)
    var lines = ["flowchart \(direction)", "  accTitle: \(plainLine(title))"]
    for (index, band) in plan.graph.bands.enumerated() where band.parent == nil {
      lines += self.band(index).map { "  " + $0 }
    }
    for index in plan.graph.nodes.indices where plan.graph.nodes[index].band == nil {
      lines.append("  " + node(index))
    }
    lines += links.map { "  " + $0.text }
    for (isBackward, stroke, text) in [
      (false, Role.forward, Role.forwardText), (true, .backward, .backwardText),
    ] {
      let numbers = links.indices.filter { links[$0].isBackward == isBackward }
      guard !numbers.isEmpty else { continue }
      lines.append(
        "  linkStyle \(numbers.map(String.init).joined(separator: ",")) "
          + "stroke:\(hex(stroke)),color:\(hex(text))")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A letter before the trace's id, since a name may not be a number.
  private func id(_ node: Int) -> String {
    let node = plan.graph.nodes[node]
    return (node.kind == .exit ? "out" : "n") + String(node.id.index)
  }

  private func node(_ index: Int) -> String {
    let face = plan.faces[index]
    let lines =
      [face.plainText] + (face.note.map { [$0.plainText] } ?? []) + plan.marks.notes[index]
    let label = quoted(lines.joined(separator: "\n"))
    switch face.outline {
    case .circle: return "\(id(index))((\(label)))"
    case .box, .stack: return "\(id(index))(\(label))"
    case .letters, .point: return "\(id(index))[\(label)]"
    }
  }

  private func band(_ index: Int) -> [String] {
    let band = plan.graph.bands[index]
    var lines = ["subgraph band\(index)[\(quoted(band.name))]"]
    for (child, inner) in plan.graph.bands.enumerated() where inner.parent == index {
      lines += self.band(child).map { "  " + $0 }
    }
    for member in plan.graph.nodes.indices where plan.graph.nodes[member].band == index {
      lines.append("  " + node(member))
    }
    return lines + ["end"]
  }

  /// The arrow forward, and the one back where a gradient flows.
  private func links(_ index: Int) -> [Link] {
    let (arrow, edge) = (plan.arrows[index], plan.graph.edges[index])
    let (from, to) = (id(edge.from), id(edge.to))
    // Arrows that branch off share the value of the wire before them.
    let value =
      (arrow.value ?? plan.faces[edge.from].junction?.value)
      .map { plan.line(ofValue: edge) ?? $0.plainText } ?? ""
    let gradient =
      ([
        (arrow.gradientLines.first ?? arrow.gradient).map {
          plan.line(ofGradient: edge) ?? $0.plainText
        }
          ?? ""
      ] + arrow.gradientLines.dropFirst().map(\.plainText))
      .filter { !$0.isEmpty }.joined(separator: "\n")
    let thickness = plan.marks.edges[index] ? "==>" : "-->"
    var links = [Link(text: "\(from) \(thickness)\(label(value)) \(to)", isBackward: false)]
    if arrow.hasBackward || !gradient.isEmpty {
      links.append(Link(text: "\(to) -.->\(label(gradient)) \(from)", isBackward: true))
    }
    return links
  }

  private func label(_ text: String) -> String { text.isEmpty ? "" : "|\(quoted(text))|" }

  private func hex(_ role: Role) -> String { theme.color(role).hex }

  /// A title on one line, which ends where the line does.
  private func plainLine(_ text: String) -> String {
    String(text.map { $0.isNewline || $0 == ";" || $0 == "#" ? " " : $0 })
  }

  /// A text in quotation marks: what means something to Mermaid, HTML or Markdown by its number.
  private func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": quoted += "<br/>"
      case "\"", "#", "<", ">", "&", "`", "*", "_", "\\", "+", "-", "|", "~", "$", ";":
        quoted += "#\(scalar.value);"
      case _ where scalar.value < 0x20: quoted += " "
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
