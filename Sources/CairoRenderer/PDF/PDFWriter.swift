import Scene

/// Writes scenes as the pages of a document: text in fonts cut down to what is used, a list of contents,
/// title and language.
///
/// Cairo would make each document's fonts anew; here they are made once for all documents of a measure.
struct PDFWriter {
  let text: CairoTextMeasure
  let theme: Theme

  /// The document; nil where it has letters that cannot be embedded as its fonts have them.
  ///
  /// - Throws: What is missing to paint a scene.
  func document(_ scenes: [Scene], bookmarks: [PDFBookmark]) throws(RenderError) -> [UInt8]? {
    let resources = PDFResources(text)
    let tree = resources.file.reserve()
    var pages: [PDFFile.Reference] = []
    do {
      for scene in scenes {
        let page = PDFPage(scene)
        var content = PDFContent(
          height: page.height, scale: page.scale, theme: theme, resources)
        try content.paint(scene, width: page.width)
        let operators = resources.file.add(
          "", compressed: deflated(content.bytes, level: PDFResources.level))
        pages.append(
          resources.file.add(
            "/Type /Page /Parent \(tree.text) /MediaBox [0 0 \(page.extents)] "
              + "\(resources.entry) /Contents \(operators.text)"))
      }
    } catch let error as RenderError {
      throw error
    } catch {
      return nil
    }
    guard resources.write() else { return nil }
    let kids = pages.map(\.text).joined(separator: " ")
    resources.file.write("/Type /Pages /Kids [\(kids)] /Count \(pages.count)", as: tree)
    let outline = write(bookmarks, scenes, pages, to: &resources.file)
    let information = resources.file.add(
      "/Title \(PDFFile.text(scenes[0].title)) /Producer (Backdraw) /CreationDate (\(Self.date))")
    let catalog = resources.file.add(
      "/Type /Catalog /Pages \(tree.text) \(outline)\(PDFCatalog(language: scenes[0].language).entries)"
    )
    return resources.file.finished(catalog: catalog, information: information)
  }

  /// Fixed, for the same scene to give the same bytes: the issue of Nature with “Learning representations
  /// by back-propagating errors”.
  private static let date = "D:19861009000000Z"

  /// Writes the list of contents and returns its entry in the catalog.
  private func write(
    _ bookmarks: [PDFBookmark], _ scenes: [Scene], _ pages: [PDFFile.Reference],
    to file: inout PDFFile
  ) -> String {
    let shown = bookmarks.filter { pages.indices.contains($0.page) }
    guard !shown.isEmpty else { return "" }
    let list = file.reserve()
    let entries = shown.map { _ in file.reserve() }
    for (position, bookmark) in shown.enumerated() {
      let page = PDFPage(scenes[bookmark.page])
      var top = PDFNumbers()
      top.add(page.height - bookmark.top * page.scale, places: 2)
      var entry = "/Title \(PDFFile.text(bookmark.title)) /Parent \(list.text) "
      if position > 0 { entry += "/Prev \(entries[position - 1].text) " }
      if position + 1 < entries.count { entry += "/Next \(entries[position + 1].text) " }
      entry += "/Dest [\(pages[bookmark.page].text) /XYZ 0 "
      entry += String(decoding: top.bytes, as: UTF8.self) + " 0]"
      file.write(entry, as: entries[position])
    }
    file.write(
      "/Type /Outlines /First \(entries[0].text) /Last \(entries[entries.count - 1].text) "
        + "/Count \(entries.count)", as: list)
    return "/Outlines \(list.text) "
  }
}

/// A page's size in points and the points a pixel takes.
struct PDFPage {
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

  /// Width and height as they are written.
  var extents: String {
    var numbers = PDFNumbers()
    numbers.operand(width)
    numbers.add(height, places: 2)
    return String(decoding: numbers.bytes, as: UTF8.self)
  }
}
