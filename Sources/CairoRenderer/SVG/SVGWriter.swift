import Scene

/// Writes a scene as SVG: shapes as they are, a group for each layer, colours as classes beside the
/// theme's plain ones.
struct SVGWriter {
  let fonts: CairoTextMeasure
  let form: SVGForm
  let options: SVGOptions
  /// The groups of the layers.
  var body = SVGMarkup()
  /// The letters in them.
  var glyphs: GlyphSet
  /// The group that is open for letters of one colour.
  var openText: Paint?
  /// The look of the texts whose group is open, where letters stay text.
  var openLook: TextLook?
  /// How shapes look.
  let looks: SVGLooks
  private let tracer: PathTracer
  /// The paths in the groups, some of which a page defines once.
  private var paths = RepeatedPaths()
  /// What stands before and behind the groups.
  private var frame: (head: SVGMarkup, targets: SVGMarkup) = (SVGMarkup(), SVGMarkup())

  init(painter: Painter, form: SVGForm, options: SVGOptions) throws(RenderError) {
    fonts = painter.text
    self.form = form
    self.options = options
    glyphs = GlyphSet(form: form, options: options)
    tracer = try PathTracer()
    looks = SVGLooks(
      theme: painter.theme, recolours: options.recolours, hasRules: form == .fragment)
  }

  /// Writes all of a scene.
  mutating func write(_ scene: Scene) throws(RenderError) {
    frame.head = head(of: scene)
    for layer in scene.layers {
      tracer.place(layer.placement, in: scene.size)
      try write(layer)
    }
    frame.targets = targets(scene.targets)
  }

  /// A file of its own.
  var document: [UInt8] {
    var file = frame.head
    if !glyphs.definitions.isEmpty {
      file.raw("<defs>\n")
      for glyph in glyphs.definitions {
        file.raw(glyph.markup)
        file.raw("\n")
      }
      file.raw("</defs>\n")
    }
    writePaper(to: &file)
    file.raw(body.bytes)
    file.raw(frame.targets.bytes)
    file.raw("</svg>\n")
    return file.bytes
  }

  /// A part of a page.
  var fragment: SVGFragment {
    var markup = frame.head
    var glyphs = glyphs
    writePaper(to: &markup)
    markup.raw(paths.shortened(body.bytes, &glyphs))
    markup.raw(frame.targets.bytes)
    markup.raw("</svg>\n")
    return SVGFragment(markup: markup.string, glyphs: glyphs.definitions)
  }

  private var paintsBackground: Bool {
    switch form {
    case .file: options.paintsBackground ?? true
    case .fragment: options.paintsBackground ?? false
    }
  }

  private func writePaper(to markup: inout SVGMarkup) {
    guard paintsBackground else { return }
    markup.raw("<rect")
    looks.write(stroke: nil, fill: .background, to: &markup)
    markup.raw(" width=\"100%\" height=\"100%\"/>\n")
  }

  // MARK: The head

  /// A length in a unit; one in pixels has none.
  private func length(_ pixels: Double, _ unit: LengthUnit) -> String {
    switch unit {
    case .px: decimal(pixels)
    case .mm, .inches, .pt: decimal(pixels / unit.pixels, places: 4) + unit.rawValue
    }
  }

