import Scene

extension Painter {
  /// Writes a scene as a file of SVG (UTF-8), a group for each layer.
  ///
  /// - Throws: ``RenderError/missingGlyphs(_:text:)`` for text that no font can show,
  ///   ``RenderError/notFinite(item:)``, ``RenderError/noExtent(width:height:)`` and
  ///   ``RenderError/tooLarge(width:height:)`` for a scene that cannot be painted,
  ///   ``RenderError/badPrefix(_:)`` for a prefix that cannot begin an id.
  package func svg(
    _ scene: Scene, options: SVGOptions = SVGOptions()
  ) throws(RenderError) -> [UInt8] {
    try write(scene, .file, options).document
  }

  /// Writes a scene as SVG for a page, which holds the letters of all its pictures once and has the
  /// rules of `StyleSheet`.
  ///
  ///     let fragment = try painter.fragment(scene, prefix: "apples")
  ///     fragment.markup     // <svg … id="apples" …><use href="#g4kFz0Qa" x="4" y="9"/>…</svg>
  ///     fragment.glyphs[0]  // g4kFz0Qa, <path id="g4kFz0Qa" d="…"/>
  ///
  /// - Parameters:
  ///   - prefix: What all ids in it begin with, but for those of letters.
  ///   - options: What else is asked for; their prefix and the theme for the dark count for nothing.
  /// - Throws: The errors of ``svg(_:options:)``.
  package func fragment(
    _ scene: Scene, prefix: String, options: SVGOptions = SVGOptions()
  ) throws(RenderError) -> SVGFragment {
    var options = options
    options.prefix = prefix
    return try write(scene, .fragment, options).fragment
  }

  /// What the ids of a picture begin with: letters that no other picture has, so that several can
  /// stand in one page.
  package func prefix(of scene: Scene) -> String { "\(theme.name)-\(scene.fingerprint)" }

  private func write(
    _ scene: Scene, _ form: SVGForm, _ options: SVGOptions
  ) throws(RenderError) -> SVGWriter {
    try check(scene)
    guard options.hasValidPrefix else { throw .badPrefix(options.prefix) }
    var writer = try SVGWriter(painter: self, form: form, options: options)
    try writer.write(scene)
    return writer
  }
}
