import Foundation

/// Numbers as a reader with a pencil has them: one, or rows of them.
struct PencilValue {
  var rows: Int
  var columns: Int
  var entries: [Double]
  var isNumber = false

  static func number(_ x: Double) -> PencilValue {
    PencilValue(rows: 1, columns: 1, entries: [x], isNumber: true)
  }

  subscript(row: Int, column: Int) -> Double {
    entries[(rows == 1 ? 0 : row) * columns + (columns == 1 ? 0 : column)]
  }

  func map(_ f: (Double) -> Double) -> PencilValue {
    var copy = self
    copy.entries = entries.map(f)
    return copy
  }

  var transposed: PencilValue {
    var result = PencilValue(rows: columns, columns: rows, entries: [])
    for i in 0..<columns { for j in 0..<rows { result.entries.append(self[j, i]) } }
    return result
  }

  /// Entry by entry; one row, one column or one number is repeated.
  func with(_ other: PencilValue, _ f: (Double, Double) -> Double) throws -> PencilValue {
    let fits = { (a: Int, b: Int) in a == b || a == 1 || b == 1 }
    guard fits(rows, other.rows), fits(columns, other.columns) else { throw Unreadable.shapes }
    var result = PencilValue(
      rows: max(rows, other.rows), columns: max(columns, other.columns), entries: [],
      isNumber: isNumber && other.isNumber)
    for i in 0..<result.rows {
      for j in 0..<result.columns { result.entries.append(f(self[i, j], other[i, j])) }
    }
    return result
  }

  /// What a dot between two pieces says: a matrix product, or a multiple.
  func times(_ other: PencilValue) throws -> PencilValue {
    if isNumber || other.isNumber { return try with(other, *) }
    // A vector is written as a row, also where it stands for a column.
    if columns != other.rows, other.rows == 1, columns == other.columns {
      return try times(other.transposed).transposed
    }
    guard columns == other.rows else { throw Unreadable.shapes }
    var result = PencilValue(rows: rows, columns: other.columns, entries: [])
    for i in 0..<rows {
      for j in 0..<other.columns {
        result.entries.append((0..<columns).reduce(0) { $0 + self[i, $1] * other[$1, j] })
      }
    }
    return result
  }
}

enum Unreadable: Error, Equatable {
  /// A name stands here: nothing to compute with.
  case symbolic
  /// What stands here does not fit together.
  case shapes
  case syntax(String)
}

/// Works out what is printed, digit by digit, by the rules of school: it knows nothing of the types
/// that the derivation was made of.
struct PencilEvaluator {
  private var tokens: [Element]
  private var place = 0

  static func value(of elements: [Element]) throws -> PencilValue {
    var flat: [Element] = []
    func flatten(_ element: Element) {
      if element.name == "mrow" || element.name == "mtd" {
        element.children.forEach(flatten)
      } else if element.name != "mspace", element.text != "\u{2061}" || element.name != "mo" {
        flat.append(element)
      }
    }
    elements.forEach(flatten)
    var evaluator = PencilEvaluator(tokens: flat)
    let value = try evaluator.sum()
    guard evaluator.place == flat.count else {
      throw Unreadable.syntax("rest: \(flat[evaluator.place...].map(\.text))")
    }
    return value
  }

  private init(tokens: [Element]) { self.tokens = tokens }

  private var next: Element? { place < tokens.count ? tokens[place] : nil }
  private func isNext(_ sign: String) -> Bool { next?.name == "mo" && next?.text == sign }
  private mutating func take(_ sign: String) -> Bool {
    guard isNext(sign) else { return false }
    place += 1
    return true
  }

  private mutating func sum() throws -> PencilValue {
    var value = take("−") ? try term().map { -$0 } : try term()
    while true {
      if take("+") {
        value = try value.with(try term(), +)
      } else if take("−") {
        value = try value.with(try term(), -)
      } else {
        return value
      }
    }
  }

  private mutating func term() throws -> PencilValue {
    if let axis = takeBigSum() {
      let body = try term()
      return Self.total(body, axis)
    }
    var value = try factor()
    while true {
      if take("·") || take("\u{2062}") {
        value = try value.times(try signed())
      } else if take("∘") || take("×") {
        value = try value.with(try signed(), *)
      } else {
        return value
      }
    }
  }

  private mutating func signed() throws -> PencilValue {
    if isNext("∑") || next?.name == "munder" { return try term() }
    return try factor()
  }

  /// The letter under a large sigma: rows or columns; empty for the sum of all.
  private mutating func takeBigSum() -> String? {
    guard let sign = next else { return nil }
    if sign.name == "mo", sign.text == "∑" {
      place += 1
      return ""
    }
    guard sign.name == "munder", sign.children.first?.text == "∑" else { return nil }
    place += 1
    return sign.children[1].text
  }

