import Notation

@testable import Derivation

/// Works out the shapes of what is printed, by the rules of matrices alone: a vector is a row, its
/// transpose a column, and a dot between two that do not fit is an error.
enum ShapeReader {
  struct Misfit: Error, CustomStringConvertible {
    let description: String
  }

  /// The extents of a piece; nil where a name says nothing of them.
  static func extents(of math: Math) throws -> [Int]? {
    switch math {
    case .number, .scientific: return []
    case .vector(let entries):
      let inner = try entries.map(extents).compactMap { $0 }
      return entries.contains("⋯") ? nil : [entries.count] + (inner.first ?? [])
    case .matrix(let rows):
      if rows.contains(where: { $0.contains("⋯") }) { return nil }
      guard let inner = try extents(of: rows[0][0]) else { return nil }
      return [rows.count, rows[0].count] + inner
    case .annotated(let inner, let below):
      guard case .text(let text) = below else { return nil }
      let extents = text.dropFirst().dropLast().split(separator: ",").compactMap { Int($0) }
      guard let other = try self.extents(of: inner) else { return extents }
      guard areSame(other, extents) else { throw Misfit(description: "\(other) above \(extents)") }
      return other
    case .role(_, let inner), .fenced(let inner, "(", ")"), .root(let inner):
      return try extents(of: inner)
    case .subscript(.identifier("𝟏"), .text(let shape)):
      return shape.split(separator: "×").compactMap { Int($0) }
    case .superscript(let base, .identifier("T")):
      guard let extents = try extents(of: base) else { return nil }
      switch extents.count {
      // A vector as a column, which is not a matrix: 0 stands for its one column.
      case 1: return [extents[0], 0]
      case 2: return extents[1] == 0 ? [extents[0]] : extents.reversed()
      case 3...: return extents.dropLast(2) + extents.suffix(2).reversed()
      default: throw Misfit(description: "\(extents)ᵀ")
      }
    case .superscript(let base, let exponent):
      guard let a = try extents(of: base), let b = try extents(of: exponent) else { return nil }
      return try broadcast(a, b)
    case .fraction(let a, let b):
      guard let a = try extents(of: a), let b = try extents(of: b) else { return nil }
      return try broadcast(a, b)
    case .big(_, nil, let body): return try extents(of: body).map { _ in [] }
    case .row(let pieces): return try sum(pieces[...])
    case .identifier("π"): return []
    case .identifier, .accented, .text, .sign, .function, .subscript, .fenced, .cases, .big:
      return nil
    }
  }

  private static func sum(_ pieces: ArraySlice<Math>) throws -> [Int]? {
    var total: [Int]? = []
    for (position, term) in split(pieces, at: ["+", "−"]).enumerated() {
      if term.isEmpty, position == 0 { continue }
      guard let next = try product(term) else {
        total = nil
        continue
      }
      total = try total.map { try broadcast($0, next) }
    }
    return total
  }

  private static func product(_ pieces: ArraySlice<Math>) throws -> [Int]? {
    var total: [Int]?
    var sign = ""
    var isKnown = true
    for (position, piece) in pieces.enumerated() {
      if case .sign(let other) = piece, other == "·" || other == "∘" {
        sign = other
        continue
      }
      let isWord = if case .function = piece { true } else { false }
      if isWord || sign.isEmpty && position > 0 { isKnown = false }
      guard let next = try extents(of: piece) else {
        isKnown = false
        continue
      }
      guard isKnown else { continue }
      total = try total.map { try sign == "·" ? times($0, next) : broadcast($0, next) } ?? next
      sign = ""
    }
    return isKnown ? total : nil
  }

  private static func split(_ pieces: ArraySlice<Math>, at signs: Set<String>) -> [ArraySlice<Math>]
  {
    pieces.split(omittingEmptySubsequences: false) {
      if case .sign(let sign) = $0 { signs.contains(sign) } else { false }
    }
  }

  private static func times(_ a: [Int], _ b: [Int]) throws -> [Int] {
    if a.isEmpty { return b }
    if b.isEmpty { return a }
    // Matrices side by side, each by its own.
    if a.count > 2 || b.count > 2, a.count > 1, b.count > 1 {
      let product = try times(a.suffix(2).map { $0 }, b.suffix(2).map { $0 })
      return try broadcast(a.dropLast(2).map { $0 }, b.dropLast(2).map { $0 }) + product
    }
    let isOuter = b.count == 1 && a.count == 2 && a[1] <= 1
    guard isOuter || (a.count <= 2 && b.count == 2 && max(a[a.count - 1], 1) == b[0]) else {
      throw Misfit(description: "\(a) · \(b)")
    }
    // A row times a column is a number, a column times a row a matrix.
    if isOuter { return [a[0], b[0]] }
    if a.count == 1 { return b[1] == 0 ? [] : [b[1]] }
    return [a[0], b[1]]
  }

  private static func broadcast(_ a: [Int], _ b: [Int]) throws -> [Int] {
    let rank = max(a.count, b.count)
    let (x, y) = (padded(a, rank).map { max($0, 1) }, padded(b, rank).map { max($0, 1) })
    return try zip(x, y).map { m, n in
      guard m == n || m == 1 || n == 1 else { throw Misfit(description: "\(a) ∘ \(b)") }
      return max(m, n)
    }
  }

  private static func padded(_ extents: [Int], _ rank: Int) -> [Int] {
    [Int](repeating: 1, count: rank - extents.count) + extents
  }

  /// What is wrong with an equation's shapes; nil where all pieces have one.
  static func fault(_ equation: Equation) -> String? {
    let name = PlainTextWriter().text(equation.math)
    do {
      var known: [Int]?
      var numbers: [Int]?
      for piece in [equation.left] + equation.links.map(\.math) {
        guard let extents = try extents(of: piece) else { continue }
        // Between numbers a row of a matrix is no vector.
        if !"\(piece)".contains("annotated") {
          let exact = extents.map { max($0, 1) }
          if let numbers, numbers != exact { return "\(name): \(numbers) = \(exact)" }
          numbers = exact
        }
        if let known, !areSame(known, extents) {
          return "\(name): \(known) = \(extents)"
        }
        known = known ?? extents
      }
      return nil
    } catch {
      return "\(name): \(error)"
    }
  }

  /// Whether two shapes are the same; a vector's name has that of a row below it, or of a column.
  private static func areSame(_ a: [Int], _ b: [Int]) -> Bool {
    let (x, y) = (a.map { max($0, 1) }, b.map { max($0, 1) })
    return x == y || (x.count == 2 && x == [1] + y) || (y.count == 2 && y == [1] + x)
  }
}
