/// Writes a scene as a LaTeX document of a TikZ picture that compiles as it stands.
///
/// Places are the scene's, so that the figure looks as in every other form. It can be edited: pens
/// and letters are styles that are defined once, nodes have the trace's ids for names, as in
/// `\draw (3) -- (5);`, letters are text in fonts of the same widths, colours have names.
package struct TikZWriter {
  /// The colours and pens.
  package let theme: Theme
  /// The fonts.
  package let fonts: TikZFonts

  /// The longest side in pixels: TeX knows no length above 16,383 points. Longer pictures are shrunk
  /// to it.
  static let longestSide = 21_000.0
  /// The longest side of a picture that can still be read when it has been shrunk.
  package static let longestShrunkSide = 10 * longestSide
  /// About how many marks of one picture fit into XeLaTeX's five million words.
  private static let mostMarks = 4_000
  /// Points for a pixel, as in PDF.
  private static let point = 0.75

  /// A writer in a theme's colours and some fonts.
  package init(theme: Theme = .light, fonts: TikZFonts = TikZFonts()) {
    self.theme = theme
    self.fonts = fonts
  }

  /// The document of a picture; of one that plays, a slide for each step.
  package func document(_ scene: Scene) -> String {
    if let playing = scene.playing { return slides(scene, playing) }
    let scale = scale(for: scene)
    var picture = scale == 1 ? scene : scene.scaled(by: scale)
    picture.layers.removeAll(where: \.isMomentary)
    var styles = TikZStyles()
    let drawn = self.picture(picture, &styles) { $1 }
    return head(scene, scale) + "\\documentclass[tikz]{standalone}\n" + setting([picture], styles)
      + "\\begin{document}\n" + drawn + "\\end{document}\n"
  }

  // MARK: The document

  /// How much a scene is shrunk, so that TeX knows its lengths.
  func scale(for scene: Scene) -> Double {
    min(1, Self.longestSide / max(scene.size.width, scene.size.height))
  }

  /// The engine, and what is drawn, as comments.
  func head(_ scene: Scene, _ scale: Double) -> String {
    let marks = scene.layers.reduce(0) { $0 + $1.items.count }
    var text =
      marks > Self.mostMarks
      ? "% !TeX program = lualatex\n% LuaLaTeX: the memory of others is too small for so much.\n"
      : "% !TeX program = xelatex\n% XeLaTeX or LuaLaTeX; pdfLaTeX where all is Latin.\n"
    for line in [scene.title, scene.description] {
      text += "% " + line.split(whereSeparator: \.isNewline).joined(separator: " ") + "\n"
    }
    if scale < 1 { text += "% Shrunk to \(number(scale * 100)) %: TeX knows no longer pictures.\n" }
    return text
  }

  /// Fonts, colours and styles of some pictures, and colours beside theirs.
  func setting(_ scenes: [Scene], _ styles: TikZStyles, and roles: [Role] = []) -> String {
    let drawn = scenes.flatMap(\.layers).filter(isDrawn)
    let used = Set(RoleUse(of: drawn).all + roles + [.background])
    var text = fonts.preamble(for: scenes)
    for role in Role.allCases where used.contains(role) {
      let hex = theme.color(role).hex.dropFirst()
      text += "\\definecolor{backdraw-\(role.cssName)}{HTML}{\(hex)}\n"
    }
    return text + styles.definitions
  }

  /// A scene as a `tikzpicture`.
  ///
  /// - Parameter shown: what a layer's marks become, that they are seen when they should be.
  func picture(
    _ scene: Scene, _ styles: inout TikZStyles, shown: (_ layer: Layer, _ marks: String) -> String
  ) -> String {
    let corner = "(\(number(scene.size.width)),\(number(scene.size.height)))"
    var text = "\\begin{tikzpicture}[x=0.75bp,y=-0.75bp,line join=round,"
    text += "every node/.style={inner sep=0,outer sep=0}]\n"
    text += "\\path[use as bounding box,fill=backdraw-background] (0,0) rectangle \(corner);\n"
    text += "\\clip (0,0) rectangle \(corner);\n"
    var drawn: Set<String> = []
    for layer in scene.layers where isDrawn(layer) {
      text += "% " + layer.classes.joined(separator: " ")
      text += (layer.node.map { " " + $0 } ?? "") + "\n"
      text += shown(layer, marks(layer, &drawn, &styles))
    }
    for target in scene.targets where !drawn.contains(target.node) { text += markup(target) }
    return text + "\\end{tikzpicture}\n"
  }

  private func marks(
    _ layer: Layer, _ drawn: inout Set<String>, _ styles: inout TikZStyles
  ) -> String {
    var text = ""
    for item in layer.items {
      if let node = layer.node, !drawn.contains(node),
        let outline = outline(item, layer.placement, node, &styles)
      {
        drawn.insert(node)
        text += outline
      } else {
        text += markup(item, layer.placement, &styles)
      }
    }
    return layer.opacity < 1 ? faint(text, layer.opacity) : text
  }

  /// Marks that let through what is below.
  func faint(_ marks: String, _ opacity: Double) -> String {
    "\\begin{scope}[opacity=\(number(opacity)),transparency group]\n" + marks + "\\end{scope}\n"
  }

  private func isDrawn(_ layer: Layer) -> Bool { layer.opacity > 0 && !layer.items.isEmpty }

  // MARK: Items

  /// The outline of a node, as a node with its id for a name.
  private func outline(
    _ item: Item, _ placement: Placement, _ name: String, _ styles: inout TikZStyles
  ) -> String? {
    let shape: [String]
    let (center, stroke, fill): (Point, Stroke?, Paint)
    switch item {
    case .circle(let middle, let radius, let pen, .some(let paint)) where paint.role == .node:
      (center, stroke, fill) = (middle, pen, paint)
      shape = ["circle", "minimum size=\(length(2 * radius * placement.scale))"]
    case .rectangle(let frame, let corner, let pen, .some(let paint)) where paint.role == .node:
      (center, stroke, fill) = (frame.center, pen, paint)
      let radius = min(corner, frame.width / 2, frame.height / 2)
      shape = [
        "rounded corners=\(length(radius * placement.scale))",
        "minimum width=\(length(frame.width * placement.scale))",
        "minimum height=\(length(frame.height * placement.scale))",
      ]
    default: return nil
    }
    let style = style(stroke, fill, placement, &styles)
    return "\\node[\(([style] + shape).joined(separator: ","))] (\(name)) at "
      + "\(point(center, placement)) {};\n"
  }

  private func markup(
    _ item: Item, _ placement: Placement, _ styles: inout TikZStyles
  ) -> String {
    switch item {
    case .path(let path, let stroke, let fill):
      let outline = path.elements.map { element in
        switch element {
        case .move(let place): " \(point(place, placement))"
        case .line(let place): " -- \(point(place, placement))"
        case .curve(let a, let b, let end):
          " .. controls \(point(a, placement)) and \(point(b, placement)) .. "
            + point(end, placement)
        case .close: " -- cycle"
        }
      }.joined()
      return path.elements.isEmpty
        ? "" : command(stroke, fill, placement, &styles) + outline + ";\n"
    case .circle(let center, let radius, let stroke, let fill):
      return command(stroke, fill, placement, &styles)
        + " \(point(center, placement)) circle[radius=\(length(radius * placement.scale))];\n"
    case .rectangle(let frame, let corner, let stroke, let fill):
      let radius = min(corner, frame.width / 2, frame.height / 2) * placement.scale
      let extra = radius > 0 ? ["rounded corners=\(length(radius))"] : []
      return command(stroke, fill, placement, &styles, extra)
        + " \(point(frame.origin, placement)) rectangle "
        + point(Point(frame.maxX, frame.maxY), placement) + ";\n"
    case .text(let text): return markup(text, placement, &styles)
    case .image(let grid, let frame): return markup(grid, placement.apply(to: frame))
    }
  }

  private func markup(
    _ text: Text, _ placement: Placement, _ styles: inout TikZStyles
  ) -> String {
    let anchor =
      switch text.anchor {
      case .start: "base west"
      case .middle: "base"
      case .end: "base east"
      }
    var options = ["anchor=\(anchor)", "text=backdraw-\(text.paint.role.cssName)"]
    if text.paint.opacity < 1 { options.append("opacity=\(number(text.paint.opacity))") }
    let turn = text.rotation != 0 ? ",rotate=\(number(-text.rotation))" : ""
    let size = number(text.style.size * placement.scale * Self.point)
    let family =
      switch text.style.family {
      case .math: "\\rmfamily"
      case .sans: "\\sffamily"
      case .mono: "\\ttfamily"
      }
    var font = "\\fontsize{\(size)bp}{\(size)bp}\(family)"
    if text.style.weight == .bold { font += "\\bfseries" }
    if text.style.slant == .italic { font += "\\itshape" }
    options.append("font=\(font)\\selectfont")
    let role = text.paint.role.cssName
    let style = styles.name(options, of: role.hasSuffix("text") ? role : role + "-text")
    return "\\node[\(style)\(turn)] at \(point(text.position, placement)) "
      + "{\(fonts.markup(text.string))};\n"
  }

  /// Squares of one colour that stand side by side are one rectangle.
  private func markup(_ grid: PixelGrid, _ frame: Rect) -> String {
    let (width, height) = (
      frame.width / Double(grid.columns), frame.height / Double(grid.rows)
    )
    var text = ""
    for row in 0..<grid.rows {
      var start = 0
      while start < grid.columns {
        let color = grid.color(column: start, row: row, theme: theme)
        var end = start + 1
        while end < grid.columns, grid.color(column: end, row: row, theme: theme) == color {
          end += 1
        }
        let corner = Point(frame.x + Double(start) * width, frame.y + Double(row) * height)
        let opposite = Point(frame.x + Double(end) * width, corner.y + height)
        text += "\\fill[fill={rgb,255:red,\(color.red);green,\(color.green);blue,\(color.blue)}] "
        text += "\(point(corner, .identity)) rectangle \(point(opposite, .identity));\n"
        start = end
      }
    }
    return text
  }

  /// A node without marks of its own, at which other pictures may point.
  private func markup(_ target: Target) -> String {
    let name = target.name.map {
      " % " + $0.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
    switch target.shape {
    case .circle(let center, let radius):
      return "\\node[circle,minimum size=\(length(2 * radius))] (\(target.node)) at "
        + "\(point(center, .identity)) {};\(name ?? "")\n"
    case .rectangle(let frame):
      return "\\node[minimum width=\(length(frame.width)),minimum height=\(length(frame.height))] "
        + "(\(target.node)) at \(point(frame.center, .identity)) {};\(name ?? "")\n"
    }
  }

  // MARK: Pens and places

  private func command(
    _ stroke: Stroke?, _ fill: Paint?, _ placement: Placement, _ styles: inout TikZStyles,
    _ extra: [String] = []
  ) -> String {
    let options = [style(stroke, fill, placement, &styles)].filter { !$0.isEmpty }
    return "\\path[\((options + extra).joined(separator: ","))]"
  }

  /// The style of a pen and a fill: named after the pen's role, or the fill's where nothing is drawn.
  private func style(
    _ stroke: Stroke?, _ fill: Paint?, _ placement: Placement, _ styles: inout TikZStyles
  ) -> String {
    var options: [String] = []
    if let stroke {
      let pen = theme.pen(stroke.paint.role)
      options.append("draw=backdraw-\(stroke.paint.role.cssName)")
      options.append("line width=\(length((stroke.width ?? pen.width) * placement.scale))")
      let dash = stroke.dash ?? pen.dash
      if !dash.isEmpty {
        let marks = (dash.count % 2 == 0 ? dash : dash + dash).enumerated().map { index, length in
          (index % 2 == 0 ? "on " : "off ") + self.length(length * placement.scale)
        }
        options.append("dash pattern=" + marks.joined(separator: " "))
      }
      if stroke.cap == .round { options.append("line cap=round") }
      if stroke.paint.opacity < 1 {
        options.append("draw opacity=\(number(stroke.paint.opacity))")
      }
    }
    if let fill {
      options.append("fill=backdraw-\(fill.role.cssName)")
      if fill.opacity < 1 { options.append("fill opacity=\(number(fill.opacity))") }
    }
    guard let role = (stroke?.paint ?? fill)?.role.cssName else { return "" }
    let kind = fill?.role == .node ? "node" : stroke == nil ? role + "-fill" : role
    return styles.name(options, of: kind)
  }

  func number(_ value: Double) -> String { decimal(value, places: 3) }
  private func length(_ pixels: Double) -> String { number(pixels * Self.point) + "bp" }
  private func point(_ point: Point, _ placement: Placement) -> String {
    let place = placement.apply(to: point)
    return "(\(number(place.x)),\(number(place.y)))"
  }
}
