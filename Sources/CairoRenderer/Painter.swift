import CCairo
import Scene

/// Paints scenes in the colours of a theme to SVG, PNG and PDF, in memory.
///
/// The same scene gives the same bytes on every run.
///
///     let text = try CairoTextMeasure()
///     let bytes = try Painter(text: text, theme: .light).svg(scene)
package struct Painter {
  /// The fonts: the measure by which the scenes were laid out.
  package let text: CairoTextMeasure
  /// The colours.
  package let theme: Theme

  /// A painter.
  package init(text: CairoTextMeasure, theme: Theme = .light) {
    self.text = text
    self.theme = theme
  }

  /// Paints all layers of a scene, in the scene's pixels.
  ///
  /// SVG gets neither paper nor opacities of layers: these are written with the layers' groups.
  func paint(_ scene: Scene, on canvas: borrowing Canvas) throws(RenderError) {
    let cairo = canvas.context
    let isSVG = canvas.form == .svg
    var items = ItemPainter(cairo: cairo, theme: theme, palette: .colors(theme), text: text)
    // Circles as round as they are small: vectors are looked at through a lens.
    if canvas.form != .pixels { cairo_set_tolerance(cairo, 0.02) }
    // In SVG a mark, for speed: Cairo keeps the region that is painted on as a list of
    // rectangles, and searching it for each shape took 23 s for 13,000 nodes; now it is one.
    items.cover(isSVG ? Marker(role: nil, layer: 0).color : theme.color(.background))
    for (number, layer) in scene.layers.enumerated() where layer.opacity > 0 || isSVG {
      if isSVG { begin(number, of: scene, &items) }
      // A layer that shows through is painted apart.
      let isSheer = layer.opacity < 1 && !isSVG
      cairo_save(cairo)
      cairo_translate(cairo, layer.placement.offset.x, layer.placement.offset.y)
      if layer.placement.scale != 1 {
        cairo_scale(cairo, layer.placement.scale, layer.placement.scale)
      }
      if isSheer {
        clip(to: layer, on: cairo)
        cairo_push_group(cairo)
      }
      for item in layer.items { try items.paint(item, placement: layer.placement) }
      if isSheer {
        cairo_pop_group_to_source(cairo)
        cairo_paint_with_alpha(cairo, layer.opacity)
      }
      cairo_restore(cairo)
      try canvas.check("painting")
    }
  }

  /// Has the layer's number in the colours; what has none of these gets a mark before it.
  private func begin(_ number: Int, of scene: Scene, _ items: inout ItemPainter) {
    items.palette = .markers(layer: number)
    if scene.layers[number].items.contains(where: \.hasColorsOfItsOwn) {
      items.mark(Marker(role: nil, layer: number).color)
    }
  }

  /// Keeps the group of a layer as small as its marks.
  private func clip(to layer: Layer, on cairo: OpaquePointer) {
    let boxes = layer.items.compactMap { item in
      item.bounds(measuring: text).map { $0.expanded(by: item.overhang(theme)) }
    }
    guard let first = boxes.first else { return }
    let box = boxes.dropFirst().reduce(first) { $0.union($1) }
    cairo_rectangle(cairo, box.x, box.y, box.width, box.height)
    cairo_clip(cairo)
  }

  /// Fails for a scene that cannot be painted: without extent, or with numbers that are none.
  ///
  /// - Throws: ``RenderError/noExtent(width:height:)``, ``RenderError/tooLarge(width:height:)`` and
  ///   ``RenderError/notFinite(item:)``.
  package func check(_ scene: Scene) throws(RenderError) {
    let (width, height) = (scene.size.width, scene.size.height)
    guard width > 0, height > 0, width.isFinite, height.isFinite else {
      throw .noExtent(width: width, height: height)
    }
    // Cairo's coordinates have 24 bits before the point, one of them a sign; half is for margins.
    let limit = 4_000_000.0
    guard width <= limit, height <= limit else { throw .tooLarge(width: width, height: height) }
    for layer in scene.layers {
      guard layer.placement.isFinite, layer.opacity.isFinite else {
        throw .notFinite(item: "layer " + layer.classes.joined(separator: " "))
      }
      for item in layer.items where !item.isFinite { throw .notFinite(item: item.transcript) }
    }
  }
}

extension Item {
  /// Whether Cairo may write an image for it: pictures, and text with emoji.
  fileprivate var hasColorsOfItsOwn: Bool {
    switch self {
    case .image: true
    case .text(let text):
      text.string.unicodeScalars.contains { scalar in
        scalar.value > 0x2000
          && (scalar.properties.isEmojiPresentation || scalar.properties.isVariationSelector)
      }
    case .path, .circle, .rectangle: false
    }
  }

  /// How far the item's ink can reach beyond its bounds, in the layer's units.
  fileprivate func overhang(_ theme: Theme) -> Double {
    switch self {
    case .path(_, let stroke, _), .circle(_, _, let stroke, _), .rectangle(_, _, let stroke, _):
      stroke.map { $0.width ?? theme.pen($0.paint.role).width } ?? 0
    case .text(let text): text.style.size
    case .image: 1
    }
  }
}
