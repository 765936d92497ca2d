import Foundation

/// Works out what is printed, digit by digit, by the rules of school: it knows nothing of the types
/// that the derivation was made of.
struct PencilEvaluator {
  private var tokens: [Element]
  private var place = 0
  private let names: PencilNames
  /// How large numbers became on the way: what cancels leaves rounding of these.
  private(set) var largest = 0.0

  static func value(
    of elements: [Element], names: PencilNames = PencilNames()
  ) throws -> PencilValue {
    try measured(elements, names).value
  }

  /// The value, and how large numbers became on the way.
  static func measured(
    _ elements: [Element], _ names: PencilNames
  ) throws -> (value: PencilValue, largest: Double) {
    var evaluator = PencilEvaluator(tokens: flat(elements), names: names)
    let value = try evaluator.sum()
    guard evaluator.next == nil else {
      throw Unreadable.syntax("rest: \(evaluator.tokens[evaluator.place...].map(key))")
    }
    return (value, max(evaluator.largest, value.entries.lazy.map(abs).max() ?? 0))
  }

  private init(tokens: [Element], names: PencilNames) {
    self.tokens = tokens
    self.names = names
  }

  private mutating func value(of element: Element) throws -> PencilValue {
    let (value, largest) = try Self.measured([element], names)
    self.largest = max(self.largest, largest)
    return value
  }

