import Scene

/// The letters of one picture, and the words and lines of a part of a page, each defined once.
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

  /// The id of a path that is drawn several times, which is defined from now on.
  mutating func id(ofPath data: String) -> String {
    define(data, as: { "<path id=\"\($0)\" d=\"\(data)\"/>" })
  }

  /// The id of letters that stand beside one another, which are defined from now on as one.
  ///
  /// - Parameter letters: Uses of letters that are defined.
  mutating func id(ofWord letters: String) -> String {
    define(letters, as: { "<g id=\"\($0)\">\(letters)</g>" })
  }

  /// The id of a piece of a part of a page, made from what it is.
  private mutating func define(_ piece: String, as markup: (String) -> String) -> String {
    let name = GlyphOutline.name(of: piece)
    if let id = ids[name] { return id }
    let id = options.letterPrefix + name
    ids[name] = id
    definitions.append(SVGFragment.Glyph(id: id, markup: markup(id)))
    return id
  }
}
