import Scene

/// The letters of one picture, each defined once.
struct GlyphSet {
  /// The definitions, in the order of their first use.
  private(set) var definitions: [SVGFragment.Glyph] = []
  private let form: SVGForm
  private let options: SVGOptions
  private var ids: [String: String] = [:]

  /// No letters yet.
  ///
  /// - Parameter options: What ids begin with in a file of its own, several of which may come to stand
  ///   in one page, and in a part of a page.
  init(form: SVGForm, options: SVGOptions) {
    self.form = form
    self.options = options
  }

  /// The id of a letter, which is defined from now on.
  mutating func id(of outline: GlyphOutline) -> String {
    if let id = ids[outline.name] { return id }
    let id =
      switch form {
      case .file: "\(options.prefix)-g\(definitions.count)"
      case .fragment: options.letterPrefix + outline.name
      }
    ids[outline.name] = id
    definitions.append(SVGFragment.Glyph(id: id, markup: outline.markup(id: id, form: form)))
    return id
  }
}