  private static func total(_ body: PencilValue, _ axis: String) -> PencilValue {
    switch axis {
    case "i":
      return PencilValue(
        rows: 1, columns: body.columns,
        entries: (0..<body.columns).map { j in
          (0..<body.rows).reduce(0) { $0 + body[$1, j] }
        })
    case "j":
      return PencilValue(
        rows: body.rows, columns: 1,
        entries: (0..<body.rows).map { i in
          (0..<body.columns).reduce(0) { $0 + body[i, $1] }
        })
    default: return .number(body.entries.reduce(0, +))
    }
  }

  private mutating func factor() throws -> PencilValue {
    guard let element = next else { throw Unreadable.syntax("nothing") }
    place += 1
    switch element.name {
    case "mn":
      guard let number = Double(element.text) else { throw Unreadable.syntax(element.text) }
      return .number(number)
    case "mo" where element.text == "(":
      let value = try sum()
      guard take(")") else { throw Unreadable.syntax("( without )") }
      return value
    case "mo" where element.text == "|":
      let value = try sum()
      guard take("|") else { throw Unreadable.syntax("| without |") }
      return value.map { abs($0) }
    case "mo" where element.text == "[":
      guard let table = next, table.name == "mtable" else { throw Unreadable.symbolic }
      place += 1
      guard take("]") else { throw Unreadable.syntax("[ without ]") }
      let rows = try table.children.map { row in
        try row.children.map { try Self.value(of: $0.children).entries }
      }
      return PencilValue(
        rows: rows.count, columns: rows[0].count, entries: rows.flatMap { $0 }.flatMap { $0 })
    case "mfrac":
      return try Self.value(of: [element.children[0]]).with(
        try Self.value(of: [element.children[1]]), /)
    case "msqrt": return try Self.value(of: element.children).map { $0.squareRoot() }
    case "msup": return try power(element)
    case "msub": return try function(element.children[0], index: element.children[1].text)
    case "mi": return try function(element, index: nil)
    default: throw Unreadable.symbolic
    }
  }

  private func power(_ element: Element) throws -> PencilValue {
    let (base, exponent) = (element.children[0], element.children[1])
    if base.name == "mi", base.text == "e" {
      return try Self.value(of: [exponent]).map { exp($0) }
    }
    let value = try Self.value(of: [base])
    if exponent.text == "T" { return value.transposed }
    return try value.with(try Self.value(of: [exponent])) { pow($0, $1) }
  }

  private mutating func function(_ element: Element, index: String?) throws -> PencilValue {
    if element.text == "π" { return .number(.pi) }
    if element.text == "∞" { return .number(.infinity) }
    if element.text == "𝟏", let index { return try Self.ones(index) }
    guard isNext("(") else { throw Unreadable.symbolic }
    place += 1
    var arguments = [try sum()]
    while take(",") { arguments.append(try sum()) }
    guard take(")") else { throw Unreadable.syntax("arguments") }
    switch element.text {
    case "ln": return arguments[0].map { log($0) }
    case "exp": return arguments[0].map { exp($0) }
    case "sin": return arguments[0].map { sin($0) }
    case "cos": return arguments[0].map { cos($0) }
    case "tanh": return arguments[0].map { tanh($0) }
    case "erf": return arguments[0].map { erf($0) }
    case "sign": return arguments[0].map { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 }
    case "σ": return arguments[0].map { 1 / (1 + exp(-$0)) }
    case "softmax", "ln softmax":
      let sum = Self.total(arguments[0].map { exp($0) }, index ?? "j")
      let logarithms = try arguments[0].with(sum.map { log($0) }, -)
      return element.text == "softmax" ? logarithms.map { exp($0) } : logarithms
    case "max", "min":
      let pick: (Double, Double) -> Double =
        element.text == "max" ? { max($0, $1) } : { min($0, $1) }
      if arguments.count == 2 { return try arguments[0].with(arguments[1], pick) }
      let all = arguments[0]
      switch index ?? "" {
      case "i":
        return PencilValue(
          rows: 1, columns: all.columns,
          entries: (0..<all.columns).map { j in
            (0..<all.rows).map { all[$0, j] }.reduce(all[0, j], pick)
          })
      case "j":
        return PencilValue(
          rows: all.rows, columns: 1,
          entries: (0..<all.rows).map { i in
            (0..<all.columns).map { all[i, $0] }.reduce(all[i, 0], pick)
          })
      default: return .number(all.entries.reduce(all.entries[0], pick))
      }
    default: throw Unreadable.symbolic
    }
  }

  /// 1 with its shape below it, such as 2×3.
  private static func ones(_ shape: String) throws -> PencilValue {
    let extents = shape.split(separator: "×").compactMap { Int($0) }
    guard let columns = extents.last, extents.count <= 2 else { throw Unreadable.syntax(shape) }
    let rows = extents.count == 2 ? extents[0] : 1
    return PencilValue(
      rows: rows, columns: columns, entries: [Double](repeating: 1, count: rows * columns))
  }
}
