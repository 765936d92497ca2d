import Scene

/// A piece of a page: markup, and what the page as a whole must hold because of it.
///
/// Pieces are put together and never looked into. Text is escaped where it becomes a piece:
///
///     HTML.element("tr", .element("th", ["scope": "row"], "a < b"), .element("td", "0.5"))
///     // <tr><th scope="row">a &lt; b</th><td>0.5</td></tr>
struct HTML: Sendable, Hashable {
  /// The piece as it is written into the page.
  private(set) var markup = ""
  /// What the page must hold for it.
  private(set) var needs = PageNeeds()

  /// An empty piece.
  init() {}

  /// A text, in which the characters that mean something in HTML are written out.
  init(text: String) { markup = escaped(text) }

  /// Markup that a writer made, such as MathML or a filled template; it is taken as it is.
  init(markup: String, needs: PageNeeds = PageNeeds()) {
    self.markup = markup
    self.needs = needs
  }

  /// A picture.
  ///
  /// - Parameter links: Where its nodes lead.
  init(_ picture: SVGFragment, links: [FigureLink] = []) {
    markup = picture.markup
    needs.glyphs = picture.glyphs
    needs.links = links
  }

  /// An element with its attributes in their order; one without a value (nil) is left out, one with
  /// an empty value stands by its name alone.
  static func element(
    _ name: String, _ attributes: KeyValuePairs<String, String?> = [:], _ children: HTML...
  ) -> HTML {
    element(name, attributes, children)
  }

  /// An element with its attributes in their order, around pieces.
  static func element(
    _ name: String, _ attributes: KeyValuePairs<String, String?> = [:], _ children: [HTML]
  ) -> HTML {
    var element = HTML(markup: "<\(name)\(text(of: attributes))>")
    for child in children { element += child }
    element.markup += "</\(name)>"
    return element
  }

  /// An element that holds nothing and is not closed, such as `input` or `br`.
  static func void(_ name: String, _ attributes: KeyValuePairs<String, String?> = [:]) -> HTML {
    HTML(markup: "<\(name)\(text(of: attributes))>")
  }

  private static func text(of attributes: KeyValuePairs<String, String?>) -> String {
    var text = ""
    for (name, value) in attributes {
      guard let value else { continue }
      text += value.isEmpty ? " \(name)" : " \(name)=\"\(escaped(value))\""
    }
    return text
  }

  /// One piece behind another.
  static func + (first: HTML, second: HTML) -> HTML {
    var both = first
    both += second
    return both
  }

  /// Puts a piece behind this one.
  static func += (piece: inout HTML, next: HTML) {
    piece.markup += next.markup
    piece.needs.formUnion(next.needs)
  }
}

extension HTML: ExpressibleByStringLiteral {
  /// A text.
  init(stringLiteral text: String) { self.init(text: text) }
}

extension Sequence where Element == HTML {
  /// The pieces one behind another.
  ///
  /// - Parameter separator: What stands between two of them.
  func joined(separator: HTML = HTML()) -> HTML {
    var joined = HTML()
    for (index, piece) in enumerated() {
      if index > 0 { joined += separator }
      joined += piece
    }
    return joined
  }
}

/// What a page must hold because of the pieces on it.
struct PageNeeds: Sendable, Hashable {
  /// The letters of its pictures, each once.
  var glyphs: [SVGFragment.Glyph] = []
  /// Where the nodes of its pictures lead.
  var links: [FigureLink] = []
  /// The most steps that any of its passes has.
  var steps = 0

  /// Adds what another piece needs.
  mutating func formUnion(_ other: PageNeeds) {
    if !other.glyphs.isEmpty {
      var known = Set(glyphs.map(\.id))
      for glyph in other.glyphs where known.insert(glyph.id).inserted { glyphs.append(glyph) }
    }
    links += other.links
    steps = max(steps, other.steps)
  }
}

/// A node of a picture that leads to a place on its page.
struct FigureLink: Sendable, Hashable {
  /// The id of the node's element.
  let node: String
  /// The id of the place it leads to.
  let place: String
  /// What the picture says of the node.
  let label: String
}