  private func head(of scene: Scene) -> SVGMarkup {
    let (width, height) = (decimal(scene.size.width), decimal(scene.size.height))
    let prefix = options.prefix
    var head = SVGMarkup()
    switch form {
    case .file:
      head.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
      head.raw("<svg xmlns=\"http://www.w3.org/2000/svg\"")
      head.raw(" xmlns:xlink=\"http://www.w3.org/1999/xlink\"")
    case .fragment: head.raw("<svg xmlns=\"http://www.w3.org/2000/svg\"")
    }
    head.raw(" id=\"\(prefix)\" class=\"backdraw\"")
    if form == .fragment, options.recolours { head.raw(" fill=\"none\"") }
    head.attribute("lang", scene.language)
    if form == .file { head.attribute("xml:lang", scene.language) }
    head.raw(" width=\"\(length(scene.size.width, scene.unit))\"")
    head.raw(
      " height=\"\(length(scene.size.height, scene.unit))\" viewBox=\"0 0 \(width) \(height)\"")
    // What is inside a picture is not read; the links of a document are.
    let role = scene.targets.contains { $0.link != nil } ? "document" : "img"
    // All lines have round joins; said once.
    head.raw(" stroke-linejoin=\"round\" role=\"\(role)\" aria-labelledby=\"\(prefix)-title")
    if !scene.description.isEmpty { head.raw(" \(prefix)-desc") }
    head.raw("\">\n<title id=\"\(prefix)-title\">")
    head.text(scene.title)
    head.raw("</title>\n")
    if !scene.description.isEmpty {
      head.raw("<desc id=\"\(prefix)-desc\">")
      head.text(scene.description)
      head.raw("</desc>\n")
    }
    if form == .file, options.recolours { writeStyle(RoleUse(of: scene.layers), to: &head) }
    if let playing = scene.playing {
      head.raw("<style>")
      head.raw(SVGAnimation(playing, prefix: prefix).rules(for: scene.layers))
      head.raw("</style>\n")
    }
    return head
  }

  /// The rules by which style variables win over the plain colours, for the roles that occur.
  private func writeStyle(_ roles: RoleUse, to head: inout SVGMarkup) {
    let scope = "#\(options.prefix)"
    let filled = Set(roles.fills)
    let fills = Role.allCases.filter {
      filled.contains($0) || $0 == .background && paintsBackground
    }
    head.raw("<style>")
    head.raw(StyleSheet.rules(looks.theme, fills: fills, strokes: roles.strokes, scope: scope))
    if let dark = options.darkTheme {
      let variables = StyleSheet.variables(dark)
      head.raw("@media (prefers-color-scheme:dark){\(scope){\(variables)}}")
    }
    head.raw("</style>\n")
  }

  // MARK: Layers

  private mutating func write(_ layer: Layer) throws(RenderError) {
    if case .travelling(_, let path)? = layer.timing {
      return try write(layer, along: path)
    }
    let classes = layer.classes + (layer.timing.map { [SVGAnimation.className($0)] } ?? [])
    body.raw("<g")
    if !classes.isEmpty { body.attribute("class", classes.joined(separator: " ")) }
    if let node = layer.node { body.attribute("data-node", node) }
    if let name = layer.name { body.attribute("data-name", name) }
    body.attribute("opacity", layer.isMomentary ? 0 : layer.opacity, unless: 1)
    writeTransform(layer.placement)
    body.raw(">\n")
    for item in layer.items { try write(item) }
    endText()
    body.raw("</g>\n")
  }

  /// A layer that travels: a group where its path lies, and in it one that moves along it.
  private mutating func write(_ layer: Layer, along path: Path) throws(RenderError) {
    body.raw("<g")
    writeTransform(layer.placement)
    body.raw("><g")
    let classes = layer.classes + (layer.timing.map { [SVGAnimation.className($0)] } ?? [])
    body.attribute("class", classes.joined(separator: " "))
    body.raw(" opacity=\"0\" style=\"offset-path:path('")
    body.raw(try tracer.data(of: path).bytes)
    body.raw("')\">\n")
    for item in layer.items { try write(item) }
    endText()
    body.raw("</g></g>\n")
  }

  private mutating func writeTransform(_ placement: Placement) {
    guard placement != .identity else { return }
    var words: [String] = []
    if placement.offset != .zero {
      words.append("translate(\(decimal(placement.offset.x)) \(decimal(placement.offset.y)))")
    }
    // A scale is multiplied by thousands of pixels.
    if placement.scale != 1 { words.append("scale(\(decimal(placement.scale, places: 6)))") }
    body.raw(" transform=\"\(words.joined())\"")
  }

  // MARK: Items

