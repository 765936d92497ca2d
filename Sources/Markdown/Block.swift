/// A part of a text in CommonMark that stands by itself: a text is a list of blocks, one below the
/// other.
///
///     Block<Never>.read("A *node*.\n\n- one\n- two")   // a paragraph and a list
///
/// `Insertion` is what an author's `{{…}}` stands for; `Never` in texts that have none.
package struct Block<Insertion: Insertable>: Hashable, Sendable {
  /// The line of the source on which it begins, from 1.
  package let line: Int
  /// What it is.
  package let content: Content

  /// What kinds of blocks there are.
  package enum Content: Hashable, Sendable {
    case paragraph([Inline<Insertion>])
    case heading([Inline<Insertion>], level: Int)
    case quotation([Block])
    /// A list; one whose items are numbered has the number of the first. In a tight one the items'
    /// paragraphs are mere lines.
    case list([[Block]], start: Int?, isTight: Bool)
    /// A table: the cells of its head, and those of each row, of which the first names the row.
    case table(head: [[Inline<Insertion>]], rows: [[[Inline<Insertion>]]])
    case code(String, language: String)
    /// An insertion that stands alone on its line.
    case insertion(Insertion)
    /// Raw HTML, in pieces where insertions stand in it.
    case html([Inline<Insertion>])
    /// Blocks between raw HTML that opens an element and raw HTML that closes it.
    case element(
      String, opening: [Inline<Insertion>], [Block], closing: [Inline<Insertion>])
    /// A line across.
    case rule
  }

  /// A block and where it begins.
  package init(_ content: Content, line: Int) {
    self.content = content
    self.line = line
  }

  /// The same place with other content.
  package func with(_ content: Content) -> Block { Block(content, line: line) }
}

/// A part of a line of text in CommonMark.
package enum Inline<Insertion: Insertable>: Hashable, Sendable {
  case text(String)
  case code(String)
  case emphasis([Inline])
  case strong([Inline])
  case link([Inline], address: String, title: String)
  case image([Inline], address: String, title: String)
  case insertion(Insertion)
  /// A piece of raw HTML, mostly one tag.
  case html(String)
  /// The end of a line of the source, which reads as a space.
  case softBreak
  /// A line break that the author asked for.
  case hardBreak
}

/// What may stand for an author's `{{…}}`.
package protocol Insertable: Hashable, Sendable {
  /// Where it may stand.
  var flow: InsertionFlow { get }
}

/// Where an insertion may stand.
package enum InsertionFlow: Hashable, Sendable {
  /// In a sentence.
  case inline
  /// Alone on its line, as a block of its own.
  case block
  /// Anywhere, as it leaves nothing behind.
  case nothing
}

extension Never: Insertable {
  /// Nowhere.
  package var flow: InsertionFlow {
    switch self {}
  }
}
