import Markdown
import Wording

/// What may stand in the prose of a page.
protocol ProseInsertion: Insertable {
  /// Whether places of the page are in it, so that it may stand there only once.
  var hasPlaces: Bool { get }
}

extension Never: ProseInsertion {
  var hasPlaces: Bool {
    switch self {}
  }
}

/// Writes a text in CommonMark as a piece of a page.
struct ProseWriter<Insertion: ProseInsertion> {
  /// What links lead to.
  let links: PageLinks
  /// What stands for an insertion.
  let insertion: (Insertion) throws -> HTML
  /// What paper needs and a screen does not; nil for a text that is printed as it is.
  private(set) var notes: PaperNotes?

  /// Prepares a writer.
  init(
    links: PageLinks, notes: PaperNotes? = nil, insertion: @escaping (Insertion) throws -> HTML
  ) {
    self.links = links
    self.notes = notes
    self.insertion = insertion
  }

  /// Blocks, one below the other.
  ///
  /// - Throws: What `insertion` throws.
  mutating func html(_ blocks: [Block<Insertion>]) throws -> HTML {
    try pieces(blocks).map { $0 + "\n" }.joined()
  }

  private mutating func pieces(
    _ blocks: [Block<Insertion>], isTight: Bool = false
  ) throws -> [HTML] {
    var pieces: [HTML] = []
    for block in blocks { pieces.append(try piece(block, isTight: isTight)) }
    return pieces
  }

  private mutating func piece(_ block: Block<Insertion>, isTight: Bool) throws -> HTML {
    switch block.content {
    case .paragraph(let inlines):
      return isTight ? try html(inlines) : .element("p", try html(inlines))
    case .heading(let inlines, let level): return .element("h\(level)", try html(inlines))
    case .quotation(let blocks): return .element("blockquote", "\n", try html(blocks))
    case .list(let items, let start, let isTight):
      var list: HTML = "\n"
      for item in items {
        list += .element("li", try pieces(item, isTight: isTight).joined(separator: "\n")) + "\n"
      }
      guard let start else { return .element("ul", list) }
      return .element("ol", ["start": start == 1 ? nil : String(start)], list)
    case .table(let head, let rows): return try table(head, rows)
    case .code(let text, let language):
      let name = language.isEmpty ? nil : "language-" + language
      // Long lines scroll, also for who has a keyboard alone.
      return .element("pre", ["tabindex": "0"], .element("code", ["class": name], HTML(text: text)))
    case .insertion(let insertion): return try self.insertion(insertion)
    case .html(let inlines): return try html(inlines)
    case .element(let name, let opening, let blocks, let closing):
      let (before, inside) = (try html(opening), try html(blocks))
      if name == "details", !blocks.flatMap(\.insertions).contains(where: \.hasPlaces) {
        notes?.add(answer: inside)
      }
      return before + "\n" + inside + (try html(closing))
    case .rule: return .void("hr")
    }
  }

  private mutating func table(
    _ head: [[Inline<Insertion>]], _ rows: [[[Inline<Insertion>]]]
  ) throws -> HTML {
    var titles: [HTML] = []
    for cell in head {
      titles.append(
        cell.isEmpty ? .element("td") : .element("th", ["scope": "col"], try html(cell)))
    }
    var body: HTML = "\n"
    for row in rows {
      var cells: [HTML] = []
      for (column, cell) in row.enumerated() {
        cells.append(
          column == 0
            ? .element("th", ["scope": "row"], try html(cell)) : .element("td", try html(cell)))
      }
      body += .element("tr", cells) + "\n"
    }
    return .element(
      "table", ["class": "prose"], .element("thead", .element("tr", titles)),
      .element("tbody", body))
  }

  private mutating func html(_ inlines: [Inline<Insertion>]) throws -> HTML {
    var html = HTML()
    var isBehindInsertion = false
    for inline in inlines {
      if isBehindInsertion, case .text(let text) = inline {
        html += HTML(text: text.fitted(after: html.ending).withoutBreaksInDerivatives)
      } else {
        html += try self.html(inline)
      }
      isBehindInsertion = if case .insertion = inline { true } else { false }
    }
    return html
  }

  private mutating func html(_ inline: Inline<Insertion>) throws -> HTML {
    switch inline {
    case .text(let text): return HTML(text: text.withoutBreaksInDerivatives)
    case .code(let text): return .element("code", HTML(text: text))
    case .emphasis(let inlines): return .element("em", try html(inlines))
    case .strong(let inlines): return .element("strong", try html(inlines))
    case .link(let inlines, let address, let title):
      let text = try html(inlines)
      let number = notes?.number(of: address) ?? HTML()
      guard links.leads(to: address) else { return text + number }
      return .element("a", ["href": address, "title": title.isEmpty ? nil : title], text) + number
    case .image(let inlines, let address, let title):
      return .void(
        "img",
        ["src": address, "alt": inlines.words(), "title": title.isEmpty ? nil : title])
    case .insertion(let insertion): return try self.insertion(insertion)
    case .html(let markup): return HTML(markup: markup)
    case .softBreak: return "\n"
    case .hardBreak: return .void("br") + "\n"
    }
  }
}

extension ProseWriter<Never> {
  /// Prepares a writer of a text without insertions.
  init(links: PageLinks) { self.init(links: links, insertion: \.html) }
}

extension Never {
  /// What stands for no insertion.
  fileprivate var html: HTML {
    switch self {}
  }
}

extension String {
  /// The text with a word joiner behind the stroke of each derivative: lines break behind a slash, but
  /// ∂y/∂x is one sign.
  fileprivate var withoutBreaksInDerivatives: String {
    contains("/∂") ? replacing("/∂", with: "/\u{2060}∂") : self
  }
}
