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
  /// How far it is indented.
  let indentation: Int
  let tokens: [PythonToken]
  /// The comment that stands alone in the line, without its sign.
  var comment: String?
}
