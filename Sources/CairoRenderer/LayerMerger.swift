import Scene

/// Makes one SVG with a group for each layer out of what Cairo wrote.
///
/// Cairo paints all layers of a scene on one surface, so that each glyph is defined once, in
/// colours that say which role in which layer they stand for (``Marker``). This pass reads that
/// once, from beginning to end: definitions get ids from their order and the prefix, colours
/// become groups, classes and the theme's colours.
struct LayerMerger {
  let scene: Scene
  let theme: Theme
  let options: SVGOptions

  /// What stands between `<defs>` and `</defs>`.
  private(set) var definitions = MarkupWriter()
  /// The groups of the layers.
  private(set) var body = MarkupWriter()
  /// Whether a role fills something; by its number.
  private(set) var fills = [Bool](repeating: false, count: Role.allCases.count)
  /// Whether a role's lines are drawn somewhere; by its number.
  private(set) var strokes = [Bool](repeating: false, count: Role.allCases.count)

  /// An element that is open in Cairo's SVG.
  private enum Element {
    /// The root, `<defs>` outside, Cairo's group for the surface: nothing is written.
    case silent
    /// A run of text: its group is written with its first glyph.
    case text
    /// Copied, to be closed.
    case copied(Range<Int>)
  }

  private struct Glyph {
    let outline: Range<Int>
    var number: Int?
  }

  private let names = Role.allCases.map(\.cssName)
  private let colors: [String]
  private var open: [Element] = []
  private var definitionDepth = 0
  private var glyphs: [String: Glyph] = [:]
  private var glyphCount = 0
  private var otherIDs: [String: Int] = [:]
  private var definedGlyph: String?
  private var layer = -1
  private var shape = Shape()
  /// The attributes of the group that is open for glyphs, and of the one that is asked for.
  private var openTextLook: [UInt8]?
  private var textLook: [UInt8] = []

