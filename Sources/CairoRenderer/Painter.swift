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

  /// Paints the paper and all layers of a scene, in the scene's pixels.
  func paint(_ scene: Scene, on canvas: borrowing Canvas) throws(RenderError) {
    let items = ItemPainter(
      cairo: canvas.context, theme: theme, text: text, fonts: nil, isVector: false)
    items.cover(theme.color(.background))
    for layer in scene.layers where layer.opacity > 0 && !layer.isMomentary {
      try paint(layer, items)
      try canvas.check("painting")
    }
  }

  /// Paints a layer where it lies.
  func paint(_ layer: Layer, _ items: ItemPainter) throws(RenderError) {
    let cairo = items.cairo
    // A layer that shows through is painted apart.
    let isSheer = layer.opacity < 1
    cairo_save(cairo)
    cairo_translate(cairo, layer.placement.offset.x, layer.placement.offset.y)
    cairo_scale(cairo, layer.placement.scale, layer.placement.scale)
    if isSheer {
      clip(to: layer, on: cairo)
      cairo_push_group(cairo)
    }
    for item in layer.items { try items.paint(item) }
    if isSheer {
      cairo_pop_group_to_source(cairo)
      cairo_paint_with_alpha(cairo, layer.opacity)
    }
    cairo_restore(cairo)
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