  private mutating func combined(
    _ a: PencilValue, _ b: PencilValue, _ f: (Double, Double) -> Double
  ) throws -> PencilValue {
    let value = try a.with(b, f)
    for x in a.entries + b.entries + value.entries where x.isFinite {
      largest = max(largest, abs(x))
    }
    return value
  }

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
        value = try combined(value, try term(), +)
      } else if take("−") {
        value = try combined(value, try term(), -)
      } else {
        return value
      }
    }
  }

  private mutating func term() throws -> PencilValue {
    if let axes = takeBig("∑") {
      let body = try term()
      for x in body.entries where x.isFinite { largest = max(largest, abs(x)) }
      return try Self.total(body, axes, +, from: 0)
    }
    if let axes = takeBig("∏") { return try Self.total(try factor(), axes, *, from: 1) }
    var value = try factor()
    while true {
      if take("·") || take("\u{2062}") {
        value = try value.times(try signed())
      } else if isNext("⋆") || isNext("∗") {
        // A filter over all windows is worked out where one of them is written out.
        throw Unreadable.symbolic
      } else if take("∘") || take("×") {
        value = try combined(value, try signed(), *)
      } else if take("/") {
        value = try combined(value, try divisor { try $0.signed() }, /)
      } else {
        return value
      }
    }
  }

  /// A divisor. Where terms of it cancel so far that numbers of sixteen digits have none left of it, as
  /// in 1 − 0.9999999999999, what is divided by it cannot be told.
  private mutating func divisor(
    _ read: (inout PencilEvaluator) throws -> PencilValue
  ) throws -> PencilValue {
    let before = largest
    largest = 0
    let value = try read(&self)
    if value.entries.contains(where: { $0 != 0 && abs($0) < 1e-10 * largest }) {
      throw Unreadable.lost
    }
    largest = max(largest, before)
    return value
  }

  private mutating func signed() throws -> PencilValue {
    if ["∑", "∏"].contains(where: { isNext($0) || isBig($0, next) }) { return try term() }
    return try factor()
  }

  private func isBig(_ sign: String, _ element: Element?) -> Bool {
    guard let element, ["munder", "msub"].contains(element.name) else { return false }
    return element.children.first?.text == sign
  }

  /// The letters under a large sign, i for the first axis; empty for the sum or product of all.
  private mutating func takeBig(_ sign: String) -> String? {
    if take(sign) { return "" }
    guard let element = next, isBig(sign, element) else { return nil }
    place += 1
    return Self.key(element.children[1])
  }

  /// The axis of a letter.
  static func axis(_ letter: String) throws -> Int {
    guard let axis = ["i", "j", "k", "l"].firstIndex(of: letter) else { throw Unreadable.symbolic }
    return axis
  }

  private static func total(
    _ body: PencilValue, _ axes: String, _ sign: (Double, Double) -> Double, from start: Double
  ) throws -> PencilValue {
    if axes.isEmpty { return .number(body.entries.reduce(start, sign)) }
    var body = body.withRows
    let letters = axes.split(separator: ",").map(String.init)
    for axis in try letters.map(axis) {
      body = try body.reduced(axis, keeps: true) { $0.reduce(start, sign) }
    }
    // The axis stays, so that the sum stands beside what it was taken of.
    return body
  }

  private mutating func factor() throws -> PencilValue {
    var value = try primary()
    // The entries that an index in square brackets takes.
    while let index = next, index.name == "mtext", index.text.hasPrefix("[") {
      place += 1
      value = try value.indexed(PencilValue.subscripts(index.text))
    }
    return value
  }

  private mutating func primary() throws -> PencilValue {
    guard let element = next else { throw Unreadable.syntax("nothing") }
    place += 1
    switch element.name {
    case "mn":
      if element.text == "∞" { return .number(.infinity) }
      guard let number = Double(element.text) else { throw Unreadable.symbolic }
      return .number(number)
    case "mo" where element.text == "(":
      let value = try sum()
      guard take(")") else { throw Unreadable.syntax("( without )") }
      return value
    case "mo" where element.text == "|":
      let value = try sum()
      guard take("|") else { throw Unreadable.syntax("| without |") }
      return value.map { abs($0) }
    case "mo" where element.text == "[": return try bracket()
    case "mo" where element.text == "{":
      guard let table = next, table.name == "mtable" else { throw Unreadable.symbolic }
      place += 1
      return try cases(table)
    case "mtable": return try matrix(element)
    case "list":
      return try .stacked(element.children.map { try value(of: $0) })
    case "mo" where "⋯⋮⋱".contains(element.text): throw Unreadable.elided
    case "mfrac": return try fraction(element)
    case "msqrt":
      let inner = Element(name: "mrow", children: element.children)
      return try value(of: inner).map { $0.squareRoot() }
    case "msup": return try power(element)
    case "msub" where Self.key(element.children[0]).hasPrefix("("): return try part(element)
    case "msub": return try named(element, element.children[0], Self.key(element.children[1]))
    case "munder":
      // The shape that stands below is the one that the value has.
      let value = try value(of: element.children[0])
      let below = Self.key(element.children[1])
      let extents = below.dropFirst().dropLast().split(separator: ",").compactMap { Int($0) }
      if below.hasPrefix("("), extents.filter({ $0 != 1 }) != value.printedShape {
        throw Unreadable.shapes
      }
      return value
    case "mi": return try named(element, element, nil)
    default: throw Unreadable.symbolic
    }
  }

  private mutating func bracket() throws -> PencilValue {
    if let table = next, table.name == "mtable", place + 1 < tokens.count,
      tokens[place + 1].text == "]"
    {
      place += 2
      return try matrix(table)
    }
    let value = try sum()
    // An equation in brackets says at which entries it holds.
    guard take("]") else { throw Unreadable.symbolic }
    return PencilValue(shape: [1] + value.shape, entries: value.entries)
  }

  /// A matrix; one row is a vector.
  private mutating func matrix(_ table: Element) throws -> PencilValue {
    let rows = try table.children.map { row in
      try PencilValue.stacked(row.children.map { try value(of: $0) })
    }
    return rows.count == 1 ? rows[0] : try .stacked(rows)
  }

  /// The first line whose condition holds, entry by entry.
  private mutating func cases(_ table: Element) throws -> PencilValue {
    var result: PencilValue?
    for line in table.children.reversed() {
      let (then, condition) = (try value(of: line.children[0]), Self.flat([line.children[1]]))
      // One sign, or two as in 0 < x < 6.
      let signs = condition.indices.filter { "<>≤≥=≠".contains(condition[$0].text) }
      guard !signs.isEmpty else { throw Unreadable.symbolic }
      let ends = signs.dropFirst() + [condition.endIndex]
      var left = try Self.value(of: Array(condition[..<signs[0]]), names: names)
      var holds = PencilValue(1)
      for (sign, end) in zip(signs, ends) {
        let right = try Self.value(of: Array(condition[(sign + 1)..<end]), names: names)
        let part = try left.with(right) { a, b in
          let holds =
            switch condition[sign].text {
            case "<": a < b
            case ">": a > b
            case "≤": a <= b
            case "≥": a >= b
            case "=": a == b
            default: a != b
            }
          return holds ? 1 : 0
        }
        holds = try holds.with(part, *)
        left = right
      }
      let otherwise = result ?? then
      let taken = try holds.with(then) { $0 == 1 ? $1 : 0 }
      let rest = try holds.with(otherwise) { $0 == 1 ? 0 : $1 }
      result = try taken.with(rest, +)
    }
    guard let result else { throw Unreadable.symbolic }
    return result
  }

  private mutating func fraction(_ element: Element) throws -> PencilValue {
    if let (of, by) = Self.derivative(element) {
      guard let value = names.derivative(of, by, nil) else { throw Unreadable.symbolic }
      return value
    }
    let a = try value(of: element.children[0])
    return try combined(a, try divisor { try $0.value(of: element.children[1]) }, /)
  }

  /// (∂a/∂b)₁: what the first of several arrows brings.
  private mutating func part(_ element: Element) throws -> PencilValue {
    let inner = Self.flat([element.children[0]]).filter { $0.name != "mo" }
    guard inner.count == 1, inner[0].name == "mfrac", let (of, by) = Self.derivative(inner[0]),
      let value = names.derivative(of, by, Self.key(element.children[1]))
    else { throw Unreadable.symbolic }
    return value
  }

  private mutating func power(_ element: Element) throws -> PencilValue {
    let (base, exponent) = (element.children[0], element.children[1])
    if Self.key(exponent).hasPrefix("(") {
      // The pass of a loop: of a name, or of a part of a gradient.
      if Self.key(base).hasPrefix("(") { return try part(element) }
      guard let value = names.value(Self.key(element)) else { throw Unreadable.symbolic }
      return value
    }
    if base.name == "mi", base.text == "e", names.value("e") == nil {
      return try value(of: exponent).map { exp($0) }
    }
    let value = try value(of: base)
    if Self.key(exponent) == "T" { return try value.transposed }
    if Self.key(exponent) == "′" { throw Unreadable.symbolic }
    return try combined(value, try self.value(of: exponent)) { pow($0, $1) }
  }

  // MARK: Names

  private mutating func named(
    _ element: Element, _ base: Element, _ index: String?
  ) throws -> PencilValue {
    let name = Self.key(base)
    if isNext("("), let value = try function(name, index) { return value }
    if name == "𝟏", let index { return try Self.ones(index) }
    if let value = names.value(Self.key(element)) { return value }
    switch name {
    case "π": return .number(.pi)
    case "∞": return .number(.infinity)
    default: throw Unreadable.symbolic
    }
  }

  /// A function's value at what follows in brackets; nil where there is none of the name.
  private mutating func function(_ name: String, _ index: String?) throws -> PencilValue? {
    guard names.value(name) == nil || index != nil else { return nil }
    let begin = place
    place += 1
    let moving = [
      "reshape", "repeat", "onehot", "permute", "broadcast_to", "expand_dims", "squeeze", "stack",
      "pad",
      "embedding",
    ]
    if moving.contains(name) { throw Unreadable.symbolic }
    var arguments = [try sum()]
    while take(",") { arguments.append(try sum()) }
    guard take(")") else { throw Unreadable.syntax("arguments") }
    if let value = try PencilFunctions.value(of: name, arguments, index) { return value }
    place = begin
    throw Unreadable.symbolic
  }

  /// 1 with its shape below it, such as 2×3.
  private static func ones(_ shape: String) throws -> PencilValue {
    let extents = shape.split(separator: "×").compactMap { Int($0) }
    guard !extents.isEmpty else { throw Unreadable.syntax(shape) }
    return PencilValue(
      shape: extents, entries: [Double](repeating: 1, count: extents.reduce(1, *)))
  }
}
