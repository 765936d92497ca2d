/// Where something stands in a file: line and column, from 1.
package struct SnippetPlace: Sendable, Hashable {
  package let line: Int
  package let column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// A word of Python.
struct PythonToken: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    case name(String)
    /// A number, as it was written and without `_`.
    case number(String)
    /// A text in quotation marks, without them.
    case text(String)
    /// A text of bytes, or one that is put together where it runs, as it was written.
    case formatted(String)
    /// An operator or a bracket.
    case sign(String)
  }

  let kind: Kind
  let place: SnippetPlace

  /// Whether it is this operator or bracket.
  func isSign(_ sign: String) -> Bool { kind == .sign(sign) }
}

/// A statement's words; brackets and backslashes join lines.
struct PythonLine: Sendable {
  /// How far it is indented; a tab reaches to the next eighth column, as in Python.
  var indentation: Int
  let tokens: [PythonToken]
  /// The comment that stands alone in the line, without its sign.
  var comment: String?
  /// Whether it stands on the line of the one before it, behind a semicolon.
  var followsSemicolon = false
}
