import Scene

/// A piece of a page: markup, and what the page as a whole must hold because of it.
///
/// Pieces are put together and never looked into. Text is escaped where it becomes a piece:
///
///     HTML.element("tr", .element("th", ["scope": "row"], "a < b"), .element("td", "0.5"))
///     // <tr><th scope="row">a &lt; b</th><td>0.5</td></tr>
struct HTML: Sendable {
  /// The piece as it is written into the page.
  private(set) var markup = ""
  /// What the page must hold for it.
  private(set) var needs = PageNeeds()
  /// The last of its text as it is read aloud, for what is written behind it; empty where that is
  /// markup of another writer.
  private(set) var ending = ""

  /// An empty piece.
  init() {}

  /// A text, in which the characters that mean something in HTML are written out.
  init(text: String) {
    markup = escaped(text)
    ending = String(text.suffix(24))
  }

  /// Markup that a writer made, such as MathML or a filled template; it is taken as it is.
  init(markup: String, needs: PageNeeds = PageNeeds()) {
    self.markup = markup
    self.needs = needs
  }

  /// A picture.
  ///
  /// - Parameters:
  ///   - links: Where its nodes lead.
  ///   - steps: How many steps of a pass it shows one by one.
  init(_ picture: SVGFragment, links: [FigureLink] = [], steps: Int = 0) {
    markup = picture.markup
    needs = PageNeeds(glyphs: picture.glyphs, links: links, steps: steps)
  }

  /// Whether there is nothing.
  var isEmpty: Bool { markup.isEmpty }

  /// An element with its attributes in their order; one without a value (nil) is left out, one with
  /// an empty value stands by its name alone.
  static func element(
    _ name: String, _ attributes: KeyValuePairs<String, String?>, _ children: HTML...
  ) -> HTML {
    element(name, attributes, children)
  }

  /// An element without attributes.
  static func element(_ name: String, _ children: HTML...) -> HTML { element(name, [:], children) }

  /// An element without attributes, around pieces.
  static func element(_ name: String, _ children: [HTML]) -> HTML { element(name, [:], children) }

  /// An element with its attributes in their order, around pieces.
  static func element(
    _ name: String, _ attributes: KeyValuePairs<String, String?>, _ children: [HTML]
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

  /// An element of SVG that holds nothing and closes itself, such as `use`.
  static func empty(_ name: String, _ attributes: KeyValuePairs<String, String?>) -> HTML {
    HTML(markup: "<\(name)\(text(of: attributes))/>")
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
    if !next.isEmpty { piece.ending = next.ending }
  }
}

extension HTML: Hashable {
  /// Whether two pieces are the same on a page, however they were made.
  static func == (first: HTML, second: HTML) -> Bool {
    first.markup == second.markup && first.needs == second.needs
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(markup)
    hasher.combine(needs)
  }
}

extension HTML: CustomStringConvertible {
  /// What templates fill in.
  var description: String { markup }
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
