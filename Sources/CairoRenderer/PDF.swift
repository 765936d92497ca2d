import CCairo
import Scene

extension Painter {
  /// Paints scenes to one PDF, a page each, as large as on a screen of 96 pixels an inch.
  ///
  /// A page longer than the 200 inches that readers show is drawn smaller.
  /// - Throws: ``RenderError/noPages`` without scenes, and the errors of ``svg(_:options:)``.
  package func pdf(_ scenes: [Scene]) throws(RenderError) -> [UInt8] {
    guard let first = scenes.first else { throw .noPages }
    for scene in scenes { try check(scene) }
    let page = PDFPage(first)
    let canvas = try Canvas.make(.pdf, width: page.width, height: page.height)
    cairo_pdf_surface_set_metadata(canvas.surface, CAIRO_PDF_METADATA_TITLE, first.title)
    // Fixed, for the same scene to give the same bytes: the issue of Nature with
    // “Learning representations by back-propagating errors”.
    cairo_pdf_surface_set_metadata(
      canvas.surface, CAIRO_PDF_METADATA_CREATE_DATE, "1986-10-09T00:00:00Z")
    for scene in scenes {
      let page = PDFPage(scene)
      cairo_pdf_surface_set_size(canvas.surface, page.width, page.height)
      cairo_save(canvas.context)
      cairo_scale(canvas.context, page.scale, page.scale)
      try paint(scene, on: canvas)
      cairo_restore(canvas.context)
      cairo_show_page(canvas.context)
    }
    return try canvas.finish()
  }

  /// Paints a scene to a PDF of one page.
  package func pdf(_ scene: Scene) throws(RenderError) -> [UInt8] { try pdf([scene]) }
}

/// A page's size in points and the points a pixel takes.
private struct PDFPage {
  let width: Double
  let height: Double
  let scale: Double

  init(_ scene: Scene) {
    let longest = max(scene.size.width, scene.size.height)
    scale = min(0.75, 14_400 / longest)
    width = scene.size.width * scale
    height = scene.size.height * scale
  }
}
