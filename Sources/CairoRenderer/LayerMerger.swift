import Scene

/// Makes one SVG with a group for each layer out of what Cairo wrote.
///
/// Cairo paints all layers of a scene on one surface, so that each glyph is defined once, in
/// colours that say which role in which layer they stand for (``Marker``). This pass reads that
/// once, from beginning to end: definitions get ids from their order and the prefix, colours
/// become groups, classes and the theme's colours.
struct LayerMerger {
  private let scene: Scene
  private let prefix: String

  /// What stands between `<defs>` and `</defs>`.
  private(set) var definitions = MarkupWriter()
  /// The groups of the layers.
  private(set) var body = MarkupWriter()
  /// Which roles occur, and how they are written.
  private(set) var looks: LookWriter

  /// An element that is open in Cairo's SVG.
  private enum Element {
    /// The root, `<defs>` outside, Cairo's group for the surface: nothing is written.
    case silent
    /// The definition of a glyph, which holds one path.
    case glyph(String)
    /// A run of text: its group is written with its first glyph.
    case text
    /// Copied, to be closed.
    case copied(Range<Int>)
  }

  private struct Glyph {
    let outline: Range<Int>
    var number: Int?
  }

  private var open: [Element] = []
  private var definitionDepth = 0
  private var glyphs: [String: Glyph] = [:]
  private var glyphCount = 0
  private var ids: DefinitionIDs
  private var layer = -1
  private var shape = Shape()
  /// The attributes of the group that is open for glyphs, and of the one that is asked for.
  private var openTextLook: [UInt8]?
  private var textLook: [UInt8] = []

  init(_ scene: Scene, theme: Theme, options: SVGOptions) {
    self.scene = scene
    prefix = options.prefix
    looks = LookWriter(theme, recolours: options.recolours)
    ids = DefinitionIDs(prefix: prefix)
  }

