import Autodiff
import Notation

extension WrittenNumber {
  /// The number as it was written: digits, `1/3` as a fraction; in brackets where it would fall apart
  /// beside other terms.
  var math: Math {
    isSum ? freeMath.bracketed : freeMath
  }

  /// The same where it stands by itself.
  var freeMath: Math { piece.math }

  /// The number as a formula, so that arithmetic goes on with it; the value of digits.
  var formula: Formula {
    switch self {
    case .number(let number): .number(number)
    case .digits(let digits, let exponent):
      .number(Double(digits + (exponent.map { "e\($0)" } ?? "")) ?? .nan)
    case .constant(let constant): .number(constant.value)
    case .negative(let a): .negative(a.formula)
    case .arithmetic(let a, .plus, let b): .sum(a.formula, b.formula)
    case .arithmetic(let a, .minus, let b): .difference(a.formula, b.formula)
    case .arithmetic(let a, .times, let b): .product(a.formula, b.formula)
    case .arithmetic(let a, .over, let b): .quotient(a.formula, b.formula)
    case .arithmetic(let a, .power, let b): .power(a.formula, b.formula)
    }
  }

  private var isSum: Bool {
    switch self {
    case .arithmetic(_, .plus, _), .arithmetic(_, .minus, _), .arithmetic(_, .times, _): true
    case .negative(let a): a.isArithmetic
    case .number, .digits, .constant, .arithmetic(_, .over, _), .arithmetic(_, .power, _): false
    }
  }

  private var isArithmetic: Bool {
    switch self {
    case .arithmetic: true
    case .negative(let a): a.isArithmetic
    case .number, .digits, .constant: false
    }
  }

  private var piece: Piece {
    switch self {
    case .number(let number): return .of(Numerals(digits: 15).math(number))
    case .digits(let digits, nil): return .of(.number(digits))
    case .digits(let digits, let exponent?): return .of(.scientific(digits, exponent: exponent))
    case .constant(.pi): return .of(.identifier("π"))
    case .constant(.e): return .of(.identifier("e"))
    case .negative(.digits(let digits, nil)): return .of(.number("−" + digits))
    case .negative(.digits(let digits, let exponent?)):
      return .of(.scientific("−" + digits, exponent: exponent))
    case .negative(let a): return Piece(["−", a.piece.bracketed(below: .product)], .negative)
    case .arithmetic(let a, .plus, let b): return infix(a, "+", b, .sum)
    case .arithmetic(let a, .minus, let b): return infix(a, "−", b, .sum, isLoose: false)
    case .arithmetic(let a, .times, let b): return infix(a, "·", b, .product)
    case .arithmetic(let a, .over, let b):
      return Piece(.fraction(a.piece.math, b.piece.math), .product)
    case .arithmetic(let a, .power, let b):
      return Piece(.superscript(a.piece.bracketed(below: .atom), b.piece.math), .power)
    }
  }

  private func infix(
    _ a: WrittenNumber, _ sign: String, _ b: WrittenNumber, _ level: Level, isLoose: Bool = true
  ) -> Piece {
    let right = b.piece.bracketed(below: isLoose ? level : .product)
    return Piece([a.piece.bracketed(below: level, isFirst: true), .sign(sign), right], level)
  }
}

extension Derivation {
  /// The number that an operation takes beside its operands, as it was written; nil where its digits
  /// say it.
  func writtenParameter(of node: NodeID) -> Math? {
    trace.annotations.written[node]?[0].map(\.math)
  }

  /// The learning rate as it was written.
  package var rate: Math {
    trace.annotations.writtenRate?.math
      ?? numerals.writtenMath(trace.annotations.rate ?? 0)
  }
}
