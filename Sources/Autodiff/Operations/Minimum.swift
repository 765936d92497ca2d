import Wording

/// y = min(a, b): the gradient goes to the smaller one, shared equally by equals.
enum Minimum: BinaryOperation {
  static let name = "min"
  static func value<S: TapeScalar>(_ a: S, _ b: S) -> S { a <= b || a.isNaN ? a : b }
  static func derivativeOfFirst<S: TapeScalar>(_ a: S, _ b: S, _ y: S) -> S {
    a < b ? 1 : (a == b ? S(0.5) : 0)
  }
  static func derivativeOfSecond<S: TapeScalar>(_ a: S, _ b: S, _ y: S) -> S {
    b < a ? 1 : (a == b ? S(0.5) : 0)
  }
  static func definition(for signature: Signature) -> Formula { .extremum(.min, .a, .b) }
  static func rules(for signature: Signature) -> [LocalRule] {
    [
      .derivative(
        .cases(
          .init(.a, .less, .b), then: 1,
          otherwise: .cases(.init(.a, .equal, .b), then: 0.5, otherwise: 0))),
      .derivative(
        .cases(
          .init(.b, .less, .a), then: 1,
          otherwise: .cases(.init(.a, .equal, .b), then: 0.5, otherwise: 0))),
    ]
  }
  static let kink: Kink? = .tie(at: Bilingual(same: "a = b"))
}