  init(_ scene: Scene, theme: Theme, options: SVGOptions) {
    self.scene = scene
    self.theme = theme
    self.options = options
    colors = Role.allCases.map { theme.color($0).hex }
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
        define(reader)
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

  private mutating func define(_ reader: MarkupReader) {
    let isOpen = reader.kind == .open
    if definitionDepth == 0 || reader.isNamed("g") && reader.attributes.isEmpty {
      if isOpen { push(.silent) }
    } else if let id = reader.value("id").map(reader.text), id.hasPrefix("glyph") {
      definedGlyph = id
      if isOpen { push(.silent) }
    } else if let glyph = definedGlyph, reader.isNamed("path"), let outline = reader.value("d") {
      glyphs[glyph] = Glyph(outline: outline, number: nil)
      if isOpen { push(.silent) }
    } else {
      definedGlyph = nil
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
      let id = localID(reader.text(reference)), glyphs[id] != nil
    {
      shape.read(reader)
      paintGlyph(id, reader)
      if isOpen { open.append(.silent) }
    } else if reader.isNamed("g"), isOpen {
      shape.read(reader)
      if shape[.fill] != nil, reader.value("clip-path") == nil {
        _ = try beginLayer(reader)
        let start = body.bytes.count
        writeLook(reader)
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

  /// Writes a path, or the rectangle that Cairo makes of one that covers the page, or begins a layer if it is the mark that says so.
  private mutating func paintShape(_ reader: MarkupReader) throws(RenderError) {
    shape.read(reader)
    if let marker = try beginLayer(reader), marker.role == nil { return }
    endText()
    body.raw("<")
    body.raw(reader.bytes, reader.name)
    writeLook(reader)
    if reader.isNamed("rect") { writeNumbers([.x, .y, .width, .height], reader) }
    if let transform = shape[.transform] {
      body.raw(" transform=\"")
      body.numbers(reader.bytes, transform, places: 4)
      body.raw("\"")
    }
    if let outline = shape[.outline] {
      body.raw(" d=\"")
      body.path(reader.bytes, outline)
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
      definitions.raw("<path id=\"\(options.prefix)-g\(number)\" d=\"")
      definitions.path(reader.bytes, glyph.outline)
      definitions.raw("\"/>\n")
    }
    body.raw("<use xlink:href=\"#\(options.prefix)-g\(number)\"")
    writeNumbers([.x, .y], reader)
    body.raw("/>")
  }

  private mutating func endText() {
    if openTextLook != nil { body.raw("</g>\n") }
    openTextLook = nil
  }

  // MARK: Looks

  /// Writes fill and stroke of the shape read last, leaving out what is so anyway.
  private mutating func writeLook(_ reader: MarkupReader) {
    let fill = color(.fill, reader)
    let stroke = color(.stroke, reader)
    if options.recolours, fill.role != nil || stroke.role != nil {
      body.raw(" class=\"")
      if let role = fill.role {
        fills[role.rawValue] = true
        body.raw("fill-")
        body.raw(names[role.rawValue])
      }
      if let role = stroke.role {
        strokes[role.rawValue] = true
        body.raw(fill.role == nil ? "stroke-" : " stroke-")
        body.raw(names[role.rawValue])
      }
      body.raw("\"")
    }
    body.raw(" fill=\"")
    body.raw(fill.value ?? "none")
    body.raw("\"")
    if fill.value != nil { number(.fillOpacity, unless: "1", reader) }
    if let rule = shape[.fillRule], fill.value != nil, !reader.range(rule, is: "nonzero") {
      word(.fillRule, rule, reader)
    }
    guard let value = stroke.value else { return }
    body.raw(" stroke=\"")
    body.raw(value)
    body.raw("\"")
    number(.strokeOpacity, unless: "1", reader)
    number(.strokeWidth, unless: "1", reader)
    if let dashes = shape[.dashArray], !reader.range(dashes, is: "none") {
      number(.dashArray, unless: "none", reader)
      number(.dashOffset, unless: "0", reader)
    }
    if let cap = shape[.lineCap], !reader.range(cap, is: "butt") {
      word(.lineCap, cap, reader)
    }
    if let join = shape[.lineJoin], !reader.range(join, is: "round") {
      word(.lineJoin, join, reader)
    }
  }

  /// A fill or stroke as it is written, `nil` for none, and the role it comes from.
  private func color(
    _ property: Shape.Property, _ reader: MarkupReader
  ) -> (value: String?, role: Role?) {
    guard let range = shape[property], !reader.range(range, is: "none") else { return (nil, nil) }
    guard let color = PrintedColor.parse(reader.bytes, range) else {
      return (reader.text(range), nil)
    }
    guard let role = Marker(color).role else { return (color.hex, nil) }
    return (colors[role.rawValue], role)
  }

  private mutating func writeNumbers(_ properties: [Shape.Property], _ reader: MarkupReader) {
    for property in properties { number(property, unless: "none", reader) }
  }

  private mutating func number(
    _ property: Shape.Property, unless word: StaticString, _ reader: MarkupReader
  ) {
    guard let value = shape[property], !reader.range(value, is: word) else { return }
    body.raw(" ")
    body.raw(property.name)
    body.raw("=\"")
    body.numbers(reader.bytes, value)
    body.raw("\"")
  }

  private mutating func word(
    _ property: Shape.Property, _ value: Range<Int>, _ reader: MarkupReader
  ) {
    body.raw(" ")
    body.raw(property.name)
    body.raw("=\"")
    body.raw(reader.bytes, value)
    body.raw("\"")
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
        self[keyPath: target].raw(otherID(reader.text(attribute.value)))
      } else if reader.range(attribute.name, is: "transform") {
        self[keyPath: target].numbers(reader.bytes, attribute.value, places: 4)
      } else if attribute.value.count < 64, reader.text(attribute.value).contains("#") {
        let value = reader.text(attribute.value)
        if let id = localID(value) {
          self[keyPath: target].raw("#\(otherID(id))")
        } else {
          self[keyPath: target].raw(renamingReferences(in: value))
        }
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

  /// `#id` → `id`.
  private func localID(_ value: String) -> String? {
    value.utf8.first == UInt8(ascii: "#") ? String(value.dropFirst()) : nil
  }

  /// `url(#id)` → `url(#prefix-rN)`.
  private mutating func renamingReferences(in value: String) -> String {
    let parts = value.split(separator: "url(#", omittingEmptySubsequences: false)
    guard parts.count == 2, let end = parts[1].firstIndex(of: ")") else { return value }
    return "\(parts[0])url(#\(otherID(String(parts[1][..<end])))\(parts[1][end...])"
  }

  /// The id of a definition that is not a glyph, numbered in the order in which ids are met.
  private mutating func otherID(_ id: String) -> String {
    let number = otherIDs[id] ?? otherIDs.count
    otherIDs[id] = number
    return "\(options.prefix)-r\(number)"
  }

  private mutating func close(_ element: Element, _ reader: MarkupReader) {
    if definitionDepth > 0 { definitionDepth -= 1 }
    switch element {
    case .silent, .text:
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
