/// A picture as a part of a page: SVG, and the letters, words and repeated lines in it, which a page
/// holds once for all of its pictures.
///
///     SVGFragment(
///       markup: "<svg …><use href=\"#gK3f\" x=\"4\" y=\"9\"/></svg>",
///       glyphs: [.init(id: "gK3f", markup: "<path id=\"gK3f\" d=\"M0 0h4v9Z\"/>")])
package struct SVGFragment: Hashable, Sendable {
  /// The outline of a letter; a word made of others, or a line that occurs several times.
  package struct Glyph: Hashable, Sendable {
    /// Its id, made from the outline alone: the same letter has the same one in every picture.
    package let id: String
    /// Its definition, with that id.
    package let markup: String

    /// A letter and how it is defined.
    package init(id: String, markup: String) {
      self.id = id
      self.markup = markup
    }
  }

  /// The element `svg`, in which letters are uses of the glyphs.
  package let markup: String
  /// The letters it uses, each once, in the order of their first use.
  package let glyphs: [Glyph]

  /// A picture and its letters.
  package init(markup: String, glyphs: [Glyph] = []) {
    self.markup = markup
    self.glyphs = glyphs
  }

  /// The id of the element of a node that leads somewhere, in a picture whose ids begin with a
  /// prefix: `figure-n3`.
  package static func id(ofNode node: String, in prefix: String) -> String {
    "\(prefix)-n\(node)"
  }
}
