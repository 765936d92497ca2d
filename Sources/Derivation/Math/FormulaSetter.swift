import Autodiff
import Notation

/// Sets an operation's formula as mathematics, with whatever stands for its operands: names, or
/// numbers.
struct FormulaSetter {
  /// Shapes and attributes of the node.
  let signature: Signature
  /// What stands for an operand.
  let operand: (Int) -> Math
  /// What stands for the result.
  let output: Math
  /// What stands for the gradient that arrives.
  let upstream: Math
  /// How the formula's own numbers are printed.
  let numerals: Numerals
  /// The number that the author gave the operation, as it was written; nil where its digits say it.
  var parameter: Math?
  /// Whether the formula's numbers are the author's, and not those of rules.
  var areNumbersWritten = false
  /// Whether names stand for single entries, between which every product is one of numbers.
  var isOneEntry = false
  /// Whether the shapes of tensors stand below their names.
  var showsShapes = false
  /// Whether vectors are rows there, as between products of matrices.
  var areVectorsRows = false
  /// What a formula's parts are called.
  var parts = PartNames()
  /// The numbers of a part that numbers cannot be put into; nil where they can, or names stand.
  var worked: (Formula) -> Math? = { _ in nil }

  /// The formula as it is printed.
  func set(_ formula: Formula) -> Math { self[formula].math }

  /// The formula as a factor: in brackets where it would fall apart.
  func factor(_ formula: Formula) -> Math { self[formula].bracketed(below: .product) }

  subscript(formula: Formula) -> Piece {
    if let numbers = worked(formula) { return .of(numbers) }
    switch formula {
    case .number(let number): return .of(printed(number))
    case .operand(let slot): return .of(shaped(operand(slot), formula))
    case .output: return .of(shaped(output, formula))
    case .upstream: return .of(shaped(upstream, formula))
    case .parameter(let name):
      return .of(parameter ?? numerals.writtenMath(signature.attributes[name] ?? 0))
    case .count(let count): return .of(.number(String(signature.count(count))))
    case .sum(let a, let b): return infix(a, "+", b, .sum)
    case .difference(let a, let b):
      return Piece(
        [self[a].bracketed(below: .sum, isFirst: true), "−", self[b].bracketed(below: .product)],
        .sum)
    case .product(let a, let b):
      return isEntrywise(a) && isEntrywise(b) ? entrywiseProduct(a, b) : product(a, b, "·")
    case .quotient(let a, let b): return Piece(.fraction(self[a].math, self[b].math), .product)
    case .power(let base, let exponent):
      return Piece(
        .superscript(self[base].bracketed(below: .atom), set(exponent)), .power)
    case .negative(let a): return Piece(["−", self[a].bracketed(below: .product)], .negative)
    case .function(let function, let operands): return apply(function, operands)
    case .sign(let a): return .of([.function("sign"), .fenced(set(a))])
    case .matrixProduct(let a, let b):
      return Piece([row(a), "·", isVector(b) ? column(b) : row(b)], .product)
    case .outerProduct(let a, let b): return Piece([column(a), "·", row(b)], .product)
    case .transpose(let a): return Piece(transposed(a), .power)
    case .total(let a, let axis):
      return Piece(
        .big("∑", below: letter(of: axis), self[a].bracketed(below: .product)), .negative)
    case .productOver(let a, let axis):
      return Piece(
        .big("∏", below: letter(of: axis), self[a].bracketed(below: .product)), .product)
    case .otherFactors(let a, let axis): return otherFactors(a, axis)
    case .totalFrom(let a, let axis): return totalFrom(a, axis)
    case .rowTotal(let a):
      return Piece(.big("∑", below: .axes([0]), self[a].bracketed(below: .product)), .negative)
    case .extremum(let which, let a, let b):
      return .of([.function(which.rawValue), .fenced([set(a), .sign(","), set(b)])])
    case .extremumOver(let which, let a, let axis):
      return .of([indexed(.function(which.rawValue), letter(of: axis)), .fenced(set(a))])
    case .selection(let x, let extremum, let axis):
      return .of([.fenced([set(x), "=", repeated(extremum, axis)], open: "[", close: "]")])
    case .spread(let a, let axis): return spread(a, axis)
    case .reshaped(let a, let slot): return .of(reshaped(a, to: signature.operands[slot]))
    case .rearranged(let a): return .of(reshaped(a, to: signature.shape))
    case .slice(let a, let index): return .of([set(a), .text(index.text)])
    case .scattered(let a): return self[a]
    case .permuted(let a, let axes):
      return .of([.function("permute"), .fenced([set(a), .sign(","), .text("\(axes)")])])
    case .summed(let a, let axes, _):
      return Piece(.big("∑", below: .axes(axes), self[a].bracketed(below: .product)), .negative)
    case .einsum(let letters, let operands, _): return einsum(letters, operands)
    case .oneHot(let a): return .of([.function("onehot"), .fenced(set(a))])
    case .joined:
      let parts = signature.operands.indices.map(operand)
      let joined = Math.fenced(.joined(parts, by: ","), open: "[", close: "]")
      guard signature.shape.rank > 1,
        let axis = signature.shape.axis(signature.attributes.axis ?? 0)
      else { return .of(joined) }
      // Along which axis.
      return .of(.subscript(joined, .axes([axis])))
    case .cases(let condition, let then, let otherwise):
      return .of(.cases(lines(condition, then, otherwise)))
    case .notAfter: return .of(.fenced(["j", .sign("≤"), "i"], open: "[", close: "]"))
    case .windowed(let rule, let operands): return windowed(rule, operands)
    case .totalExcept(let a, let kept):
      let axes = signature.shape.extents.indices.filter { $0 != kept }
      return Piece(
        .big("∑", below: .axes(axes), self[a].bracketed(below: .product)), .negative)
    case .shaped(let a, _): return self[a]
    case .named(let name, _): return .of(parts[name])
    }
  }