  mutating func write(_ item: Item) throws(RenderError) {
    switch item {
    case .path(let path, let stroke, let fill):
      try write(tracer.data(of: path), stroke, fill, dashScale: path.dashScale)
    case .circle(let center, let radius, let stroke, let fill):
      guard stroke != nil || fill != nil else { return }
      endText()
      body.raw("<circle")
      looks.write(stroke: stroke, fill: fill, to: &body)
      body.attribute("cx", center.x)
      body.attribute("cy", center.y)
      body.attribute("r", max(0, radius))
      body.raw("/>\n")
    case .rectangle(let frame, let cornerRadius, let stroke, let fill):
      try write(frame, cornerRadius, stroke, fill)
    case .text(let text): try write(text)
    case .image(let grid, let frame): try write(grid, in: frame)
    }
  }

  private mutating func write(
    _ data: PathData, _ stroke: Stroke?, _ fill: Paint?, dashScale: Double = 1
  ) {
    guard !data.isEmpty, stroke != nil || fill != nil else { return }
    endText()
    let start = body.bytes.count
    body.raw("<path")
    looks.write(stroke: stroke, fill: fill, dashScale: dashScale, to: &body)
    let attribute = body.bytes.count
    body.raw(" d=\"")
    body.raw(data.bytes)
    body.raw("\"")
    if form == .fragment {
      paths.add(data, start: start, attribute: attribute..<body.bytes.count)
    }
    body.raw("/>\n")
  }

  private mutating func write(
    _ frame: Rect, _ cornerRadius: Double, _ stroke: Stroke?, _ fill: Paint?
  ) throws(RenderError) {
    guard stroke != nil || fill != nil else { return }
    guard frame.width > 0, frame.height > 0 else {
      // SVG draws no rectangle that is a line.
      return try write(tracer.data(of: frame), stroke, fill)
    }
    endText()
    body.raw("<rect")
    looks.write(stroke: stroke, fill: fill, to: &body)
    body.attributes(of: frame)
    body.attribute("rx", frame.cornerRadius(cornerRadius), unless: 0)
    body.raw("/>\n")
  }

  private mutating func write(_ grid: PixelGrid, in frame: Rect) throws(RenderError) {
    endText()
    // Not every viewer of SVG keeps squares sharp: those of a stretched picture are given as
    // several pixels each, so that what is blurred is less than a pixel of the scene.
    let stretch = max(frame.width / Double(grid.columns), frame.height / Double(grid.rows))
    let image = try PixelImage.make(
      grid, theme: looks.theme, magnification: Int(min(8, stretch).rounded(.up)))
    body.raw("<image")
    body.attributes(of: frame)
    body.raw(" preserveAspectRatio=\"none\" style=\"image-rendering:pixelated\"")
    body.reference(DataURI.png(try image.surface.pngBytes()), form)
    body.raw("/>\n")
  }

  // MARK: Targets

  private func targets(_ targets: [Target]) -> SVGMarkup {
    var markup = SVGMarkup()
    guard !targets.isEmpty else { return markup }
    markup.raw("<g class=\"targets\" fill=\"none\" pointer-events=\"all\">\n")
    // A node that is drawn in several places, as a layer's neurons are, is led to at the first.
    var seen: Set<String> = []
    for target in targets {
      if let link = target.link {
        markup.raw("<a")
        if seen.insert(target.node).inserted {
          markup.attribute("id", SVGFragment.id(ofNode: target.node, in: options.prefix))
        }
        markup.attribute("href", link)
        // A reader who hears the page is told the node, not its address.
        markup.attribute("aria-label", target.title)
        markup.raw(">")
      }
      let element: StaticString
      switch target.shape {
      case .rectangle(let frame):
        element = "rect"
        markup.raw("<rect")
        markup.attributes(of: frame)
      case .circle(let center, let radius):
        element = "circle"
        markup.raw("<circle")
        markup.attribute("cx", center.x)
        markup.attribute("cy", center.y)
        markup.attribute("r", max(0, radius))
      }
      markup.attribute("data-node", target.node)
      if let name = target.name { markup.attribute("data-name", name) }
      if options.hasFocusableTargets { markup.raw(" tabindex=\"0\"") }
      markup.raw("><title>")
      markup.text(target.title)
      markup.raw("</title></")
      markup.raw(element)
      markup.raw(target.link == nil ? ">\n" : "></a>\n")
    }
    markup.raw("</g>\n")
    return markup
  }
}
