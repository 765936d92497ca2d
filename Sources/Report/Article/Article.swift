import Derivation
import Notation
import Wording

/// An explanation as plain sections of sentences, steps, equations and tables: what the writers for
/// LaTeX and for the terminal set. Pages in HTML have a composition of their own.
struct Article {
  let language: Language
  let title: String
  var sections: [Section]

  /// A part under a heading.
  struct Section {
    /// The heading; nil for what stands first.
    let heading: String?
    var blocks: [Block]

    init(_ heading: String? = nil, _ blocks: [Block]) {
      self.heading = heading
      self.blocks = blocks
    }
  }

  /// What stands in a section.
  enum Block {
    case paragraph(Sentence)
    case equations([Equation])
    case steps([Step])
    case table(Table)
    /// Lines of the graph language as they stand.
    case lines([String])
  }

  /// A table of words and mathematics.
  struct Table {
    let columns: [(title: String, isNumber: Bool)]
    let rows: [[Cell]]
  }

  /// What stands in a table.
  enum Cell {
    case words(String)
    case math(Math)
  }
}