  private func lines(
    _ condition: Formula.Condition, _ then: Formula, _ otherwise: Formula
  ) -> [Math.Case] {
    let first = Math.Case(set(then), when: set(condition, as: condition.relation.rawValue))
    if case .cases(let next, let a, let b) = otherwise {
      // Neither greater nor equal: less.
      if next.relation == .equal, condition.relation != .equal,
        [next.left, next.right] == [condition.left, condition.right]
          || [next.right, next.left] == [condition.left, condition.right]
      {
        let equal = lines(next, a, b)[0]
        let reversed: Relation = condition.relation == .less ? .greater : .less
        return [first, equal, Math.Case(set(b), when: set(condition, as: reversed.rawValue))]
      }
      // Neither below one bound nor above another: between them.
      if next.left == condition.left, !b.isCases,
        condition.relation == .less || condition.relation == .atMost,
        next.relation == .greater || next.relation == .atLeast
      {
        let between: Math = [
          set(condition.right), .sign(condition.relation.inOrder), set(condition.left),
          .sign(next.relation.inOrder), set(next.right),
        ]
        return [first, lines(next, a, b)[0], Math.Case(set(b), when: between)]
      }
      return [first] + lines(next, a, b)
    }
    let opposite = set(condition, as: condition.relation.opposite)
    return [first, Math.Case(set(otherwise), when: opposite)]
  }

  private func set(_ condition: Formula.Condition, as relation: String) -> Math {
    [set(condition.left), .sign(relation), set(condition.right)]
  }

  /// The numbers that belong to rules are few, and known by name.
  private func printed(_ number: Double) -> Math {
    if number == .pi { return .identifier("π") }
    if number == WrittenNumber.Constant.e.value { return .identifier("e") }
    if number == 0.5, !areNumbersWritten { return .fraction(.number("1"), .number("2")) }
    return numerals.writtenMath(number)
  }

  private func infix(_ a: Formula, _ sign: String, _ b: Formula, _ level: Level) -> Piece {
    Piece(
      [
        self[a].bracketed(below: level, isFirst: true), .sign(sign),
        self[b].bracketed(below: level),
      ],
      level)
  }

  func product(_ a: Formula, _ b: Formula, _ sign: String) -> Piece {
    Piece(
      [self[a].bracketed(below: .product), .sign(sign), self[b].bracketed(below: .product)],
      .product)
  }

  /// An operation's value at formulas, as the field writes it.
  private func apply(_ function: OperationKind, _ operands: [Formula]) -> Piece {
    func named(_ name: Math) -> Piece {
      let inner =
        operands.count == 1 ? set(operands[0]) : .joined(operands.map(set), by: ",")
      return .of([name, .fenced(inner)])
    }
    switch function.profile.writing {
    case .definition:
      let definition = function.definition(for: signature).replacing { leaf in
        if case .operand(let slot) = leaf { operands[slot] } else { leaf }
      }
      return self[definition]
    case .itsName:
      return named(.function(function.name))
    case .itsNameAlongAxes:
      return named(indexed(.function(function.name), letter(of: signature.axes)))
    case .itsCall:
      let arguments = operands.map(set) + signature.attributes.entries.map(\.math)
      return .of([.function(function.name), .fenced(.joined(arguments, by: ","))])
    case .name(let name), .prefix(let name): return named(.function(name))
    case .base(let name, let base): return named(.subscript(.function(name), .number("\(base)")))
    case .root: return .of(.root(set(operands[0])))
    case .bars: return .of(.fenced(set(operands[0]), open: "|", close: "|"))
    case .powerOfE:
      return Piece(.superscript(.identifier("e"), withoutShapes.set(operands[0])), .power)
    case .alongAxis(let name):
      // Along the last axis, row by row, unless a letter says otherwise.
      let axis = signature.attributes.axis.flatMap(signature.operands[0].axis)
      let isUsual = axis == nil || axis == signature.operands[0].rank - 1
      return named(indexed(.function(name), isUsual ? nil : letter(of: Axes(axis.map { [$0] }))))
    case .subscripts: return .of([set(operands[0]), .text(signature.subscripts)])
    }
  }
}

extension Signature {
  /// The indices of an index node as the graph language writes them: `[1, 0:2]`.
  var subscripts: String { (attributes.index ?? []).text }
}

