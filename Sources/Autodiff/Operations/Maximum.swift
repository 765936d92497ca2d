import Wording

/// y = max(a, b): the gradient goes to the larger one, shared equally by equals.
enum Maximum: BinaryOperation {
  static let name = "max"
  static func value<S: TapeScalar>(_ a: S, _ b: S) -> S { a >= b || a.isNaN ? a : b }
  static func derivativeOfFirst<S: TapeScalar>(_ a: S, _ b: S, _ y: S) -> S {
    a > b ? 1 : (a == b ? S(0.5) : 0)
  }
  static func derivativeOfSecond<S: TapeScalar>(_ a: S, _ b: S, _ y: S) -> S {
    b > a ? 1 : (a == b ? S(0.5) : 0)
  }
  static func definition(for signature: Signature) -> Formula { .extremum(.max, .a, .b) }
  static func rules(for signature: Signature) -> [LocalRule] {
    [
      .derivative(
        .cases(
          .init(.a, .greater, .b), then: 1,
          otherwise: .cases(.init(.a, .equal, .b), then: 0.5, otherwise: 0))),
      .derivative(
        .cases(
          .init(.b, .greater, .a), then: 1,
          otherwise: .cases(.init(.a, .equal, .b), then: 0.5, otherwise: 0))),
    ]
  }
  static let kink: Kink? = .tie(at: Bilingual(same: "a = b"))
}
