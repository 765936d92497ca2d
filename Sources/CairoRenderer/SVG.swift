import CCairo
import Scene

extension Painter {
  /// Paints a scene to SVG (UTF-8), a group for each layer.
  ///
  /// - Throws: ``RenderError/missingGlyphs(_:text:)`` for text that no font can show,
  ///   ``RenderError/notFinite(item:)``, ``RenderError/noExtent(width:height:)`` and
  ///   ``RenderError/tooLarge(width:height:)`` for a scene that cannot be painted,
  ///   ``RenderError/badPrefix(_:)`` for a prefix that cannot begin an id.
  package func svg(
    _ scene: Scene, options: SVGOptions = SVGOptions()
  ) throws(RenderError) -> [UInt8] {
    try check(scene)
    guard options.hasValidPrefix else { throw .badPrefix(options.prefix) }
    let canvas = try Canvas.make(.svg, width: scene.size.width, height: scene.size.height)
    try paint(scene, on: canvas)
    let drawn = try canvas.finish()

    var merger = LayerMerger(scene, theme: theme, options: options)
    try drawn.withUnsafeBufferPointer { bytes throws(RenderError) in try merger.read(bytes) }

    var writer = MarkupWriter()
    writeHead(of: scene, options: options, to: &writer)
    if options.form == .standalone, options.recolours {
      writeStyle(merger, options: options, to: &writer)
    }
    if !merger.definitions.bytes.isEmpty {
      writer.raw("<defs>\n")
      writer.raw(merger.definitions)
      writer.raw("</defs>\n")
    }
    if options.writesBackground {
      let paper = options.recolours ? " class=\"fill-background\"" : ""
      let color = theme.color(.background).hex
      writer.raw("<rect\(paper) fill=\"\(color)\" width=\"100%\" height=\"100%\"/>\n")
    }
    writer.raw(merger.body)
    writeTargets(scene.targets, options: options, to: &writer)
    writer.raw("</svg>\n")
    return writer.bytes
  }

  private func writeHead(
    of scene: Scene, options: SVGOptions, to writer: inout MarkupWriter
  ) {
    let (width, height) = (decimal(scene.size.width), decimal(scene.size.height))
    let prefix = options.prefix
    if options.form == .standalone {
      writer.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    }
    writer.raw("<svg xmlns=\"http://www.w3.org/2000/svg\"")
    writer.raw(" xmlns:xlink=\"http://www.w3.org/1999/xlink\"")
    writer.raw(" id=\"\(prefix)\" class=\"backdraw\"")
    writer.attribute("lang", scene.language)
    if options.form == .standalone { writer.attribute("xml:lang", scene.language) }
    writer.raw(" width=\"\(width)\" height=\"\(height)\" viewBox=\"0 0 \(width) \(height)\"")
    // What is inside a picture is not read; the links of a document are.
    let role = scene.targets.contains { $0.link != nil } ? "document" : "img"
    // All lines have round joins; said once.
    writer.raw(" stroke-linejoin=\"round\" role=\"\(role)\" aria-labelledby=\"\(prefix)-title")
    if !scene.description.isEmpty { writer.raw(" \(prefix)-desc") }
    writer.raw("\">\n<title id=\"\(prefix)-title\">")
    writer.text(scene.title)
    writer.raw("</title>\n")
    if !scene.description.isEmpty {
      writer.raw("<desc id=\"\(prefix)-desc\">")
      writer.text(scene.description)
      writer.raw("</desc>\n")
    }
  }

  /// The rules by which style variables win over the plain colours, for the roles that occur.
  private func writeStyle(
    _ merger: LayerMerger, options: SVGOptions, to writer: inout MarkupWriter
  ) {
    let scope = "#\(options.prefix)"
    let fills = Role.allCases.filter {
      merger.looks.fills[$0.rawValue] || $0 == .background && options.writesBackground
    }
    let strokes = Role.allCases.filter { merger.looks.strokes[$0.rawValue] }
    writer.raw("<style>")
    writer.raw(StyleSheet.rules(theme, fills: fills, strokes: strokes, scope: scope))
    if let dark = options.darkTheme {
      let variables = StyleSheet.variables(dark)
      writer.raw("@media (prefers-color-scheme:dark){\(scope){\(variables)}}")
    }
    writer.raw("</style>\n")
  }

  private func writeTargets(
    _ targets: [Target], options: SVGOptions, to writer: inout MarkupWriter
  ) {
    guard !targets.isEmpty else { return }
    writer.raw("<g class=\"targets\" fill=\"none\" pointer-events=\"all\">\n")
    for target in targets {
      if let link = target.link {
        writer.raw("<a")
        writer.attribute("id", SVGFragment.id(ofNode: target.node, in: options.prefix))
        writer.attribute("href", link)
        // A reader who hears the page is told the node, not its address.
        writer.attribute("aria-label", target.title)
        writer.raw(">")
      }
      let element: StaticString
      switch target.shape {
      case .rectangle(let frame):
        element = "rect"
        writer.raw("<rect")
        writer.attribute("x", frame.x)
        writer.attribute("y", frame.y)
        writer.attribute("width", max(0, frame.width))
        writer.attribute("height", max(0, frame.height))
      case .circle(let center, let radius):
        element = "circle"
        writer.raw("<circle")
        writer.attribute("cx", center.x)
        writer.attribute("cy", center.y)
        writer.attribute("r", max(0, radius))
      }
      writer.attribute("data-node", target.node)
      if let name = target.name { writer.attribute("data-name", name) }
      if options.hasFocusableTargets { writer.raw(" tabindex=\"0\"") }
      writer.raw("><title>")
      writer.text(target.title)
      writer.raw("</title></")
      writer.raw(element)
      writer.raw(target.link == nil ? ">\n" : "></a>\n")
    }
    writer.raw("</g>\n")
  }
}
