extension Block {
  /// All inlines in the block, in their order, each before those that it holds; an insertion that is
  /// a block counts as one. Code blocks have none.
  package var inlines: [Inline<Insertion>] {
    switch content {
    case .paragraph(let inlines), .heading(let inlines, _), .html(let inlines):
      inlines.flatMap(\.flattened)
    case .quotation(let blocks): blocks.flatMap(\.inlines)
    case .list(let items, _, _): items.joined().flatMap(\.inlines)
    case .table(let head, let rows): ([head] + rows).joined().joined().flatMap(\.flattened)
    case .element(_, let opening, let blocks, let closing):
      opening.flatMap(\.flattened) + blocks.flatMap(\.inlines) + closing.flatMap(\.flattened)
    case .insertion(let insertion): [.insertion(insertion)]
    case .code, .rule: []
    }
  }

  /// The insertions in the block, in their order.
  package var insertions: [Insertion] {
    inlines.compactMap { inline in
      if case .insertion(let insertion) = inline { insertion } else { nil }
    }
  }

  /// The words that a reader sees, code among them, with a space for what is no text.
  package var words: String {
    switch content {
    case .code(let text, _): text
    case .quotation(let blocks): blocks.words()
    case .list(let items, _, _): items.map { $0.words() }.joined(separator: " ")
    case .table(let head, let rows):
      ([head] + rows).joined().map { $0.words() }.joined(separator: " ")
    case .element(_, let opening, let blocks, let closing):
      opening.words() + blocks.words() + closing.words()
    case .paragraph(let inlines), .heading(let inlines, _), .html(let inlines): inlines.words()
    case .insertion, .rule: " "
    }
  }

  /// A table: the line on which it begins, the cells of its head and those of each row.
  package typealias Table = (
    line: Int, head: [[Inline<Insertion>]], rows: [[[Inline<Insertion>]]]
  )

  /// All tables in the block.
  package var tables: [Table] {
    switch content {
    case .table(let head, let rows): [(line, head, rows)]
    case .quotation(let blocks), .element(_, _, let blocks, _): blocks.flatMap(\.tables)
    case .list(let items, _, _): items.joined().flatMap(\.tables)
    case .paragraph, .heading, .code, .html, .insertion, .rule: []
    }
  }

  /// Where the links in the block lead, and on which line the innermost block of each begins.
  package var links: [(line: Int, address: String)] {
    switch content {
    case .quotation(let blocks), .element(_, _, let blocks, _): blocks.flatMap(\.links)
    case .list(let items, _, _): items.joined().flatMap(\.links)
    case .paragraph, .heading, .table:
      inlines.compactMap { inline in
        if case .link(_, let address, _) = inline { (line, address) } else { nil }
      }
    case .code, .html, .insertion, .rule: []
    }
  }

  /// The insertions that stand in sentences and should have lines of their own.
  package var misplacedInsertions: [Insertion] {
    switch content {
    case .paragraph, .heading, .table: insertions.filter { $0.flow == .block }
    case .quotation(let blocks), .element(_, _, let blocks, _):
      blocks.flatMap(\.misplacedInsertions)
    case .list(let items, _, _): items.joined().flatMap(\.misplacedInsertions)
    case .code, .html, .insertion, .rule: []
    }
  }
}

extension Inline {
  /// The inline and all that it holds, in their order.
  fileprivate var flattened: [Inline] {
    switch self {
    case .emphasis(let inlines), .strong(let inlines), .link(let inlines, _, _),
      .image(let inlines, _, _):
      [self] + inlines.flatMap(\.flattened)
    case .text, .code, .insertion, .html, .softBreak, .hardBreak: [self]
    }
  }

  /// The words that a reader sees; what stands out is a word of its own, without the particle that
  /// Korean puts behind it.
  fileprivate var words: String {
    switch self {
    case .text(let text): text
    case .code(let text): " \(text) "
    case .emphasis(let inlines), .strong(let inlines): " \(inlines.words()) "
    case .link(let inlines, _, _), .image(let inlines, _, _): inlines.words()
    case .insertion, .html, .softBreak, .hardBreak: " "
    }
  }
}

extension Sequence {
  /// The words that a reader sees in blocks, with spaces between the blocks.
  package func words<Insertion>() -> String where Element == Block<Insertion> {
    map(\.words).joined(separator: " ")
  }

  /// The words that a reader sees in a line.
  package func words<Insertion>() -> String where Element == Inline<Insertion> {
    map(\.words).joined()
  }
}