  /// Reads all of Cairo's SVG.
  ///
  /// - Throws: ``RenderError/unknownMarkup(_:)`` when it is not as it should be.
  mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) throws(RenderError) {
    var reader = MarkupReader(bytes)
    while try reader.next() {
      if reader.kind == .close {
        guard let element = open.popLast() else { throw .unknownMarkup("a stray end tag") }
        close(element, reader)
      } else if definitionDepth > 0 || reader.isNamed("defs") {
        try define(reader)
      } else {
        try paint(reader)
      }
    }
    for _ in layer..<scene.layers.count { endLayer() }
  }

  // MARK: Layers

  /// Begins the layer that a colour belongs to, with those before it that have not been met.
  private mutating func beginLayer(of marker: Marker) throws(RenderError) {
    guard !scene.layers.isEmpty else { return }
    var steps = (marker.layer - max(0, layer)) % Marker.layerCount
    if steps < 0 { steps += Marker.layerCount }
    guard max(0, layer) + steps < scene.layers.count else {
      throw .unknownMarkup("colours out of order")
    }
    if layer < 0 { openLayer() }
    for _ in 0..<steps { endLayer() }
  }

  /// Closes the group of the layer and opens that of the next, if there is one.
  private mutating func endLayer() {
    if layer >= 0 {
      endText()
      body.raw("</g>\n")
    }
    openLayer()
  }

  private mutating func openLayer() {
    layer += 1
    guard layer < scene.layers.count else { return }
    let layer = scene.layers[layer]
    body.raw("<g")
    if !layer.classes.isEmpty { body.attribute("class", layer.classes.joined(separator: " ")) }
    if let node = layer.node { body.attribute("data-node", node) }
    if let name = layer.name { body.attribute("data-name", name) }
    if layer.opacity != 1 { body.attribute("opacity", layer.opacity) }
    body.raw(">\n")
  }

  // MARK: Definitions

  private mutating func define(_ reader: MarkupReader) throws(RenderError) {
    let isOpen = reader.kind == .open
    if case .glyph(let id)? = open.last {
      guard reader.isNamed("path"), glyphs[id]?.outline.isEmpty == true,
        let outline = reader.value("d")
      else { throw .unknownMarkup("a glyph that is more than an outline") }
      glyphs[id] = Glyph(outline: outline, number: nil)
      if isOpen { push(.silent) }
    } else if definitionDepth == 0 || reader.isNamed("g") && reader.attributes.isEmpty {
      if isOpen { push(.silent) }
    } else if let id = reader.value("id").map(reader.text), id.hasPrefix("glyph") {
      glyphs[id] = Glyph(outline: 0..<0, number: nil)
      if isOpen { push(.glyph(id)) }
    } else {
      copy(reader, to: \.definitions)
      if isOpen { push(.copied(reader.name)) }
    }
  }

  private mutating func push(_ element: Element) {
    open.append(element)
    definitionDepth += 1
  }

  // MARK: Shapes

  private mutating func paint(_ reader: MarkupReader) throws(RenderError) {
    let isOpen = reader.kind == .open
    if reader.isNamed("svg") {
      open.append(.silent)
    } else if reader.isNamed("path") || reader.isNamed("rect") {
      try paintShape(reader)
      if isOpen { open.append(.silent) }
    } else if reader.isNamed("use"), let reference = reader.value("xlink:href"),
      let id = DefinitionIDs.local(reader.text(reference)), glyphs[id] != nil
    {
      shape.read(reader)
      paintGlyph(id, reader)
      if isOpen { open.append(.silent) }
    } else if reader.isNamed("g"), isOpen {
      shape.read(reader)
      if shape[.fill] != nil, reader.value("clip-path") == nil {
        _ = try beginLayer(reader)
        let start = body.bytes.count
        looks.write(shape, reader, to: &body)
        textLook = body.cut(from: start)
        open.append(.text)
      } else if let id = reader.value("id"), reader.text(id).hasPrefix("surface") {
        open.append(.silent)
      } else {
        copyShape(reader)
      }
    } else {
      copyShape(reader)
    }
  }

  private mutating func copyShape(_ reader: MarkupReader) {
    endText()
    copy(reader, to: \.body)
    if reader.kind == .open { open.append(.copied(reader.name)) }
  }

  /// Writes a path, or the rectangle that Cairo makes of one that covers the page; a mark only
  /// begins its layer.
  private mutating func paintShape(_ reader: MarkupReader) throws(RenderError) {
    shape.read(reader)
    if let marker = try beginLayer(reader), marker.role == nil { return }
    endText()
    let outline = shape[.outline].flatMap { Outline(reader.bytes, $0) }
    let circle = outline?.circle
    body.raw("<")
    if circle == nil { body.raw(reader.bytes, reader.name) } else { body.raw("circle") }
    looks.write(shape, reader, to: &body)
    if reader.isNamed("rect") {
      for property in [Shape.Property.x, .y, .width, .height] {
        body.number(property, of: shape, reader)
      }
    }
    if let transform = shape[.transform] {
      body.raw(" transform=\"")
      body.numbers(reader.bytes, transform, places: 4)
      body.raw("\"")
    }
    if let circle {
      body.attribute("cx", Double(circle.center.x) / 100)
      body.attribute("cy", Double(circle.center.y) / 100)
      body.attribute("r", Double(circle.radius) / 100)
    } else if let range = shape[.outline] {
      body.raw(" d=\"")
      if let outline { body.path(outline) } else { body.numbers(reader.bytes, range) }
      body.raw("\"")
    }
    body.raw("/>\n")
  }

  /// Begins the layer that the shape read last belongs to, unless it has no plain colour.
  private mutating func beginLayer(_ reader: MarkupReader) throws(RenderError) -> Marker? {
    for property in [Shape.Property.fill, .stroke] {
      if let range = shape[property], let color = PrintedColor.parse(reader.bytes, range) {
        let marker = Marker(color)
        try beginLayer(of: marker)
        return marker
      }
    }
    return nil
  }

  private mutating func paintGlyph(_ id: String, _ reader: MarkupReader) {
    guard var glyph = glyphs[id], !glyph.outline.isEmpty else { return }
    if openTextLook != textLook {
      endText()
      body.raw("<g")
      textLook.withUnsafeBufferPointer { body.raw($0, 0..<$0.count) }
      body.raw(">")
      openTextLook = textLook
    }
    let number = glyph.number ?? glyphCount
    if glyph.number == nil {
      glyph.number = number
      glyphs[id] = glyph
      glyphCount += 1
      definitions.raw("<path id=\"\(prefix)-g\(number)\" d=\"")
      definitions.path(reader.bytes, glyph.outline)
      definitions.raw("\"/>\n")
    }
    body.raw("<use xlink:href=\"#\(prefix)-g\(number)\"")
    body.number(.x, of: shape, reader)
    body.number(.y, of: shape, reader)
    body.raw("/>")
  }

  private mutating func endText() {
    if openTextLook != nil { body.raw("</g>\n") }
    openTextLook = nil
  }

  // MARK: Copies

  /// Writes a tag as it is, but for its ids, and images with sharp pixels.
  private mutating func copy(
    _ reader: MarkupReader, to target: WritableKeyPath<LayerMerger, MarkupWriter>
  ) {
    self[keyPath: target].raw("<")
    self[keyPath: target].raw(reader.bytes, reader.name)
    for attribute in reader.attributes where !reader.range(attribute.name, is: "image-rendering") {
      self[keyPath: target].raw(" ")
      self[keyPath: target].raw(reader.bytes, attribute.name)
      self[keyPath: target].raw("=\"")
      if reader.range(attribute.name, is: "id") {
        self[keyPath: target].raw(ids[reader.text(attribute.value)])
      } else if reader.range(attribute.name, is: "transform") {
        self[keyPath: target].numbers(reader.bytes, attribute.value, places: 4)
      } else if attribute.value.count < 64 {
        self[keyPath: target].raw(ids.renamingReference(in: reader.text(attribute.value)))
      } else {
        self[keyPath: target].raw(reader.bytes, attribute.value)
      }
      self[keyPath: target].raw("\"")
    }
    if reader.isNamed("image") {
      self[keyPath: target].raw(" style=\"image-rendering:pixelated\"")
    }
    self[keyPath: target].raw(reader.kind == .empty ? "/>\n" : ">\n")
  }

  private mutating func close(_ element: Element, _ reader: MarkupReader) {
    if definitionDepth > 0 { definitionDepth -= 1 }
    switch element {
    case .silent, .text, .glyph:
      break
    case .copied(let name):
      let inDefinitions = definitionDepth > 0
      if !inDefinitions { endText() }
      let target: WritableKeyPath<LayerMerger, MarkupWriter> =
        inDefinitions ? \.definitions : \.body
      self[keyPath: target].raw("</")
      self[keyPath: target].raw(reader.bytes, name)
      self[keyPath: target].raw(">\n")
    }
  }
}
