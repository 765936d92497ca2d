import Scene

extension Painter {
  /// Writes a scene as a LaTeX document with a picture in TikZ; one that plays becomes slides.
  ///
  /// - Parameter font: a family that is put before the usual ones.
  /// - Throws: ``RenderError/tooLargeForTeX(width:height:)`` for a picture that TeX cannot set, and
  ///   what ``check(_:)`` throws.
  package func tikz(_ scene: Scene, preferring font: String? = nil) throws(RenderError) -> [UInt8] {
    try check(scene)
    guard max(scene.size.width, scene.size.height) <= TikZWriter.longestShrunkSide else {
      throw .tooLargeForTeX(width: scene.size.width, height: scene.size.height)
    }
    let writer = TikZWriter(theme: theme, fonts: TikZFonts(preferring: font))
    return Array(writer.document(scene).utf8)
  }
}
