import CCairo
import Scene

/// A place in a PDF's list of contents.
package struct PDFBookmark: Sendable, Hashable {
  /// What the list calls it.
  package let title: String
  /// The page, counted from 0.
  package let page: Int
  /// The distance in pixels from the page's top.
  package let top: Double

  /// A place.
  package init(title: String, page: Int, top: Double) {
    self.title = title
    self.page = page
    self.top = top
  }
}

extension Painter {
  /// Paints scenes to one PDF, a page each, as large as on a screen of 96 pixels an inch.
  ///
  /// A page longer than the 200 inches that readers show is drawn smaller.
  /// - Parameter bookmarks: The list of contents, in the order of the pages.
  /// - Throws: ``RenderError/noPages`` without scenes, and the errors of ``svg(_:options:)``.
  package func pdf(
    _ scenes: [Scene], bookmarks: [PDFBookmark] = []
  ) throws(RenderError) -> [UInt8] {
    guard let first = scenes.first else { throw .noPages }
    for scene in scenes { try check(scene) }
    let page = PDFPage(first)
    let canvas = try Canvas.make(.pdf, width: page.width, height: page.height)
    // With a table of places at its end, whatever Cairo would take by itself.
    cairo_pdf_surface_restrict_to_version(canvas.surface, CAIRO_PDF_VERSION_1_4)
    cairo_pdf_surface_set_metadata(canvas.surface, CAIRO_PDF_METADATA_TITLE, first.title)
    // Fixed, for the same scene to give the same bytes: the issue of Nature with
    // “Learning representations by back-propagating errors”.
    cairo_pdf_surface_set_metadata(
      canvas.surface, CAIRO_PDF_METADATA_CREATE_DATE, "1986-10-09T00:00:00Z")
    let marks = scenes.map { $0.marks(scale: PDFPage($0).scale, theme, text) }
    let fonts = DocumentFonts(marks, text)
    let options = CairoTextMeasure.fontOptions()
    cairo_set_font_options(canvas.context, options)
    cairo_font_options_destroy(options)
    cairo_set_tolerance(canvas.context, 1)
    let pages = PagePainter(cairo: canvas.context, painter: self, fonts: fonts)
    for (scene, marks) in zip(scenes, marks) {
      let page = PDFPage(scene)
      cairo_pdf_surface_set_size(canvas.surface, page.width, page.height)
      try pages.paint(PageBatches(marks, height: page.height).batches, on: canvas)
      cairo_show_page(canvas.context)
    }
    for bookmark in bookmarks where scenes.indices.contains(bookmark.page) {
      let top = bookmark.top * PDFPage(scenes[bookmark.page]).scale
      // The parent 0 is the list itself.
      cairo_pdf_surface_add_outline(
        canvas.surface, 0, bookmark.title, "page=\(bookmark.page + 1) pos=[0 \(top)]",
        CAIRO_PDF_OUTLINE_FLAG_OPEN)
    }
    var bytes = try canvas.finish()
    PDFCatalog(language: first.language).add(to: &bytes)
    return bytes
  }

  /// Paints a scene to a PDF of one page.
  package func pdf(_ scene: Scene) throws(RenderError) -> [UInt8] { try pdf([scene]) }
}

/// A page's size in points and the points a pixel takes.
private struct PDFPage {
  let width: Double
  let height: Double
  let scale: Double

  /// The page of a scene: one longer than the 200 inches that readers show is drawn smaller.
  init(_ scene: Scene) {
    let longest = max(scene.size.width, scene.size.height)
    scale = min(0.75, 14_400 / longest)
    width = scene.size.width * scale
    height = scene.size.height * scale
  }
}
