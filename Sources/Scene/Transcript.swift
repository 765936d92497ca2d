extension Scene {
  /// The scene as text, a line an item, coordinates to two decimals: what tests of figures hold
  /// against a golden.
  ///
  ///     scene 60×40 en "x"
  ///     layer node
  ///       circle 30,20 r 12 stroke ink
  package var transcript: String {
    let extent = "\(decimal(size.width))×\(decimal(size.height))"
    var lines = ["scene \(extent) \(language) \(quoted(title))"]
    if !description.isEmpty { lines.append("description \(quoted(description))") }
    for layer in layers {
      lines.append(layer.heading)
      lines += layer.items.map { "  " + $0.transcript }
    }
    if !targets.isEmpty {
      lines.append("targets")
      lines += targets.map { "  " + $0.transcript }
    }
    return lines.map { $0 + "\n" }.joined()
  }
}

extension Layer {
  fileprivate var heading: String {
    var words = ["layer"] + classes
    if let node { words.append("node=\(node)") }
    if let name { words.append("name=\(quoted(name))") }
    if opacity != 1 { words.append("opacity \(decimal(opacity))") }
    if placement.offset != .zero { words.append("at \(placement.offset.transcript)") }
    if placement.scale != 1 { words.append("scale \(decimal(placement.scale, places: 4))") }
    switch timing {
    case .from(let step, let faint): words.append("from \(step) over \(decimal(faint))")
    case .during(let step): words.append("during \(step)")
    case .travelling(let step, let path): words.append("during \(step) along \(path.transcript)")
    case nil: break
    }
    return words.joined(separator: " ")
  }
}

extension Item {
  /// The item as one line of a transcript.
  package var transcript: String {
    switch self {
    case .path(let path, let stroke, let fill):
      return "path \(path.transcript)" + look(stroke, fill)
    case .circle(let center, let radius, let stroke, let fill):
      return "circle \(center.transcript) r \(decimal(radius))" + look(stroke, fill)
    case .rectangle(let frame, let cornerRadius, let stroke, let fill):
      let corner = cornerRadius == 0 ? "" : " corner \(decimal(cornerRadius))"
      return "rectangle \(frame.transcript)\(corner)" + look(stroke, fill)
    case .text(let text):
      let turn = text.rotation == 0 ? "" : " turned \(decimal(text.rotation))"
      return "text \(quoted(text.string)) \(text.position.transcript) \(text.anchor.rawValue)"
        + "\(turn) \(text.style.transcript) \(text.paint.transcript)"
    case .image(let grid, let frame):
      return "image \(frame.transcript) \(grid.transcript)"
    }
  }

  private func look(_ stroke: Stroke?, _ fill: Paint?) -> String {
    var words = ""
    if let stroke { words += " stroke \(stroke.transcript)" }
    if let fill { words += " fill \(fill.transcript)" }
    return words
  }
}

extension Target {
  fileprivate var transcript: String {
    let area =
      switch shape {
      case .rectangle(let frame): "rectangle \(frame.transcript)"
      case .circle(let center, let radius): "circle \(center.transcript) r \(decimal(radius))"
      }
    let name = name.map { " name=\(quoted($0))" } ?? ""
    return "\(area) node=\(node)\(name) \(quoted(title))"
  }
}

extension Path {
  fileprivate var transcript: String {
    elements.map { element in
      switch element {
      case .move(let point): "M \(point.transcript)"
      case .line(let point): "L \(point.transcript)"
      case .curve(let a, let b, let end): "C \(a.transcript) \(b.transcript) \(end.transcript)"
      case .close: "Z"
      }
    }.joined(separator: " ")
  }
}

extension Stroke {
  fileprivate var transcript: String {
    var words = paint.transcript
    if let width { words += " width \(decimal(width))" }
    if let dash {
      words += dash.isEmpty ? " solid" : " dash " + dash.map { decimal($0) }.joined(separator: ",")
    }
    if cap != .butt { words += " \(cap.rawValue)" }
    return words
  }
}

extension Paint {
  fileprivate var transcript: String {
    opacity == 1 ? role.name : "\(role.name)/\(decimal(opacity))"
  }
}

extension TextStyle {
  fileprivate var transcript: String {
    var words = "\(family.rawValue) \(decimal(size))"
    if weight != .regular { words += " \(weight.rawValue)" }
    if slant != .upright { words += " \(slant.rawValue)" }
    if !tabularFigures { words += " proportional" }
    return words
  }
}

extension PixelGrid {
  /// Dimensions, format and a checksum (FNV-1a) of the samples.
  fileprivate var transcript: String {
    var hash: UInt32 = 2_166_136_261
    for sample in samples { hash = (hash ^ UInt32(sample)) &* 16_777_619 }
    let kind =
      switch format {
      case .grey: "grey"
      case .rgb: "rgb"
      case .scale(let scale): scale.rawValue
      }
    return "\(columns)×\(rows) \(kind) #\(String(hash, radix: 16))"
  }
}

extension Point {
  fileprivate var transcript: String { "\(decimal(x)),\(decimal(y))" }
}

extension Rect {
  fileprivate var transcript: String {
    "\(decimal(x)),\(decimal(y)) \(decimal(width))×\(decimal(height))"
  }
}

private func quoted(_ text: String) -> String {
  var quoted = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": quoted += "\\\""
    case "\\": quoted += "\\\\"
    case "\n": quoted += "\\n"
    default: quoted.unicodeScalars.append(scalar)
    }
  }
  return quoted + "\""
}
