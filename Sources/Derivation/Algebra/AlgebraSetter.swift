import Autodiff
import Notation

/// Sets lines of algebra as mathematics, with whatever stands for their variables.
struct AlgebraSetter {
  /// What stands for a variable; a variable without an entry is its own letter.
  let names: [String: Math]

  func set(_ term: AlgebraTerm) -> Math { self[term].math }

  private enum Level: Int {
    case sum, negative, product, power, atom
  }

  private struct Piece {
    let math: Math
    let level: Level

    init(_ math: Math, _ level: Level) {
      self.math = math
      self.level = level
    }

    /// The piece, in brackets where it holds together less tightly than its surroundings.
    func bracketed(below level: Level) -> Math {
      self.level.rawValue < level.rawValue ? math.bracketed : math
    }
  }

  private subscript(term: AlgebraTerm) -> Piece {
    switch term {
    case .number(let number): return number < 0 ? Piece(digits(number), .negative) : atom(number)
    case .variable(let name, let indices): return piece(variable(name, indices))
    case .sum(let index, let body):
      return Piece(
        .big("∑", below: .identifier(index), self[body].bracketed(below: .product)), .negative)
    case .same(let a, let b):
      return Piece(
        .fenced([.identifier(a), "=", .identifier(b)], open: "[", close: "]"), .atom)
    case .plus(let a, let b):
      return Piece([self[a].math, "+", self[b].bracketed(below: .product)], .sum)
    case .minus(let a, let b):
      return Piece([self[a].math, "−", self[b].bracketed(below: .product)], .sum)
    case .times(let a, let b): return product(a, b)
    case .over(let a, let b): return Piece(.fraction(set(a), set(b)), .product)
    case .power(let base, let exponent):
      return Piece(.superscript(self[base].bracketed(below: .atom), set(exponent)), .power)
    case .negative(.sum(let index, let body)):
      return Piece(["−", set(.sum(index, body))], .negative)
    case .negative(let a): return Piece(["−", self[a].bracketed(below: .product)], .negative)
    case .function(let function, let a): return apply(function, to: a)
    case .derivative(let of, let by): return derivative(of, by: by)
    case .grouped(let a): return Piece(set(a).bracketed, .atom)
    }
  }

  /// What stands for a variable; a name with the pass of a loop above it is like a power.
  private func piece(_ variable: Math) -> Piece {
    Piece(variable, variable.isTold ? .power : .atom)
  }

  private func digits(_ number: Double) -> Math {
    if number == .pi { return .identifier("π") }
    if number == 0.5 { return .fraction(.number("1"), .number("2")) }
    return Numerals().math(number)
  }

  private func atom(_ number: Double) -> Piece {
    Piece(digits(number), number == 0.5 ? .product : .atom)
  }

  private func variable(_ name: String, _ indices: [String]) -> Math {
    // What is normalized stands under its own sign, whatever it was before.
    let own: Math = name == "x̂" ? .accented(.identifier("x"), .hat) : .identifier(name)
    return Self.indexed(names[name] ?? own, indices)
  }

  /// An entry of what a symbol stands for; a name that has an index already gets the new one behind
  /// it.
  static func indexed(_ symbol: Math, _ indices: [String]) -> Math {
    guard !indices.isEmpty else { return symbol }
    let below = Math.row(indices.map { .identifier($0) })
    if case .subscript(let base, let index) = symbol {
      return .subscript(base, .row([index, .sign(","), below]))
    }
    return .subscript(symbol, indices.count == 1 ? .identifier(indices[0]) : below)
  }

  /// A dot between factors; a minus sign before the first needs no brackets.
  private func product(_ a: AlgebraTerm, _ b: AlgebraTerm) -> Piece {
    let right = self[b].bracketed(below: .product)
    if case .negative(let positive) = a {
      return Piece(["−", self[positive].bracketed(below: .product), "·", right], .negative)
    }
    return Piece([self[a].bracketed(below: .product), "·", right], .product)
  }

  private func apply(_ function: OperationKind, to argument: AlgebraTerm) -> Piece {
    let inner = set(argument)
    func named(_ name: String) -> Piece { Piece([.function(name), inner.bracketed], .product) }
    switch function.profile.writing {
    case .powerOfE: return Piece(.superscript(.identifier("e"), inner), .power)
    case .root: return Piece(.root(inner), .atom)
    case .bars: return Piece(.fenced(inner, open: "|", close: "|"), .atom)
    case .prefix(let name):
      if case .variable = argument { return Piece([.function(name), inner], .product) }
      return named(name)
    case .name(let name), .alongAxis(let name): return named(name)
    case .base(let name, let base):
      let function = Math.subscript(.function(name), .number("\(base)"))
      return Piece([function, inner.bracketed], .product)
    case .itsName, .itsNameAlongAxes, .itsCall, .definition, .subscripts:
      return named(function.name)
    }
  }

  private func derivative(_ of: AlgebraTerm, by: AlgebraTerm) -> Piece {
    if case .variable = of { return Piece(.derivative(of: set(of), by: set(by)), .product) }
    return Piece([.fraction("∂", .row(["∂", set(by)])), set(of).bracketed], .product)
  }
}
