import Notation

extension Math {
  /// A place to write into, on a worksheet.
  package static let blank = Math.text(blankMark)

  /// What a blank is in plain text.
  static let blankMark = "____________"

  /// Whether numbers stand here that the engine worked out: coloured ones, or a number alone.
  package var hasNumbersOfItsOwn: Bool {
    switch self {
    case .number, .scientific, .vector, .matrix: true
    default: hasRoles
    }
  }

  var hasRoles: Bool {
    switch self {
    case .role: true
    case .row(let pieces): pieces.contains(where: \.hasRoles)
    case .fraction(let a, let b), .subscript(let a, let b), .superscript(let a, let b),
      .annotated(let a, let b):
      a.hasRoles || b.hasRoles
    case .root(let a), .fenced(let a, _, _), .accented(let a, _): a.hasRoles
    case .big(_, let below, let body): below?.hasRoles == true || body.hasRoles
    case .cases(let lines): lines.contains { $0.value.hasRoles || $0.condition.hasRoles }
    case .vector(let entries): entries.contains(where: \.hasRoles)
    case .matrix(let rows): rows.contains { $0.contains(where: \.hasRoles) }
    case .number, .scientific, .identifier, .text, .sign, .function: false
    }
  }
}
