import CCairo
import Scene

/// Paints a page's batches in points, without a change of coordinates: Cairo would write it down for each
/// line.
struct PagePainter {
  let cairo: OpaquePointer
  let painter: Painter
  let fonts: DocumentFonts

  /// Paints the paper and all that is on it.
  func paint(_ batches: [PageBatches.Batch], on canvas: borrowing Canvas) throws(RenderError) {
    items.cover(painter.theme.color(.background))
    for batch in batches {
      switch batch.ink {
      case .pen(let pen): paint(batch.marks, pen)
      case .text, .apart:
        for mark in batch.marks { try paint(mark, on: canvas) }
      }
    }
    try canvas.check("painting")
  }

  private var items: ItemPainter {
    ItemPainter(
      cairo: cairo, theme: painter.theme, text: painter.text, fonts: fonts, isVector: true)
  }

  private func paint(_ mark: PageMark, on canvas: borrowing Canvas) throws(RenderError) {
    switch mark.content {
    case .shape(let item): try items.paint(item)
    case .text(let text, let line): try paint(text, line, mark.placement)
    case .apart(let layer):
      cairo_save(cairo)
      cairo_scale(cairo, mark.placement.scale, mark.placement.scale)
      try painter.paint(layer, items)
      cairo_restore(cairo)
    }
  }

  // MARK: Letters

  private func paint(
    _ text: Text, _ line: TextLine, _ placement: Placement
  ) throws(RenderError) {
    guard line.missing.isEmpty else {
      throw .missingGlyphs(line.missing, text: text.string)
    }
    use(painter.theme.color(text.paint.role), text.paint.opacity)
    let size = text.style.size * placement.scale
    let place = placement.apply(to: text.position)
    let lead = text.lead(advance: line.extent(at: size).advance)
    guard text.rotation != 0 else {
      line.show(on: cairo, at: Point(place.x - lead, place.y), size: size, fonts)
      return
    }
    cairo_save(cairo)
    cairo_translate(cairo, place.x, place.y)
    cairo_rotate(cairo, text.rotation * .pi / 180)
    line.show(on: cairo, at: Point(-lead, 0), size: size, fonts)
    cairo_restore(cairo)
  }

  // MARK: Shapes

  private func paint(_ marks: [PageMark], _ pen: PagePen) {
    cairo_new_path(cairo)
    for mark in marks {
      guard case .shape(let item) = mark.content else { continue }
      trace(item, mark.placement, isDrawn: pen.line != nil)
    }
    if let fill = pen.fill {
      use(fill.color, fill.opacity)
      if pen.line == nil { cairo_fill(cairo) } else { cairo_fill_preserve(cairo) }
    }
    if let line = pen.line {
      use(line.cover.color, line.cover.opacity)
      cairo_set_line_width(cairo, line.width)
      cairo_set_dash(cairo, line.dash, Int32(line.dash.count), 0)
      cairo_set_line_cap(cairo, line.cap.cairo)
      cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND)
      cairo_stroke(cairo)
    }
    cairo_new_path(cairo)
  }

  private func use(_ color: Color, _ opacity: Double) {
    cairo_set_source_rgba(
      cairo, Double(color.red) / 255, Double(color.green) / 255, Double(color.blue) / 255, opacity)
  }

  /// Adds a shape to the path.
  ///
  /// - Parameter isDrawn: Whether its outline is drawn; else it need not be closed to be filled.
  private func trace(_ item: Item, _ placement: Placement, isDrawn: Bool) {
    switch item {
    case .path(let path, _, _): trace(path, placement, isDrawn: isDrawn)
    case .circle(let center, let radius, _, _):
      let center = placement.apply(to: center)
      cairo_new_sub_path(cairo)
      items.exactly {
        cairo_arc(cairo, center.x, center.y, max(0, radius * placement.scale), 0, 2 * .pi)
      }
      if isDrawn { cairo_close_path(cairo) }
    case .rectangle(let frame, let radius, _, _):
      cairo_new_sub_path(cairo)
      items.exactly {
        placement.apply(to: frame).add(to: cairo, cornerRadius: radius * placement.scale)
      }
    case .text, .image: break
    }
  }

  private func trace(_ path: Path, _ placement: Placement, isDrawn: Bool) {
    for element in path.elements {
      switch element {
      case .move(let point):
        let point = placement.apply(to: point)
        cairo_move_to(cairo, point.x, point.y)
      case .line(let point):
        let point = placement.apply(to: point)
        cairo_line_to(cairo, point.x, point.y)
      case .curve(let a, let b, let end):
        let (a, b) = (placement.apply(to: a), placement.apply(to: b))
        let end = placement.apply(to: end)
        cairo_curve_to(cairo, a.x, a.y, b.x, b.y, end.x, end.y)
      case .close: if isDrawn { cairo_close_path(cairo) }
      }
    }
  }
}
