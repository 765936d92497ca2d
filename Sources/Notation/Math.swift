/// A piece of mathematics as it stands on a page: what the writers set in MathML, LaTeX, plain text
/// and figures.
package indirect enum Math: Hashable, Sendable {
  /// A number as printed: `2.2`, `−0.8`, `1,234`.
  case number(String)
  /// A number in powers of ten: mantissa and exponent.
  case scientific(String, exponent: Int)
  /// A name: a single letter is set italic, a word upright.
  case identifier(String)
  /// Words among the formulas.
  case text(String)
  /// A sign between or before terms: `+`, `−`, `·`, `∘`, `=`, `≈`, `∂`.
  case sign(String)
  /// A name that is applied to what follows: `exp`, `ln`, `σ`.
  case function(String)
  /// Pieces side by side.
  case row([Math])
  case fraction(Math, Math)
  case `subscript`(Math, Math)
  case superscript(Math, Math)
  /// A letter with a sign over it: x̂, ȳ.
  case accented(Math, Accent)
  case root(Math)
  /// A piece in brackets.
  case fenced(Math, open: String = "(", close: String = ")")
  /// A vector's entries, which stand in a row.
  case vector([Math])
  /// A matrix, row by row; one row is still a matrix.
  case matrix([[Math]])
  /// Lines of a value and the condition under which it holds.
  case cases([Case])
  /// A large sign such as Σ with what stands below it, and its body.
  case big(String, below: Math?, Math)
  /// A piece with the shape of its value under it.
  case annotated(Math, below: Math)
  /// A piece in a colour that means something.
  case role(MathRole, Math)

  /// A sign over a letter, by what it is called in names: `x_hat`.
  package enum Accent: String, Hashable, Sendable, CaseIterable {
    case hat, bar, tilde, dot

    /// The sign as Unicode combines it with the letter before it.
    package var combining: String {
      switch self {
      case .hat: "\u{302}"
      case .bar: "\u{304}"
      case .tilde: "\u{303}"
      case .dot: "\u{307}"
      }
    }
  }

  /// A line of a case distinction.
  package struct Case: Hashable, Sendable {
    /// What holds.
    package let value: Math
    /// When it holds.
    package let condition: Math

    /// Creates a line.
    package init(_ value: Math, when condition: Math) {
      self.value = value
      self.condition = condition
    }
  }
}

/// What a coloured piece of a formula is; nothing else is coloured.
package enum MathRole: String, Hashable, Sendable {
  /// A value of the forward pass: green.
  case value = "forward"
  /// A gradient of the backward pass: red.
  case gradient = "backward"
}

extension Math: ExpressibleByStringLiteral {
  /// A number, a name or a sign: digits are a number, letters an identifier, all else is a sign.
  package init(stringLiteral value: String) {
    if value.allSatisfy({ $0.isASCII && $0.isNumber }) {
      self = .number(value)
    } else {
      self = value.contains { $0.isLetter } ? .identifier(value) : .sign(value)
    }
  }
}

extension Math: ExpressibleByArrayLiteral {
  /// Pieces side by side.
  package init(arrayLiteral pieces: Math...) { self = .row(pieces) }
}

extension Math {
  /// Pieces with a sign between neighbours.
  package static func joined(_ pieces: [Math], by sign: String) -> Math {
    var row: [Math] = []
    for piece in pieces {
      if !row.isEmpty { row.append(.sign(sign)) }
      row.append(piece)
    }
    return .row(row)
  }

  /// The derivative ∂a/∂b as a stacked fraction.
  package static func derivative(of a: Math, by b: Math) -> Math {
    .fraction(.row(["∂", a]), .row(["∂", b]))
  }

  /// The piece in the colour of the forward pass.
  package var asValue: Math { .role(.value, self) }
  /// The piece in the colour of the backward pass.
  package var asGradient: Math { .role(.gradient, self) }
  /// The piece in brackets.
  package var bracketed: Math { .fenced(self) }
}