extension Attributes.Entry {
  /// What a call takes beside operands, as it stands behind them: `[1, 0]`, `axis=1`.
  fileprivate var math: Math {
    switch value {
    case .number(let number): .text("\(name)=\(number)")
    case .whole(let number): .text("\(name)=\(number)")
    case .wholes(let numbers): .text("\(numbers)")
    case .flag(let flag): .text("\(name)=\(flag)")
    case .pairs(let pairs): .text("\(pairs)")
    case .text(let text): .text("\"\(text)\"")
    case .index(let index): .text(index.text)
    }
  }
}

/// How tightly a piece holds together.
enum Level: Int, Comparable {
  case sum, negative, product, power, atom
  static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
}

/// A set formula and how tightly it holds together.
struct Piece {
  let math: Math
  let level: Level

  init(_ math: Math, _ level: Level) {
    self.math = math
    self.level = level
  }

  /// A piece that needs no brackets unless it is a bare negative number or a power of ten.
  static func of(_ math: Math) -> Piece { Piece(math, Piece.level(of: math)) }

  private static func level(of math: Math) -> Level {
    switch math {
    case .number(let digits): digits.hasPrefix("−") ? .negative : .atom
    case .scientific(let digits, _): digits.hasPrefix("−") ? .negative : .product
    case .fraction(let above, _): level(of: above) == .negative ? .negative : .product
    case .role(_, let inner): level(of: inner)
    case _ where math.isLooseName: .product
    case _ where math.isTold: .power
    default: .atom
    }
  }

  /// The piece, in brackets where it holds together less tightly than its surroundings.
  func bracketed(below level: Level, isFirst: Bool = false) -> Math {
    if self.level == .negative && isFirst && level <= .product { return math }
    return self.level < level || (self.level == .negative && level == .sum) ? math.bracketed : math
  }
}

extension Relation {
  /// What holds where this does not.
  fileprivate var opposite: String {
    switch self {
    case .less: "≥"
    case .greater: "≤"
    case .equal: "≠"
    case .atMost: ">"
    case .atLeast: "<"
    case .notEqual: "="
    }
  }

  /// The sign between the two in the order in which they stand on a line, where this does not hold:
  /// `a ≤ x` where x is not less than a.
  fileprivate var inOrder: String {
    switch self {
    case .less, .greater: "≤"
    case .atMost, .atLeast: "<"
    case .equal: "≠"
    case .notEqual: "="
    }
  }
}

extension Formula {
  /// The formula without what a scalar or a count of one makes trivial.
  package func simplified(for signature: Signature) -> Formula {
    func s(_ formula: Formula) -> Formula { formula.simplified(for: signature) }
    switch self {
    case .total(let a, let axis):
      return signature.operands.first?.isScalar == true ? s(a) : .total(s(a), axis: axis)
    case .productOver(let a, let axis):
      return signature.operands.first?.isScalar == true ? s(a) : .productOver(s(a), axis: axis)
    // Of a number there is none.
    case .otherFactors where signature.operands.first?.isScalar == true: return .number(1)
    case .quotient(let a, .count(let count)) where signature.count(count) == 1: return s(a)
    case .quotient(let a, let b): return .quotient(s(a), s(b))
    // The derivative of x⁰ is 0 everywhere, also where 0 · x⁻¹ has no value.
    case .product(.parameter(let name), _) where signature.attributes[name] == 0:
      return .number(0)
    case .product(.count(let count), let b) where signature.count(count) == 1: return s(b)
    case .product(let a, let b): return .product(s(a), s(b))
    case .sum(let a, let b): return .sum(s(a), s(b))
    case .difference(.parameter(let name), .number(1)):
      // In decimals, as it is done with a pencil.
      let exponent = signature.attributes[name] ?? 0
      guard WrittenNumber.isPlain(exponent) else { return self }
      return .number(Numerals(digits: 15).printedValue(exponent - 1))
    case .difference(let a, let b): return .difference(s(a), s(b))
    case .negative(let a): return .negative(s(a))
    case .power(let a, let b):
      let exponent = s(b)
      return exponent == .number(1) ? s(a) : .power(s(a), exponent)
    case .function(let function, let operands): return .function(function, operands.map(s))
    case .sign(let a): return .sign(s(a))
    case .extremum(let which, let a, let b): return .extremum(which, s(a), s(b))
    case .cases(let condition, let then, let otherwise):
      return .cases(
        .init(s(condition.left), condition.relation, s(condition.right)), then: s(then),
        otherwise: s(otherwise))
    case .oneHot(let a): return .oneHot(s(a))
    case .named(let name, let a): return .named(name, s(a))
    case .number, .operand, .output, .upstream, .parameter, .count, .matrixProduct, .outerProduct,
      .transpose, .rowTotal, .spread, .extremumOver, .selection, .otherFactors, .totalFrom,
      .reshaped, .rearranged, .slice, .scattered, .permuted, .summed, .einsum, .joined, .notAfter,
      .windowed, .totalExcept, .shaped:
      return self
    }
  }
}
