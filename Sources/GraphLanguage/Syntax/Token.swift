/// A word of the graph language, and where it stands.
struct Token {
  /// The kinds of word.
  enum Kind: UInt8 {
    case name, number, string
    case plus, minus, times, over, at, power
    case less, atMost, greater, atLeast, equality, inequality
    case leftParenthesis, rightParenthesis, leftBracket, rightBracket
    /// What stands around the body of a function or of a loop.
    case leftBrace, rightBrace
    case comma, colon, equals, dot, arrow
    /// What ends a statement: `;`, the end of a line, the end of the file.
    case semicolon, newline, end
    /// A number that runs into a name (`2x`), or lacks its exponent (`1e`).
    case malformedNumber
    /// A name that is longer than names may be.
    case overlongName
    /// A string without an end on its line.
    case unterminatedString
    /// A character that begins no word.
    case foreign

    /// Whether it closes a bracket.
    var closes: Bool { self == .rightParenthesis || self == .rightBracket }
  }

  /// What it is.
  let kind: Kind
  /// Its bytes in the source.
  let range: Range<Int>
  /// Where it begins.
  let location: Location
  /// Whether nothing but white space stands before it on its line.
  let isFirstOnLine: Bool

  /// Whether a statement ends before it.
  var endsStatement: Bool { partsStatements || kind == .rightBrace || kind == .end }
  /// Whether it stands between statements.
  var partsStatements: Bool { kind == .newline || kind == .semicolon }
  /// Whether the line ends with it.
  var endsLine: Bool { kind == .newline || kind == .end }
  /// Whether it opens a bracket.
  var opens: Bool { kind == .leftParenthesis || kind == .leftBracket }
  /// Whether it closes a bracket.
  var closes: Bool { kind.closes }
}
